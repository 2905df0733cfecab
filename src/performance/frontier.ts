import { operatingPoint } from './capacity.ts';
import { mostSystems, replicas, type WeightFormat } from './layouts.ts';
import { meanWithin, mostRequests, requestsThatFit } from './memory-room.ts';
import type { ModelShape } from './model-shape.ts';
import type { Rank } from './rank.ts';
import type { ServiceMix } from './service-mix.ts';
import { ranksOf, type Replica } from './replica.ts';
import { stepModel } from './step-model.ts';

/** One configuration at one load, as a buyer compares them. */
export interface FrontierPoint {
  /** Output tokens per second and accelerator, and per second and user (1 ÷ time per output token). */
  readonly perAccelerator: number;
  readonly perUser: number;
  /** Seconds. */
  readonly tpot: number;
  readonly ttft: number;
  readonly precision: string;
  /** Format of routed experts, where it is another. */
  readonly expertPrecision?: string;
  readonly tensorParallel: number;
  /** Ranks of a replica, of a stage of it. */
  readonly ranks: number;
  /** Stages of its pipeline, where it has one. */
  readonly stages?: number;
  readonly batch: number;
}

/** Loads tried per configuration: batches from one to the most, by this factor. */
const batchFactor = 1.5;

/**
 * What a system can do between fast answers and many: the configurations at loads that no other beats in both tokens per accelerator
 * and tokens per user. Within one system, or across the fewest that hold the model; prompts and answers share the replica. Ascending by
 * tokens per user.
 */
export function frontier(
  shape: ModelShape,
  rank: Rank,
  mix: ServiceMix,
  formats: readonly WeightFormat[],
): readonly FrontierPoint[] {
  let points: readonly FrontierPoint[] = [];
  for (let systems = 1; systems <= mostSystems && points.length === 0; systems *= 2) {
    if (systems > 1 && rank.far === undefined) break;
    points = formats.flatMap((weights) =>
      [...replicas(shape, rank, weights, systems)].flatMap((replica) => loadsOf(replica, rank, mix)),
    );
  }
  const fastest = points.toSorted((a, b) => b.perUser - a.perUser || b.perAccelerator - a.perAccelerator);
  let best = 0;
  const kept = fastest.filter(({ perAccelerator }) => {
    const better = perAccelerator > best;
    if (better) best = perAccelerator;
    return better;
  });
  return kept.toReversed();
}

/** One configuration at ever more load. */
function loadsOf(replica: Replica, rank: Rank, mix: ServiceMix): readonly FrontierPoint[] {
  const points: FrontierPoint[] = [];
  const model = stepModel(replica);
  const most = Math.floor(
    model.groups * meanWithin(Math.min(requestsThatFit(replica, mix.context), mostRequests)),
  );
  for (let load = 1; load <= most; load = Math.max(load + 1, Math.round(load * batchFactor))) {
    const point = operatingPoint(model, mix, load);
    if (point === undefined) break;
    const accelerators = ranksOf(replica) / rank.perAccelerator;
    points.push({
      perAccelerator: (point.rate * mix.output) / accelerators,
      perUser: 1 / point.tpot,
      tpot: point.tpot,
      ttft: point.ttft,
      precision: replica.format.format,
      ...(replica.expertFormat !== undefined && { expertPrecision: replica.expertFormat.format }),
      tensorParallel: replica.tensorParallel,
      ranks: replica.ranks,
      ...(replica.stages !== undefined && { stages: replica.stages }),
      batch: load,
    });
  }
  return points;
}
