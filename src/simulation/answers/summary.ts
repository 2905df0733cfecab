import type { Fleet, Pool } from '../fleet/fleet.ts';
import type { Outcome } from '../fleet/fleet-run.ts';
import { type CellSums, mergedCells } from './cell.ts';
import { addCounts, type Counts, emptyCounts, quantile } from './histogram.ts';
import { addedPools, type PoolRecord, type RunRecord } from './run-record.ts';
import { type Estimate, estimate } from './student.ts';

/** A latency over a group of requests, seconds, each figure with its 95 % interval. */
export interface LatencySummary {
  readonly mean: Estimate;
  readonly p50: Estimate;
  readonly p90: Estimate;
  readonly p99: Estimate;
}

/** What became of a group of requests. */
export interface GroupSummary {
  readonly finished: number;
  readonly ttft: LatencySummary;
  readonly tpot: LatencySummary;
  readonly endToEnd: LatencySummary;
  /** Part of the finished requests within the level. */
  readonly good: Estimate;
}

/** What a pool did, mean over its replicas and over time. */
export interface PoolSummary {
  readonly id: string;
  readonly site: string;
  readonly group: GroupSummary;
  /** Part of the time that its replicas stood that they worked. */
  readonly busy: number;
  readonly batch: number;
  readonly kvUse: number;
  readonly preemptions: number;
  readonly failures: number;
  /** Part of prompt tokens found in the prefix cache. */
  readonly cached: number;
  /** Joules at the wall of the building's meter, without what the building itself takes. */
  readonly energy: number;
  /** Reporting currency: what stands, and its energy. */
  readonly cost: number;
  readonly tokens: number;
  /** Reporting currency per million input and output tokens; null where none was served. */
  readonly costPerMillionTokens: number | null;
}

/** One simulated run, or several replications of one, in figures. */
export interface Summary {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly all: GroupSummary;
  readonly classes: readonly GroupSummary[];
  readonly pools: readonly PoolSummary[];
  /** By slice of the time of arrival: hours of a day. Intervals only over replications. */
  readonly slices: readonly GroupSummary[];
  /** Between the tokens of a request, step by step: seconds. */
  readonly betweenTokens: { readonly p50: number; readonly p90: number; readonly p99: number };
  /** The queue grew without end in any replication: latencies then say how long was simulated, and nothing else. */
  readonly saturated: boolean;
  readonly seconds: number;
  readonly requests: number;
}

/**
 * Figures of replications of one run of a fleet. Intervals come from the spread between replications; of a single run, from the spread
 * between the batches that its slices are.
 */
export function summarise(fleet: Fleet, runs: readonly RunRecord[]): Summary {
  const [first] = runs;
  if (first === undefined) throw new RangeError('a summary needs a run');
  const pools = fleet.pools.length;
  const classes = first.cells.length / pools;
  const group = (cellsOf: (run: RunRecord) => readonly CellSums[]): GroupSummary =>
    groupSummary(runs.map((run) => mergedCells(cellsOf(run))));
  const outcomes = { finished: 0, expired: 0, 'turned-away': 0, 'too-long': 0 };
  for (const run of runs) {
    for (const kind of ['finished', 'expired', 'turned-away', 'too-long'] as const)
      outcomes[kind] += run.outcomes[kind];
  }
  const all = group(({ cells }) => cells);
  const records = addedPools(runs);
  return {
    outcomes,
    all: runs.length > 1 ? all : withWidths(all, groupSummary(first.slices.map(({ cell }) => cell))),
    classes: Array.from({ length: classes }, (_, index) =>
      group(({ cells }) => cells.slice(index * pools, (index + 1) * pools)),
    ),
    pools: fleet.pools.flatMap((pool, index) => {
      const record = records[index];
      const served = group(({ cells }) => cells.filter((_, at) => at % pools === index));
      return record === undefined ? [] : [poolSummary(pool, record, served)];
    }),
    slices: first.slices.map((_, index) =>
      group(({ slices }) => slices.slice(index, index + 1).map(({ cell }) => cell)),
    ),
    betweenTokens: quantiles(records.map(({ betweenTokens }) => betweenTokens)),
    saturated: runs.some(isSaturated),
    seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
    requests: runs.reduce((sum, { requests }) => sum + requests, 0),
  };
}

