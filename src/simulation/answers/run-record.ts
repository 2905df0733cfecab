import type { FleetRun, Outcome } from '../fleet/fleet-run.ts';
import { Cell, type CellSums } from './cell.ts';
import { addedPools, addedWork, poolRecords, type PoolRecord, type PoolWork } from './pool-record.ts';
import type { Recorder } from './recorder.ts';
import { addSums } from './sums.ts';

/** Arrivals and endings in a part of simulated time, what became of those that arrived in it, and what the pools did in it. */
export interface SliceRecord {
  readonly cell: CellSums;
  readonly arrived: number;
  readonly ended: number;
  /** Empty for a slice that the run did not reach. */
  readonly pools: readonly PoolWork[];
}

/** One run in sums. Plain data: it can go from thread to thread, and runs add up. */
export interface RunRecord {
  /** By class × pool. */
  readonly cells: readonly CellSums[];
  readonly slices: readonly SliceRecord[];
  /** Seconds of a slice. */
  readonly sliceSeconds: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly pools: readonly PoolRecord[];
  readonly seconds: number;
  readonly requests: number;
}

/**
 * What is known of a run, over or not.
 *
 * @param worked what the pools did in each slice that is over
 */
export function recordOf(
  run: FleetRun,
  recorder: Recorder,
  worked: readonly (readonly PoolWork[])[] = [],
): RunRecord {
  const { cells, slices, outcomes, sliceSeconds } = recorder;
  return {
    cells,
    slices: slices.map((slice, index) => ({ ...slice, pools: worked[index] ?? [] })),
    sliceSeconds,
    outcomes,
    pools: poolRecords(run),
    seconds: run.time,
    requests: run.arrived,
  };
}

/** Two runs side by side: of independent cells of one fleet, over the same time. */
export function addedRecords(a: RunRecord, b: RunRecord): RunRecord {
  const outcomes = { ...a.outcomes };
  addSums(outcomes, b.outcomes);
  return {
    cells: a.cells.map((cell, index) => addedCells(cell, b.cells[index])),
    slices: a.slices.map((slice, index) => addedSlices(slice, b.slices[index])),
    sliceSeconds: a.sliceSeconds,
    outcomes,
    pools: addedPools([a.pools, b.pools]),
    seconds: Math.max(a.seconds, b.seconds),
    requests: a.requests + b.requests,
  };
}

function addedSlices(a: SliceRecord, b: SliceRecord | undefined): SliceRecord {
  if (b === undefined) return a;
  return {
    cell: addedCells(a.cell, b.cell),
    arrived: a.arrived + b.arrived,
    ended: a.ended + b.ended,
    pools: a.pools.length === 0 ? b.pools : addedWork([a.pools, b.pools]),
  };
}

/** The first of the two takes the second in: a run's record is used once. */
function addedCells(into: CellSums, more: CellSums | undefined): CellSums {
  const sum = into instanceof Cell ? into : Object.assign(new Cell(), into);
  if (more !== undefined) sum.merge(more);
  return sum;
}
