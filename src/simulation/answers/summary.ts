import type { FleetRun, Outcome } from '../fleet/fleet-run.ts';
import { type Cell, mergedCells } from './cell.ts';
import { addCounts, type Counts, emptyCounts, quantile } from './histogram.ts';
import type { Recorder } from './recorder.ts';
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
  /** Between the tokens of a request, step by step: seconds. */
  readonly betweenTokens: { readonly p50: number; readonly p99: number };
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
  /** The queue grew without end in any replication: latencies then say how long was simulated, and nothing else. */
  readonly saturated: boolean;
  readonly seconds: number;
  readonly requests: number;
}

/** A run and its recorder, done or interrupted. */
export interface Recorded {
  readonly run: FleetRun;
  readonly recorder: Recorder;
}

/**
 * Figures of replications of one run. Intervals come from the spread between replications; of a single run, from the spread between the
 * batches that its slices are.
 */
export function summarise(runs: readonly Recorded[]): Summary {
  const [first] = runs;
  if (first === undefined) throw new RangeError('a summary needs a run');
  const { fleet } = first.run;
  const pools = fleet.pools.length;
  const classes = first.recorder.cells.length / pools;
  const group = (cellsOf: (recorder: Recorder) => readonly Cell[]): GroupSummary =>
    groupSummary(runs.map(({ recorder }) => mergedCells(cellsOf(recorder))));
  const batches = first.recorder.slices.map(({ cell }) => cell);
  const outcomes = { finished: 0, expired: 0, 'turned-away': 0, 'too-long': 0 };
  for (const { recorder } of runs) {
    for (const kind of ['finished', 'expired', 'turned-away', 'too-long'] as const)
      outcomes[kind] += recorder.outcomes[kind];
  }
  const all = group(({ cells }) => cells);
  return {
    outcomes,
    all: runs.length > 1 ? all : withWidths(all, groupSummary(batches)),
    classes: Array.from({ length: classes }, (_, index) =>
      group(({ cells }) => cells.slice(index * pools, (index + 1) * pools)),
    ),
    pools: fleet.pools.map((_, index) =>
      poolSummary(
        runs,
        index,
        group(({ cells }) => cells.filter((__, at) => at % pools === index)),
      ),
    ),
    slices: first.recorder.slices.map((_, index) =>
      group(({ slices }) => slices.slice(index, index + 1).map(({ cell }) => cell)),
    ),
    saturated: runs.some(({ recorder }) => isSaturated(recorder)),
    seconds: runs.reduce((sum, { run }) => sum + run.time, 0),
    requests: runs.reduce((sum, { run }) => sum + run.arrived, 0),
  };
}

/**
 * Whether more came than could go: over the later half of the time, the requests in the fleet grew by more than a twentieth of those
 * that arrived, and by more than chance explains. In a stable queue arrivals and endings differ by noise only.
 */
export function isSaturated({ slices }: Recorder): boolean {
  const later = slices.slice(Math.floor(slices.length / 2));
  const arrived = later.reduce((sum, slice) => sum + slice.arrived, 0);
  const ended = later.reduce((sum, slice) => sum + slice.ended, 0);
  return arrived - ended > Math.max(arrived / 20, 4 * Math.sqrt(arrived));
}

function groupSummary(cells: readonly Cell[]): GroupSummary {
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
  cells: readonly Cell[],
  counts: (cell: Cell) => Counts,
  mean: (cell: Cell) => number,
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

function poolSummary(runs: readonly Recorded[], index: number, group: GroupSummary): PoolSummary {
  const between = emptyCounts();
  const sums = {
    standing: 0,
    busy: 0,
    batch: 0,
    blocks: 0,
    preemptions: 0,
    failures: 0,
    prompt: 0,
    cached: 0,
    tokens: 0,
  };
  const pool = runs[0]?.run.fleet.pools[index];
  if (pool === undefined) throw new RangeError(`the fleet has no pool ${index}`);
  for (const { run } of runs) {
    for (const [replica, engine] of run.engines.entries()) {
      if (run.poolOf[replica] !== index) continue;
      const { totals } = engine;
      const { seconds, failures } = run.standingOf(replica);
      const resting = totals.idleSeconds + (engine.endsAt === Infinity ? run.time - engine.clock : 0);
      sums.standing += seconds;
      sums.busy += Math.max(0, run.time - resting);
      sums.batch += totals.batchSeconds;
      sums.blocks += totals.blockSeconds;
      sums.preemptions += totals.preemptions;
      sums.failures += failures;
      sums.prompt += totals.promptTokens;
      sums.cached += totals.cachedTokens;
      sums.tokens += totals.promptTokens + totals.cachedTokens + totals.answerTokens;
      addCounts(between, engine.latencies);
    }
  }
  // A run stopped before its first event has stood for no time.
  const standing = Math.max(sums.standing, Number.MIN_VALUE);
  const energy = pool.busyWatts * sums.busy + pool.idleWatts * Math.max(0, sums.standing - sums.busy);
  const cost = pool.costPerSecond * sums.standing + pool.energyCost * energy;
  return {
    id: pool.id,
    site: pool.site,
    group,
    busy: sums.busy / standing,
    batch: sums.batch / standing,
    kvUse: sums.blocks / (standing * pool.engine.kvBlocks),
    preemptions: sums.preemptions,
    failures: sums.failures,
    cached: sums.cached / Math.max(1, sums.cached + sums.prompt),
    betweenTokens: { p50: quantile(between, 0.5), p99: quantile(between, 0.99) },
    energy,
    cost,
    tokens: sums.tokens,
    costPerMillionTokens: sums.tokens === 0 ? null : (cost / sums.tokens) * 1e6,
  };
}