/**
 * Whether more came than could go: over the later half of the time, the requests in the fleet grew by more than a twentieth of those
 * that arrived, and by more than chance explains. In a stable queue arrivals and endings differ by noise only.
 */
export function isSaturated({ slices }: Pick<RunRecord, 'slices'>): boolean {
  const later = slices.slice(Math.floor(slices.length / 2));
  const arrived = later.reduce((sum, slice) => sum + slice.arrived, 0);
  const ended = later.reduce((sum, slice) => sum + slice.ended, 0);
  return arrived - ended > Math.max(arrived / 20, 4 * Math.sqrt(arrived));
}

function groupSummary(cells: readonly CellSums[]): GroupSummary {
  return {
    finished: cells.reduce((sum, { finished }) => sum + finished, 0),
    ttft: latency(
      cells,
      ({ ttft }) => ttft,
      ({ ttftSum, finished }) => ttftSum / finished,
    ),
    tpot: latency(
      cells,
      ({ tpot }) => tpot,
      ({ tpotSum, tpotCount }) => tpotSum / tpotCount,
    ),
    endToEnd: latency(
      cells,
      ({ endToEnd }) => endToEnd,
      ({ endToEndSum, finished }) => endToEndSum / finished,
    ),
    good: estimate(cells.map(({ good, finished }) => good / finished)),
  };
}

function latency(
  cells: readonly CellSums[],
  counts: (cell: CellSums) => Counts,
  mean: (cell: CellSums) => number,
): LatencySummary {
  const at = (part: number): Estimate => estimate(cells.map((cell) => quantile(counts(cell), part)));
  return { mean: estimate(cells.map(mean)), p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

/** The values of one summary with the interval widths of another. */
function withWidths(values: GroupSummary, widths: GroupSummary): GroupSummary {
  return {
    finished: values.finished,
    ttft: latencyWithWidths(values.ttft, widths.ttft),
    tpot: latencyWithWidths(values.tpot, widths.tpot),
    endToEnd: latencyWithWidths(values.endToEnd, widths.endToEnd),
    good: withWidth(values.good, widths.good),
  };
}

function latencyWithWidths(values: LatencySummary, widths: LatencySummary): LatencySummary {
  return {
    mean: withWidth(values.mean, widths.mean),
    p50: withWidth(values.p50, widths.p50),
    p90: withWidth(values.p90, widths.p90),
    p99: withWidth(values.p99, widths.p99),
  };
}

function withWidth({ value }: Estimate, { halfWidth }: Estimate): Estimate {
  return { value, halfWidth };
}

function poolSummary(pool: Pool, record: PoolRecord, group: GroupSummary): PoolSummary {
  // A run stopped before its first event has stood for no time.
  const standing = Math.max(record.standing, Number.MIN_VALUE);
  const tokens = record.promptTokens + record.cachedTokens + record.answerTokens;
  const energy = pool.busyWatts * record.busy + pool.idleWatts * Math.max(0, record.standing - record.busy);
  const cost = pool.costPerSecond * record.standing + pool.energyCost * energy;
  return {
    id: pool.id,
    site: pool.site,
    group,
    busy: record.busy / standing,
    batch: record.batchSeconds / standing,
    kvUse: record.blockSeconds / (standing * pool.engine.kvBlocks),
    preemptions: record.preemptions,
    failures: record.failures,
    cached: record.cachedTokens / Math.max(1, record.cachedTokens + record.promptTokens),
    energy,
    cost,
    tokens,
    costPerMillionTokens: tokens === 0 ? null : (cost / tokens) * 1e6,
  };
}

function quantiles(parts: readonly Counts[]): Summary['betweenTokens'] {
  const all = emptyCounts();
  for (const part of parts) addCounts(all, part);
  return { p50: quantile(all, 0.5), p90: quantile(all, 0.9), p99: quantile(all, 0.99) };
}
