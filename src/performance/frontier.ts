import type { Candidate, Candidates } from './candidates.ts';
import { mostBatch, operatingPoint } from './capacity.ts';
import { mostSystems } from './layouts.ts';
import { ranksOf } from './replica.ts';

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
export function frontier(candidates: Candidates): readonly FrontierPoint[] {
  const points: FrontierPoint[] = [];
  for (let systems = 1; systems <= mostSystems && points.length === 0; systems *= 2) {
    if (systems > 1 && candidates.rank.far === undefined) break;
    for (const weights of candidates.formats)
      for (const candidate of candidates.spanning(weights, systems)) addLoads(points, candidate, candidates);
  }
  return points;
}

/** Adds one configuration at ever more load to the points that none beats so far, where none of them beats or equals it. */
function addLoads(
  points: FrontierPoint[],
  { replica, model }: Candidate,
  { rank, mix }: Pick<Candidates, 'rank' | 'mix'>,
): void {
  const accelerators = ranksOf(replica) / rank.perAccelerator;
  const most = mostBatch(replica, mix, model);
  for (let load = 1; load <= most; load = Math.max(load + 1, Math.round(load * batchFactor))) {
    const point = operatingPoint(model, mix, load);
    if (point === undefined) break;
    const perAccelerator = (point.rate * mix.output) / accelerators;
    const perUser = 1 / point.tpot;
    // Tokens per accelerator fall along the points, so the first that is as fast does most of those as fast.
    const place = firstAsFast(points, perUser);
    const next = points[place];
    if (next !== undefined && next.perAccelerator >= perAccelerator) continue;
    let beaten = next?.perUser === perUser ? 1 : 0;
    let from = place;
    for (; (points[from - 1]?.perAccelerator ?? Infinity) <= perAccelerator; from -= 1) beaten += 1;
    points.splice(from, beaten, {
      perAccelerator,
      perUser,
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
}

/** Index of the first point of at least `perUser` tokens per user; their count where there is none. */
function firstAsFast(points: readonly FrontierPoint[], perUser: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.perUser ?? Infinity) >= perUser) high = middle;
    else low = middle + 1;
  }
  return low;
}
