import { fourBitRate, type FormatRate, type Rank } from '../rank.ts';
import { fastestSplit, type SplitQuestion } from '../training-split.ts';
import { recordsExperts } from '../training-step.ts';
import { chipOf } from './chip-names.ts';
import type { Entries } from './configuration-of.ts';
import { modelOf } from './model-names.ts';
import { sequencesToTarget } from './convergence.ts';
import type { Predicted } from './figures.ts';
import { cell, numberIn, type TruthPoint, type TruthRow } from './truth.ts';

/** What the model says of a training run: its step by operators. */
export function predictTraining({ row }: TruthPoint, entries: Entries): Predicted | string {
  const chip = chipOf(row, entries, entries.trust);
  if (typeof chip === 'string') return chip;
  const model = modelOf(row, entries);
  if (typeof model === 'string') return model;
  const count = numberIn(row, 'count');
  if (count === undefined) return 'the number of accelerators is not stated';
  const { shape } = model;
  const { rank } = chip;
  const task = `${cell(row, 'task')} ${cell(row, 'model')} ${model.name}`;
  const ranks = count * rank.perAccelerator;
  const parallelism = cell(row, 'parallelism');
  const framework = cell(row, 'framework');
  const sequence = numberIn(row, 'seq_len') ?? 4096;
  const sharded =
    /FSDP|ZeRO-?3|FULL_SHARD|SHARD_GRAD_OP/iu.test(`${parallelism} ${framework}`) ||
    /MaxText/u.test(framework);
  const given = statedSplit(parallelism, sharded);
  const stated = given.tensor !== undefined || sharded;
  const copies = ranks / ((given.tensor ?? 1) * (given.pipeline ?? 1) * (given.context ?? 1));
  const microBatch = given.microBatch ?? 1;
  const globalBatch =
    numberIn(row, 'global_batch') ?? copies * microBatch * Math.max(4, (given.pipeline ?? 1) * 4);
  const format = formatOf(row, rank);
  const question = {
    shape,
    rank,
    format,
    ranks,
    globalBatch: stated ? Math.max(globalBatch, copies * microBatch) : globalBatch,
    sequence,
    fused: !/llm-foundry|torchtitan/u.test(framework),
    frozen: /LoRA/iu.test(task),
    recorded: bridgeRelease(framework) >= 26.06 && recordsExperts(rank, shape),
    given: stated ? { pipeline: 1, context: 1, microBatch: 1, ...given } : given,
  };
  const split = fastestSplit(question) ?? fastestSplit({ ...question, rank: roomy(rank) });
  if (split === undefined) return 'no split of the run over its accelerators is possible by our count';
  const { step, setup } = split;
  if (!Number.isFinite(step.seconds)) return 'a link that the split needs has no known bandwidth';
  const tokens = (setup.globalBatch * sequence) / step.seconds;
  const counted = countsWholeAttention(framework)
    ? step.modelFlop + step.fullAttentionFlop / 2
    : step.modelFlop;
  const flop = counted / step.seconds;
  const sequences = sequencesToTarget(task, setup.globalBatch);
  const peak = rank.wide.peak * rank.perAccelerator;
  const mfu = flop / count / peak;
  return {
    key: [chip.name, framework.split(' ')[0], model.name, format.format].join('|'),
    figures: {
      tokens_per_s: tokens,
      tokens_per_s_per_accel: tokens / count,
      model_tflops_per_accel: flop / count / 1e12,
      aggregate_pflops: flop / 1e15,
      mfu: format === rank.wide ? mfu : (mfu * rank.wide.peak) / format.peak,
      hfu: (format === rank.wide ? mfu : (mfu * rank.wide.peak) / format.peak) * (1 + setup.recompute / 3),
      step_time_median: step.seconds,
      iteration_time: step.seconds,
      ...(sequences !== undefined && {
        time_to_train: ((sequences / setup.globalBatch) * step.seconds) / 60,
      }),
    },
  };
}

/** The split as far as a row states it. */
function statedSplit(parallelism: string, sharded: boolean): SplitQuestion['given'] {
  const number = (...patterns: readonly RegExp[]): number | undefined => {
    for (const pattern of patterns) {
      const found = pattern.exec(parallelism)?.[1];
      if (found !== undefined) return Number(found);
    }
    return undefined;
  };
  const parts = {
    tensor: number(/TP ?=? ?(\d+)/u) ?? (sharded ? 1 : undefined),
    pipeline: number(/PP ?=? ?(\d+)/u),
    context: number(/CP ?=? ?(\d+)/u),
    expert: number(/EP ?=? ?(\d+)/u),
    virtual: number(/VP ?=? ?(\d+)/u, /interleave (\d+)/u) ?? (/VP=n\/a/u.test(parallelism) ? 1 : undefined),
    microBatch: number(/MBS ?=? ?(\d+)/u, /microbatch (\d+)/u),
    // What is computed again is stated by few; where not, as much as memory asks for.
    recompute: /actckpt True/u.test(parallelism) ? 1 : /actckpt False/u.test(parallelism) ? 0 : undefined,
    // Megatron's stages and tensor parallelism go with state split over the copies, not with gathering layer by layer.
    sharded: sharded || (/(?:TP ?=? ?|PP ?=? ?)[2-9]/u.test(parallelism) ? false : undefined),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** Year and month of a Megatron-Bridge, 0 of others. From 26.06 on gated experts of Blackwell are a quarter to a half faster, ungated ones and Hopper are not. */
function bridgeRelease(framework: string): number {
  return Number(/Megatron-Bridge.* (\d\d\.\d\d)/u.exec(framework)?.[1] ?? 0);
}

/** The rank with memory without end: the run was done, so it fitted, whatever we count. */
function roomy(rank: Rank): Rank {
  return { ...rank, memory: Infinity };
}

/** Whether a framework's FLOP count takes attention as if every token saw the whole sequence. */
function countsWholeAttention(framework: string): boolean {
  return /llm-foundry|MegaScale|Megatron-LM|MindSpeed|MaxText/u.test(framework);
}

function formatOf(row: TruthRow, rank: Rank): FormatRate {
  const precision = `${cell(row, 'precision')} ${cell(row, 'parallelism')}`;
  if (/fp4/iu.test(precision)) return fourBitRate(rank, 'fp4');
  const narrow = rank.formats.find(({ format }) => format === 'fp8');
  // MLPerf's rows do not state the format; its NVIDIA entries train in 8 bits, and since v5.1 in 4 where the chip can.
  if (/MLPerf/u.test(cell(row, 'source')) && cell(row, 'precision') === '' && narrow !== undefined) {
    const four = /v5\.1|v6/u.test(cell(row, 'source')) && rank.quarter !== undefined;
    return four ? fourBitRate(rank, 'fp4') : narrow;
  }
  return /fp8|float8/iu.test(precision) && narrow !== undefined ? narrow : rank.wide;
}
