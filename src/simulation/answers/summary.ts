import type { Fleet } from '../fleet/fleet.ts';
import type { Outcome } from '../fleet/fleet-run.ts';
import { type CellSums, mergedCells } from './cell.ts';
import { addCounts, type Counts, emptyCounts } from './histogram.ts';
import {
  type GroupSummary,
  groupSummary,
  type LatencySummary,
  quantilesOf,
  withWidths,
} from './latency-summary.ts';
import { addedWork, type PoolWork } from './pool-record.ts';
import type { RunRecord } from './run-record.ts';
import { classShare, type WorkedPool, type WorkSummary, workSummary } from './work-summary.ts';

/** Latencies and work of one pool, or of all pools at a site. */
export interface PlaceSummary {
  readonly id: string;
  readonly group: GroupSummary;
  readonly work: WorkSummary;
  readonly betweenTokens: Omit<LatencySummary, 'mean'>;
}

/** One simulated run, or several replications of one, in figures. */
export interface Summary {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly all: GroupSummary;
  readonly work: WorkSummary;
  readonly classes: readonly {
    readonly group: GroupSummary;
    readonly work: Pick<WorkSummary, 'energy' | 'cost' | 'tokens' | 'queue'>;
  }[];
  readonly pools: readonly PlaceSummary[];
  readonly sites: readonly PlaceSummary[];
  /** By slice of the time of arrival: hours of a day. Intervals only over replications. No work where the run did not reach it. */
  readonly slices: readonly { readonly group: GroupSummary; readonly work: WorkSummary | undefined }[];
  /** Between the tokens of a request, step by step: seconds. */
  readonly betweenTokens: Omit<LatencySummary, 'mean'>;
  /** The queue grew without end in any replication: latencies then say how long was simulated, and nothing else. */
  readonly saturated: boolean;
  readonly seconds: number;
  /** Seconds whose arrivals are counted. */
  readonly counted: number;
  readonly requests: number;
}

/**
 * Figures of replications of one run of a fleet. Intervals come from the spread between replications; of a single run, from the spread
 * between the batches that its slices are, where they are alike. Work is that of the slices, or of all of the run where it has none.
 *
 * @param alike the slices are batches of one load; hours of a day are not, and a single day has no intervals
 */
export function summarise(fleet: Fleet, runs: readonly RunRecord[], alike = true): Summary {
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
  const works = addedWork(runs.map(workOf));
  const worked = fleet.pools.flatMap((pool, index): readonly WorkedPool[] => {
    const work = works[index];
    const cells = Array.from({ length: classes }, (_, klass) =>
      mergedCells(runs.flatMap((run) => run.cells.slice(klass * pools + index, klass * pools + index + 1))),
    );
    return work === undefined ? [] : [{ pool, work, cells }];
  });
  const place = (id: string, indices: readonly number[]): PlaceSummary => ({
    id,
    group: group(({ cells }) => cells.filter((_, at) => indices.includes(at % pools))),
    work: workSummary(worked.filter((_, index) => indices.includes(index))),
    betweenTokens: quantilesOf(runs.map((run) => betweenTokens(run, indices))),
  });
  const sites = [...new Set(fleet.pools.map(({ site }) => site))];
  const every = fleet.pools.map((_, index) => index);
  return {
    outcomes,
    all:
      runs.length > 1 || !alike ? all : withWidths(all, groupSummary(first.slices.map(({ cell }) => cell))),
    work: workSummary(worked),
    classes: Array.from({ length: classes }, (_, index) => ({
      group: group(({ cells }) => cells.slice(index * pools, (index + 1) * pools)),
      work: classShare(worked, index),
    })),
    pools: fleet.pools.map(({ id }, index) => place(id, [index])),
    sites: sites.map((site) =>
      place(
        site,
        every.filter((index) => fleet.pools[index]?.site === site),
      ),
    ),
    slices: first.slices.map((_, index) => ({
      group: group(({ slices }) => slices.slice(index, index + 1).map(({ cell }) => cell)),
      work: sliceWork(fleet, runs, index),
    })),
    betweenTokens: quantilesOf(runs.map((run) => betweenTokens(run, every))),
    saturated: runs.some(isSaturated),
    seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
    counted: runs.reduce((sum, { slices, sliceSeconds }) => sum + slices.length * sliceSeconds, 0),
    requests: runs.reduce((sum, { requests }) => sum + requests, 0),
  };
}

/**
 * Whether more came than could go: over the later half of the time, the requests in the fleet grew by more than a twentieth of those
 * that arrived, and by more than chance explains. In a stable queue arrivals and endings differ by noise only.
 */
export function isSaturated({
  slices,
}: {
  readonly slices: readonly { readonly arrived: number; readonly ended: number }[];
}): boolean {
  const later = slices.slice(Math.floor(slices.length / 2));
  const arrived = later.reduce((sum, slice) => sum + slice.arrived, 0);
  const ended = later.reduce((sum, slice) => sum + slice.ended, 0);
  return arrived - ended > Math.max(arrived / 20, 4 * Math.sqrt(arrived));
}

/** What the pools did in the slices of a run; in all of it where slices say nothing, or where it ended before the last of them. */
function workOf({ slices, pools }: RunRecord): readonly PoolWork[] {
  const known = slices.map((slice) => slice.pools);
  return known.length > 0 && known.every(({ length }) => length > 0) ? addedWork(known) : pools;
}

function sliceWork(fleet: Fleet, runs: readonly RunRecord[], index: number): WorkSummary | undefined {
  const slices = runs.flatMap(({ slices: all }) => all.slice(index, index + 1));
  if (slices.some(({ pools }) => pools.length === 0)) return undefined;
  const works = addedWork(slices.map(({ pools }) => pools));
  const cells = [mergedCells(slices.map(({ cell }) => cell))];
  return workSummary(
    fleet.pools.flatMap((pool, at) => {
      const work = works[at];
      // The waits of a slice are not told apart by pools; they count once.
      return work === undefined ? [] : [{ pool, work, cells: at === 0 ? cells : [] }];
    }),
  );
}

/** Times between tokens on some pools of a run. */
function betweenTokens(run: RunRecord, indices: readonly number[]): Counts {
  const all = emptyCounts();
  for (const index of indices) {
    const counts = run.pools[index]?.betweenTokens;
    if (counts !== undefined) addCounts(all, counts);
  }
  return all;
}
