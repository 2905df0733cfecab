import { mostRequests, meanWithin, prefillChunk, requestsThatFit } from './memory-room.ts';
import type { ServiceMix } from './service-mix.ts';
import type { Replica } from './replica.ts';
import { type StepModel, stepModel } from './step-model.ts';
import { stepSeconds } from './step-seconds.ts';
import { type StepTime, stepTimeOf } from './step-time.ts';
import type { Bound } from './types.ts';

/** Limits on the mean predicted times, seconds. */
export interface Limits {
  readonly ttft: number;
  readonly tpot: number;
}

/** How a replica runs with a given number of requests decoding at once. */
export interface OperatingPoint {
  readonly batch: number;
  /** Seconds, mean. */
  readonly tpot: number;
  readonly ttft: number;
  /** Requests per second of the replica. */
  readonly rate: number;
  /** Prompt tokens of a step that carries some, and the part of the steps that do. */
  readonly chunk: number;
  readonly part: number;
}

/** An operating point with what keeps the replica from doing more. */
export interface BoundPoint extends OperatingPoint {
  readonly boundBy: Bound;
}

/** Tokenising, scheduling and streaming of a request outside of the steps, seconds: measured by BLIS on vLLM. */
export const requestOverhead = 15.6e-3;

/** Beyond this part of its prefill capacity a replica's queue, and so its time to first token, is no longer a number. */
const mostPrefillLoad = 0.9;

/**
 * Time per token, time to first token and throughput of a replica on which `batch` requests decode at once, in steady state.
 *
 * ```
 * every step gives each request a token → batch/output requests end and begin per step → batch × fresh/output prompt tokens per step
 * prompts come in chunks: a part f of the steps carries one     TPOT = t(batch) + f × (t(batch, chunk) − t(batch))
 * rate = batch / (output × TPOT)
 * TTFT = overhead + rest of the running step + queue + own chunks   queue: M/D/1 on the prefill capacity, load ρ: ρ / 2(1 − ρ) × own chunks
 * ```
 *
 * The time to first token is a mean and a rough one: formulas like it are 50 % off and more where many users wait, and a tail is not
 * given at all. Undefined where prompts alone overload the replica.
 */
export function operatingPoint(model: StepModel, mix: ServiceMix, batch: number): OperatingPoint | undefined {
  const { groups, gain } = model;
  const most = prefillChunk * groups;
  const promptsPerStep = (batch * mix.fresh * gain) / mix.output;
  const load = promptsPerStep / most;
  if (load > mostPrefillLoad) return undefined;

  const chunk = Math.max(Math.min(mix.fresh * groups, most), promptsPerStep);
  const part = chunk === 0 ? 0 : promptsPerStep / chunk;
  const plain = stepSeconds(model, batch, mix.context, 0, 0);
  const mixed = chunk === 0 ? plain : stepSeconds(model, batch, mix.context, chunk, mix.prefillContext);
  const step = plain + part * (mixed - plain);
  const tpot = step / gain;
  const own = Math.max(1, mix.fresh / prefillChunk) * mixed;
  const queue = (load / (2 * (1 - load))) * own;
  return {
    batch,
    tpot,
    ttft: requestOverhead + step / 2 + queue + own,
    rate: batch / (mix.output * tpot),
    chunk,
    part,
  };
}

/** Requests that a replica decodes at once, at most, whatever their times: what fits in memory, and what its schedulers run. */
export function mostBatch(replica: Replica, mix: ServiceMix, model: StepModel): number {
  return Math.floor(model.groups * meanWithin(Math.min(requestsThatFit(replica, mix.context), mostRequests)));
}

/**
 * The most requests a replica sustains within the limits: the largest batch that meets them and fits in memory. Throughput never
 * falls with the batch, and both times never fall either, so the largest is the best, and it is found by halving.
 */
export function largestWithin(
  replica: Replica,
  mix: ServiceMix,
  limits: Limits,
  model: StepModel,
): OperatingPoint | undefined {
  const most = mostBatch(replica, mix, model);
  const within = (batch: number) => {
    const point = operatingPoint(model, mix, batch);
    return point !== undefined && point.tpot <= limits.tpot && point.ttft <= limits.ttft ? point : undefined;
  };
  let best = most >= 1 ? within(1) : undefined;
  if (best === undefined) return undefined;
  const full = within(most);
  if (full !== undefined) return full;
  let tooMany = most;
  while (tooMany - best.batch > 1) {
    const middle = Math.floor((best.batch + tooMany) / 2);
    const point = within(middle);
    if (point === undefined) tooMany = middle;
    else best = point;
  }
  return best;
}

/** As `largestWithin`, with what keeps the replica from doing more: asked for a chosen one, not for each that is tried. */
export function largestPoint(
  replica: Replica,
  mix: ServiceMix,
  limits: Limits,
  model: StepModel = stepModel(replica),
): BoundPoint | undefined {
  const best = largestWithin(replica, mix, limits, model);
  if (best === undefined) return undefined;
  if (best.batch === mostBatch(replica, mix, model)) {
    const filled = requestsThatFit(replica, mix.context) < mostRequests;
    return { ...best, boundBy: filled ? 'kv' : dominant(model, mix, best) };
  }
  const next = operatingPoint(model, mix, best.batch + 1);
  const firstTokenLimits = next !== undefined && next.tpot <= limits.tpot;
  return { ...best, boundBy: firstTokenLimits ? 'latency' : dominant(model, mix, best) };
}

/** The smallest batch that does `rate` requests per second, at most that of a point that does as much. */
export function leastPoint(
  model: StepModel,
  mix: ServiceMix,
  rate: number,
  most: OperatingPoint,
): OperatingPoint {
  let best = most;
  let tooFew = 0;
  while (best.batch - tooFew > 1) {
    const middle = Math.floor((tooFew + best.batch) / 2);
    const point = operatingPoint(model, mix, middle);
    if (point !== undefined && point.rate >= rate) best = point;
    else tooFew = middle;
  }
  return best;
}

/** What takes most of the time of the replica at a point. */
export function dominant(
  model: StepModel,
  mix: ServiceMix,
  { batch, chunk, part }: Pick<OperatingPoint, 'batch' | 'chunk' | 'part'>,
): Bound {
  const decoding = { decode: batch, context: mix.context, prefill: 0, prefillContext: 0 };
  const plain = stepTimeOf(model, decoding);
  const mixed = stepTimeOf(model, { ...decoding, prefill: chunk, prefillContext: mix.prefillContext });
  const share = (pick: (step: StepTime) => number) => (1 - part) * pick(plain) + part * pick(mixed);
  const kinds = [
    ['memory', share(({ memory }) => memory)],
    ['compute', share(({ compute }) => compute)],
    ['network', share(({ network }) => network)],
    ['latency', share(({ fixed }) => fixed)],
  ] as const;
  return kinds.reduce((most, kind) => (kind[1] > most[1] ? kind : most))[0];
}
