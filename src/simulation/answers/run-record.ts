import type { FleetRun, Outcome } from '../fleet/fleet-run.ts';
import { Cell, type CellSums } from './cell.ts';
import { addCounts, type Counts, emptyCounts } from './histogram.ts';
import type { Recorder } from './recorder.ts';

/** What the replicas of a pool did, added up. Seconds, blocks, tokens and counts. */
export interface PoolRecord {
  standing: number;
  busy: number;
  batchSeconds: number;
  blockSeconds: number;
  preemptions: number;
  failures: number;
  promptTokens: number;
  cachedTokens: number;
  answerTokens: number;
  readonly betweenTokens: Counts;
}

/** Arrivals and endings in a part of simulated time, and what became of those that arrived in it. */
export interface SliceRecord {
  readonly cell: CellSums;
  readonly arrived: number;
  readonly ended: number;
}

/** One run in sums. Plain data: it can go from thread to thread, and runs add up. */
export interface RunRecord {
  /** By class × pool. */
  readonly cells: readonly CellSums[];
  readonly slices: readonly SliceRecord[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly pools: readonly PoolRecord[];
  readonly seconds: number;
  readonly requests: number;
}

/** What is known of a run, over or not. */
export function recordOf(run: FleetRun, recorder: Recorder): RunRecord {
  const pools = run.fleet.pools.map(emptyPool);
  for (const [replica, engine] of run.engines.entries()) {
    const pool = pools[run.poolOf[replica] ?? -1];
    if (pool === undefined) continue;
    const { totals } = engine;
    const { seconds, failures } = run.standingOf(replica);
    const resting = totals.idleSeconds + (engine.endsAt === Infinity ? run.time - engine.clock : 0);
    pool.standing += seconds;
    pool.busy += Math.max(0, run.time - resting);
    pool.batchSeconds += totals.batchSeconds;
    pool.blockSeconds += totals.blockSeconds;
    pool.preemptions += totals.preemptions;
    pool.failures += failures;
    pool.promptTokens += totals.promptTokens;
    pool.cachedTokens += totals.cachedTokens;
    pool.answerTokens += totals.answerTokens;
  }
  for (const [index, pool] of pools.entries())
    addCounts(pool.betweenTokens, run.latencies[index] ?? emptyCounts());
  const { cells, slices, outcomes } = recorder;
  return { cells, slices, outcomes, pools, seconds: run.time, requests: run.arrived };
}

/** Two runs side by side: of independent cells of one fleet, over the same time. */
export function addedRecords(a: RunRecord, b: RunRecord): RunRecord {
  return {
    cells: a.cells.map((cell, index) => addedCells(cell, b.cells[index])),
    slices: a.slices.map((slice, index) => ({
      cell: addedCells(slice.cell, b.slices[index]?.cell),
      arrived: slice.arrived + (b.slices[index]?.arrived ?? 0),
      ended: slice.ended + (b.slices[index]?.ended ?? 0),
    })),
    outcomes: {
      finished: a.outcomes.finished + b.outcomes.finished,
      expired: a.outcomes.expired + b.outcomes.expired,
      'turned-away': a.outcomes['turned-away'] + b.outcomes['turned-away'],
      'too-long': a.outcomes['too-long'] + b.outcomes['too-long'],
    },
    pools: addedPools([a, b]),
    seconds: Math.max(a.seconds, b.seconds),
    requests: a.requests + b.requests,
  };
}

/** Pools of several runs, added up. */
export function addedPools(records: readonly RunRecord[]): readonly PoolRecord[] {
  const sums = (records[0]?.pools ?? []).map(emptyPool);
  for (const { pools } of records) {
    for (const [index, pool] of pools.entries()) {
      const sum = sums[index];
      if (sum === undefined) continue;
      sum.standing += pool.standing;
      sum.busy += pool.busy;
      sum.batchSeconds += pool.batchSeconds;
      sum.blockSeconds += pool.blockSeconds;
      sum.preemptions += pool.preemptions;
      sum.failures += pool.failures;
      sum.promptTokens += pool.promptTokens;
      sum.cachedTokens += pool.cachedTokens;
      sum.answerTokens += pool.answerTokens;
      addCounts(sum.betweenTokens, pool.betweenTokens);
    }
  }
  return sums;
}

/** The first of the two takes the second in: a run's record is used once. */
function addedCells(into: CellSums, more: CellSums | undefined): CellSums {
  const sum = into instanceof Cell ? into : Object.assign(new Cell(), into);
  if (more !== undefined) sum.merge(more);
  return sum;
}

function emptyPool(): PoolRecord {
  return {
    standing: 0,
    busy: 0,
    batchSeconds: 0,
    blockSeconds: 0,
    preemptions: 0,
    failures: 0,
    promptTokens: 0,
    cachedTokens: 0,
    answerTokens: 0,
    betweenTokens: emptyCounts(),
  };
}
