import type { Candidates } from './candidates.ts';
import { dominant, leastPoint, type Limits, requestOverhead } from './capacity.ts';
import { mostSystems, type WeightFormat } from './layouts.ts';
import { prefillChunk } from './memory-room.ts';
import {
  answerPoint,
  answerRate,
  handOverSeconds,
  linkRate,
  mostLoad,
  ownSeconds,
  type PoolReplicas,
  promptRate,
  type SplitWork,
} from './pool-rates.ts';
import type { Rank } from './rank.ts';
import { ranksOf, type Replica } from './replica.ts';
import { type StepModel, stepModel } from './step-model.ts';
import type { Bound } from './types.ts';

/** Prompts on some replicas, answers on others: the smallest unit of systems that holds both in their ratio, and what it does. */
export interface SplitPools {
  readonly systems: number;
  readonly prefill: PoolReplicas;
  readonly decode: PoolReplicas;
  /** Requests per second of the unit, and requests that a replica for answers then holds. */
  readonly rate: number;
  readonly batch: number;
  /** Seconds, mean. */
  readonly ttft: number;
  readonly tpot: number;
  /** Seconds that a cache is under way alone, over the links of one rank of that many B/s. */
  readonly handOver: number;
  readonly link: number;
  readonly boundBy: Bound;
}

/**
 * The best split of systems of one kind into replicas for prompts and replicas for answers; undefined where none meets the level, where
 * there are no prompts to work on, or where the links a cache must take are unknown.
 *
 * ```
 * unit       1 system, both pools side by side in its scale-up domain, or 2 … 8 systems, each in one pool
 * prompts    own chunks, M/D/1 queue at ≤ 70 % load, hand-over of the whole cache   ≤ time to first token;
 *            so is a prompt 1.9 × the mean of its class on an idle replica
 * answers    steps without prompts                                                  ≤ time per output token
 * rate       min(prompts, answers, 70 % of the links) ÷ systems
 * ```
 *
 * A cache goes over the links of one rank, after its prompt: engines that send layer by layer hide most of that. Both pools keep their
 * weights in one format. Chosen by requests per second and system; of equals the smaller unit, tried first.
 */
export function splitPools(candidates: Candidates, work: SplitWork, limits: Limits): SplitPools | undefined {
  if (work.mix.fresh <= 0) return undefined;
  let best: { readonly layout: Layout; readonly perSystem: number } | undefined;
  for (const weights of candidates.formats) {
    for (const layout of layouts(candidates, weights, work, limits)) {
      const { prefill, decode, link } = layout;
      // As `rateOf`, from the rates found for each replica.
      const rate = Math.min(
        prefill.rate * prefill.count,
        decode.rate * decode.count,
        linkRate(prefill, link, work.bytes),
        linkRate(decode, link, work.bytes),
      );
      const perSystem = rate / layout.systems;
      if (rate > 0 && perSystem > (best?.perSystem ?? 0) * (1 + 1e-9)) best = { layout, perSystem };
    }
  }
  return best && described(best.layout, work, limits);
}

/** The same pools at another level, as requests per second of the unit: 0 where they cannot meet it. */
export function splitRate(
  { prefill, decode, link, systems }: SplitPools,
  { mix, bytes }: SplitWork,
  limits: Limits,
): number {
  const prompts = { ...prefill, model: stepModel(prefill.replica) };
  const answers = { ...decode, model: stepModel(decode.replica) };
  return rateOf({ systems, link, prefill: prompts, decode: answers }, { mix, bytes }, limits);
}

interface Pool extends PoolReplicas {
  readonly model: StepModel;
}

interface Layout {
  readonly systems: number;
  readonly prefill: Pool;
  readonly decode: Pool;
  readonly link: number;
}

/** A replica with what it does alone, requests per second, and how many there are in a system; one where it spans systems. */
interface Able {
  readonly replica: Replica;
  readonly model: StepModel;
  readonly rate: number;
  readonly copies: number;
}

/** The most able replicas for prompts and for answers, by their ranks or by the systems they span. */
interface Ables {
  readonly prefill: Map<number, Able>;
  readonly decode: Map<number, Able>;
}

/** What a replica of each pool does alone. */
interface Found {
  readonly prefill: { readonly rate: number };
  readonly decode: { readonly rate: number };
}

