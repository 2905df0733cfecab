import { type Limits, largestPoint } from './capacity.ts';
import { prefillChunk } from './memory-room.ts';
import type { ModelShape } from './model-shape.ts';
import type { Rank } from './rank.ts';
import type { ServiceMix } from './service-mix.ts';
import { ranksOf } from './replica.ts';
import { replicas } from './serving.ts';
import { stepModel } from './step-model.ts';
import { stepSeconds } from './step-seconds.ts';

/** Prompts on some systems, answers on others. */
export interface SplitPools {
  /** Requests per second and system, prefill and decode systems counted together. */
  readonly requestsPerSecond: number;
  /** Part of the systems that works on prompts. */
  readonly prefillPart: number;
  readonly prefillTensorParallel: number;
  readonly prefillRanks: number;
  readonly decodeTensorParallel: number;
  readonly decodeRanks: number;
  readonly decodeBatch: number;
}

/** Load of the prefill pool: beyond it the queue for the first token is no longer a number. */
const prefillLoad = 0.7;

/**
 * The best split of systems of one kind into a pool for prompts and one for answers, undefined where no configuration of either meets
 * its part of the level: time to first token the prompts, with an M/D/1 queue at 70 % load, time per output token the answers.
 * Requests per second of both together: 1 / (1/prefill + 1/decode). The hand-over of the cache is taken to hide behind decoding.
 */
export function splitPools(
  shape: ModelShape,
  rank: Rank,
  mix: ServiceMix,
  limits: Limits,
): SplitPools | undefined {
  const answers = { ...mix, fresh: 0 };
  let prefill: { readonly rate: number; readonly tensorParallel: number; readonly ranks: number } | undefined;
  let decode:
    | {
        readonly rate: number;
        readonly tensorParallel: number;
        readonly ranks: number;
        readonly batch: number;
      }
    | undefined;
  for (const replica of replicas(shape, rank, 1)) {
    const perSystem = rank.perSystem / ranksOf(replica);
    const { tensorParallel, ranks } = replica;
    const model = stepModel(replica);
    const tokens = Math.min(mix.fresh, prefillChunk) * model.groups;
    const own = stepSeconds(model, 0, 0, tokens, mix.prefillContext) * Math.max(1, mix.fresh / prefillChunk);
    const queued = own * (1 + prefillLoad / (2 * (1 - prefillLoad)));
    const rate = (prefillLoad * model.groups * perSystem) / own;
    if (queued <= limits.ttft && rate > (prefill?.rate ?? 0)) prefill = { rate, tensorParallel, ranks };
    const point = largestPoint(replica, answers, { ttft: Infinity, tpot: limits.tpot }, model);
    if (point !== undefined && point.rate * perSystem > (decode?.rate ?? 0))
      decode = { rate: point.rate * perSystem, tensorParallel, ranks, batch: point.batch };
  }
  if (prefill === undefined || decode === undefined) return undefined;
  const requestsPerSecond = 1 / (1 / prefill.rate + 1 / decode.rate);
  return {
    requestsPerSecond,
    prefillPart: requestsPerSecond / prefill.rate,
    prefillTensorParallel: prefill.tensorParallel,
    prefillRanks: prefill.ranks,
    decodeTensorParallel: decode.tensorParallel,
    decodeRanks: decode.ranks,
    decodeBatch: decode.batch,
  };
}
