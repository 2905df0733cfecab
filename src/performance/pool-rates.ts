import type { ResolvedClass } from '../scenario/index.ts';
import { type BoundPoint, largestPoint, largestWithin, type Limits, requestOverhead } from './capacity.ts';
import { prefillChunk, requestBytes } from './memory-room.ts';
import type { ModelShape } from './model-shape.ts';
import type { Rank } from './rank.ts';
import { ranksOf, type Replica } from './replica.ts';
import type { ServiceMix } from './service-mix.ts';
import type { StepModel } from './step-model.ts';
import { stepSeconds } from './step-seconds.ts';

/** Load of the replicas for prompts, and of the links they hand over by, at most: beyond it the queue is no longer a number. */
export const mostLoad = 0.7;

/** The work of a split: the mean request, bytes of cache that its prompt hands over, and a long prompt. */
export interface SplitWork {
  readonly mix: ServiceMix;
  readonly bytes: number;
  /** Asked for where pools are chosen, not where the rate of chosen ones is asked. */
  readonly long?: Prompt;
}

type Prompt = Pick<ServiceMix, 'fresh' | 'prefillContext'>;

/**
 * How much longer than the mean of its class a prompt is that still has to be in time on an idle replica: with the lengths that the
 * simulator draws, one in ten is longer. Without this, no number of replicas could keep a level at the 90th percentile.
 */
const longPrompt = 1.9;

/** Like replicas of one pool, within a unit of systems. */
export interface PoolReplicas {
  readonly replica: Replica;
  readonly count: number;
  /** Systems that they take: a part where both pools share one. */
  readonly systems: number;
}

/** Bytes of cache of the mean prompt, cached part and all: replicas for answers hold none of it before. */
export function splitWork(
  shape: ModelShape,
  rank: Rank,
  mix: ServiceMix,
  classes: readonly ResolvedClass[],
): SplitWork {
  const whole: Replica = { shape, rank, format: rank.wide, tensorParallel: 1, ranks: 1 };
  const bytes = classes.reduce(
    (sum, { share, inputTokens }) => sum + share * requestBytes(whole, inputTokens),
    0,
  );
  const prompts = classes.map(({ inputTokens, cachedInput }): Prompt => {
    const cached = longPrompt * inputTokens * cachedInput;
    const fresh = longPrompt * inputTokens - cached;
    return { fresh, prefillContext: cached + fresh / 2 };
  });
  const long = prompts.reduce((most, each) => (each.fresh > most.fresh ? each : most));
  return { mix, bytes, long };
}

/** Seconds of a prompt alone on its group, and prompts under way side by side. */
export function ownSeconds(model: StepModel, { fresh, prefillContext }: Prompt): number {
  const tokens = Math.min(fresh, prefillChunk) * model.groups;
  return stepSeconds(model, 0, 0, tokens, prefillContext) * Math.max(1, fresh / prefillChunk);
}

/**
 * Requests per second of a replica for prompts: the load, at most 70 %, at which overhead, queue, own chunks and hand-over stay within the
 * time to first token. 0 where even an idle one is too slow.
 */
export function promptRate(
  model: StepModel,
  { mix, bytes, long }: SplitWork,
  link: number,
  limits: Limits,
): number {
  const own = ownSeconds(model, mix);
  const left = limits.ttft - requestOverhead - handOverSeconds(bytes, link);
  const slack = left / own - 1;
  if (slack < 0 || (long !== undefined && ownSeconds(model, long) > left)) return 0;
  // ρ / 2(1 − ρ) ≤ slack
  const load = Math.min(mostLoad, (2 * slack) / (1 + 2 * slack));
  return (load * model.groups) / own;
}

/** A cache alone on its link, with what sharing the link at most adds. */
export function handOverSeconds(bytes: number, link: number): number {
  return bytes / link / (1 - mostLoad);
}

/** The most that a replica for answers does within the time per token; steps without prompts. */
export function answerPoint(
  replica: Replica,
  model: StepModel,
  { mix }: SplitWork,
  { tpot }: Limits,
): BoundPoint | undefined {
  return largestPoint(replica, { ...mix, fresh: 0 }, { ttft: Infinity, tpot }, model);
}

/** Its requests per second; 0 where it meets no level. */
export function answerRate(replica: Replica, model: StepModel, { mix }: SplitWork, { tpot }: Limits): number {
  return largestWithin(replica, { ...mix, fresh: 0 }, { ttft: Infinity, tpot }, model)?.rate ?? 0;
}

/** Requests per second of the links of a pool's ranks, at most. */
export function linkRate({ replica, count }: PoolReplicas, link: number, bytes: number): number {
  return (mostLoad * link * ranksOf(replica) * count) / bytes;
}
