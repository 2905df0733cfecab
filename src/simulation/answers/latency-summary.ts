import type { CellSums } from './cell.ts';
import { addCounts, type Counts, emptyCounts, quantile } from './histogram.ts';
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

/** What became of requests, from a cell per replication or batch. */
export function groupSummary(cells: readonly CellSums[]): GroupSummary {
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

/** The values of one summary with the interval widths of another. */
export function withWidths(values: GroupSummary, widths: GroupSummary): GroupSummary {
  return {
    finished: values.finished,
    ttft: latencyWithWidths(values.ttft, widths.ttft),
    tpot: latencyWithWidths(values.tpot, widths.tpot),
    endToEnd: latencyWithWidths(values.endToEnd, widths.endToEnd),
    good: withWidth(values.good, widths.good),
  };
}

/** Quantiles of counts of independent runs taken together, with the spread between the runs. */
export function quantilesOf(runs: readonly Counts[]): Omit<LatencySummary, 'mean'> {
  const all = emptyCounts();
  for (const run of runs) addCounts(all, run);
  const at = (part: number): Estimate => ({
    value: quantile(all, part),
    halfWidth: estimate(runs.map((run) => quantile(run, part))).halfWidth,
  });
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

function latency(
  cells: readonly CellSums[],
  counts: (cell: CellSums) => Counts,
  mean: (cell: CellSums) => number,
): LatencySummary {
  const at = (part: number): Estimate => estimate(cells.map((cell) => quantile(counts(cell), part)));
  return { mean: estimate(cells.map(mean)), p50: at(0.5), p90: at(0.9), p99: at(0.99) };
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
