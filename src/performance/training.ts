import type { Model, System } from '../catalog/index.ts';
import type { ResolvedRun } from '../scenario/index.ts';
import { goodput } from './goodput.ts';
import { combine, exact, predictedRate, type Spread } from './interval.ts';
import { type Reason, reasons } from './messages.ts';
import type { ModelShape } from './model-shape.ts';
import type { Rank, RankOf } from './rank.ts';
import { shapeOf } from './shape-of.ts';
import { spreadOfTraining } from './training-reach.ts';
import { fastestGang, usualBatch } from './training-gang.ts';
import { recordsExperts } from './training-step.ts';
import type { TrainingRate } from './types.ts';

/** Bytes per parameter of weights, gradients and optimiser state in mixed precision with Adam, and the part of memory they may take. */
const stateBytes = 16;
const stateShare = 0.9;

/** Gang at which the priors below hold, and the power of gang size with which utilisation falls beyond or below it. */
const referenceGang = 1024;
/** MegaScale: 0.65 → 0.55 and Megatron-LM 0.53 → 0.41 from 256 to 12,288 A100; MindSpeed 0.53 → 0.50 from 256 to 7,968 Ascend. Middle. */
const gangExponent = -0.04;
/** Below this many accelerators utilisation no longer rises. */
const smallestGang = 256;

interface Prior {
  readonly dense: number;
  readonly mixture: number;
  readonly spread: Spread;
}

/**
 * NVIDIA, 16-bit peak, 8 per domain. Dense: 0.41-0.42 (13B, 512 H100, llm-foundry), 0.42-0.47 (4,608 and 6,144 H100, Megatron-Core),
 * 0.45-0.64 (512-1,024 A100, MegaScale). Mixture: DeepSeek-V3 on 2,048 H800 gives 0.35 of bf16 peak from its published GPU hours.
 */
const nvidia: Prior = { dense: 0.45, mixture: 0.33, spread: { fast: 0.75, slow: 1.3 } };
/** Ascend: 0.53 (175B dense, 1,024, MindSpeed; by the vendor); 0.30 (Pangu Ultra MoE, 6,000, arXiv 2505.04519; by the vendor). */
const ascend: Prior = { dense: 0.5, mixture: 0.32, spread: { fast: 0.75, slow: 1.6 } };
/** Others: NVIDIA × software maturity 0.725, uniform on [0.5, 0.95]. Assumed. */
const others: Prior = {
  dense: 0.45 * 0.725,
  mixture: 0.33 * 0.725,
  spread: combine(nvidia.spread, { fast: 0.725 / 0.905, slow: 0.725 / 0.545 }),
};

/** Domains from which on a mixture's all-to-all stays on fast links: NVL72 trains Qwen3-235B 1.35 × as fast per peak as 8 × B200. */
const wideDomain = 64;
const wideMixtureGain = 1.35;
/** Cards without scale-up links, against 8 with: as tensor parallelism is closed to them. Assumed. */
const isolatedPart = 0.6;
const isolatedSpread: Spread = { fast: 0.7, slow: 1.5 };

/** Tokens of a sequence, for which a run is split. Assumed. */
const sequenceTokens = 4096;

/** Model FLOP over dense 16-bit peak, with its error and what it rests on. */
interface Utilisation {
  readonly value: number;
  readonly spread: Spread;
  readonly lineage: readonly string[];
}

/**
 * Useful FLOP per second that one system adds to a run: accelerators × dense 16-bit peak × utilisation × goodput.
 *
 * ```
 * model known      the fastest split of the gang over tensor, pipeline, context, expert and data parallelism, step by operators
 * model not known  utilisation of published runs of the class, dense
 * ```
 *
 * Both parts are taken at the largest gang that the run allows, so that a plan which uses fewer is not disappointed.
 * Training is in 16 bits; 8-bit training would give more.
 */
export function rateRun(
  system: System,
  ranks: RankOf,
  model: Model | undefined,
  run: ResolvedRun,
): TrainingRate | Reason {
  if (!ranks.known) return ranks.reason;
  const { rank } = ranks;
  const gang = Number.isFinite(run.gangMax) ? run.gangMax : run.gangMin;
  const shape = model === undefined ? undefined : shapeOf(model);
  if (model !== undefined && shape?.known === true) {
    const perAccelerator = rank.memory * rank.perAccelerator * stateShare;
    const needed = Math.ceil((shape.shape.total * stateBytes) / perAccelerator);
    if (needed > gang) return reasons.gangTooSmall(model.id, gang, needed);
  }
  const split = shape?.known === true ? ofSplit(system, rank, shape.shape, gang) : undefined;
  const { value, spread, lineage } = split ?? ofPublished(system, rank, model, gang);
  const useful = goodput(gang);
  const peak = rank.wide.peak * rank.perSystem;
  return {
    system: system.id,
    run: run.id,
    flopPerSecond: predictedRate(peak * value * useful, combine(spread, rank.wide.spread)),
    utilisation: predictedRate(value, spread),
    goodput: useful,
    precision: rank.wide.format,
    level: 0,
    lineage: [
      ...new Set([`${system.accelerator}.${rank.wide.field}`, `${system.accelerator}.memory`, ...lineage]),
    ].toSorted(),
    assumptions: [
      ...ranks.assumptions,
      ...(model === undefined ? [`${run.id}: no model is named; it is taken for a dense one`] : []),
      ...(model !== undefined && shape?.known !== true
        ? [`${model.id}: its size is unknown; whether it fits in the memory of the gang was not checked`]
        : []),
    ],
  };
}

/** Utilisation at the fastest split of the gang; undefined where none is found, as over links of unknown bandwidth. */
function ofSplit(system: System, rank: Rank, shape: ModelShape, gang: number): Utilisation | undefined {
  const split = fastestGang(
    {
      shape,
      rank,
      format: rank.wide,
      globalBatch: usualBatch(gang, sequenceTokens),
      sequence: sequenceTokens,
      fused: true,
      recorded: recordsExperts(rank, shape),
      given: {},
    },
    gang,
  );
  if (split === undefined) return undefined;
  const { step, setup } = split;
  const ranks = gang * rank.perAccelerator;
  const near = setup.tensor * setup.context > 1 || setup.expert > 1 || system.accelerators > 1;
  return {
    value: step.modelFlop / step.seconds / (ranks * rank.wide.peak),
    spread: spreadOfTraining(rank),
    lineage: [
      `${system.accelerator}.memoryBandwidth`,
      ...(near ? [`${system.accelerator}.scaleUp`] : []),
      ...(ranks > rank.perSystem ? [`${system.id}.scaleOut`] : []),
    ],
  };
}

/** Utilisation of published runs of the class, for a model that is not known. */
function ofPublished(system: System, rank: Rank, model: Model | undefined, gang: number): Utilisation {
  const mixture = model?.experts !== undefined;
  const isolated = system.scaleUpDomain <= 1;
  const prior = priorOf(rank.efficiency.name);
  const value =
    (mixture ? prior.mixture : prior.dense) *
    (mixture && system.scaleUpDomain >= wideDomain ? wideMixtureGain : 1) *
    (isolated ? isolatedPart : 1) *
    (Math.max(gang, smallestGang) / referenceGang) ** gangExponent;
  return { value, spread: combine(prior.spread, isolated ? isolatedSpread : exact), lineage: [] };
}

function priorOf(className: string): Prior {
  if (className.startsWith('NVIDIA')) return nvidia;
  if (className.startsWith('Huawei')) return ascend;
  return others;
}