/** Pools that may be best: of replicas of one size, or spanning as many systems, only the most able are tried. */
function* layouts(
  { rank, spanning }: Candidates,
  weights: WeightFormat,
  work: SplitWork,
  limits: Limits,
): Generator<Layout & Found> {
  const { near, far, perSystem, domain } = rank;
  const within: Ables = { prefill: new Map(), decode: new Map() };
  const across: Ables = { prefill: new Map(), decode: new Map() };
  for (let systems = 1; systems < mostSystems; systems *= 2) {
    if (systems > 1 && far === undefined) break;
    for (const { replica, model } of spanning(weights, systems)) {
      const ranks = ranksOf(replica);
      const copies = systems === 1 ? Math.floor(perSystem / ranks) : 1;
      const keep = (ables: Map<number, Able>, key: number, rate: number): void => {
        const most = ables.get(key);
        if (rate * copies > (most === undefined ? 0 : most.rate * most.copies) * (1 + 1e-9))
          ables.set(key, { replica, model, rate, copies });
      };
      const answers = answerRate(replica, model, work, limits);
      keep(across.decode, systems, answers);
      if (far !== undefined) keep(across.prefill, systems, promptRate(model, work, far, limits));
      if (systems > 1 || near === undefined) continue;
      keep(within.decode, ranks, answers);
      keep(within.prefill, ranks, promptRate(model, work, near, limits));
    }
  }
  if (near !== undefined && domain >= perSystem) yield* sharing(within, rank, near);
  if (far !== undefined) yield* apart(across, far);
}

/** Both pools within one system: as many replicas for prompts as keep up with what is left for answers, and one more. */
function* sharing({ prefill, decode }: Ables, { perSystem }: Rank, link: number): Generator<Layout & Found> {
  for (const [promptRanks, prompts] of prefill) {
    for (const [answerRanks, answers] of decode) {
      const perRank = answers.rate / answerRanks;
      const even = Math.floor((perSystem * perRank) / (prompts.rate + promptRanks * perRank));
      for (const count of [even, even + 1]) {
        const left = Math.floor((perSystem - count * promptRanks) / answerRanks);
        if (count < 1 || left < 1) continue;
        yield {
          systems: 1,
          link,
          prefill: { ...prompts, count, systems: (count * promptRanks) / perSystem },
          decode: { ...answers, count: left, systems: (left * answerRanks) / perSystem },
        };
      }
    }
  }
}

/** Each system works for one pool. */
function* apart({ prefill, decode }: Ables, link: number): Generator<Layout & Found> {
  for (let systems = 2; systems <= mostSystems; systems += 1) {
    for (const [promptSpan, prompts] of prefill) {
      for (const [answerSpan, answers] of decode) {
        for (let taken = promptSpan; taken < systems; taken += promptSpan) {
          const left = systems - taken;
          if (left % answerSpan !== 0) continue;
          yield {
            systems,
            link,
            prefill: { ...prompts, count: (taken / promptSpan) * prompts.copies, systems: taken },
            decode: { ...answers, count: (left / answerSpan) * answers.copies, systems: left },
          };
        }
      }
    }
  }
}

function rateOf({ prefill, decode, link }: Layout, work: SplitWork, limits: Limits): number {
  return Math.min(
    promptRate(prefill.model, work, link, limits) * prefill.count,
    answerRate(decode.replica, decode.model, work, limits) * decode.count,
    linkRate(prefill, link, work.bytes),
    linkRate(decode, link, work.bytes),
  );
}

function described(layout: Layout, work: SplitWork, limits: Limits): SplitPools {
  const { systems, prefill, decode, link } = layout;
  const { mix, bytes } = work;
  const rate = rateOf(layout, work, limits);
  const most = answerPoint(decode.replica, decode.model, work, limits);
  if (most === undefined) throw new Error('a split was found that meets no level');
  const point = leastPoint(decode.model, { ...mix, fresh: 0 }, rate / decode.count, most);
  const own = ownSeconds(prefill.model, mix);
  const load = (rate / prefill.count) * (own / prefill.model.groups);
  const linked = Math.min(linkRate(prefill, link, bytes), linkRate(decode, link, bytes));
  const promptsLimit = promptRate(prefill.model, work, link, limits) * prefill.count <= rate * (1 + 1e-9);
  return {
    systems,
    prefill: { replica: prefill.replica, count: prefill.count, systems: prefill.systems },
    decode: { replica: decode.replica, count: decode.count, systems: decode.systems },
    rate,
    batch: point.batch,
    ttft: requestOverhead + own * (1 + load / (2 * (1 - load))) + handOverSeconds(bytes, link),
    tpot: point.tpot,
    handOver: bytes / link,
    link,
    boundBy:
      linked <= rate * (1 + 1e-9)
        ? 'network'
        : promptsLimit
          ? load < mostLoad * (1 - 1e-9)
            ? 'latency'
            : dominant(prefill.model, mix, {
                batch: 0,
                chunk: Math.min(mix.fresh, prefillChunk) * prefill.model.groups,
                part: 1,
              })
          : most.boundBy,
  };
}
