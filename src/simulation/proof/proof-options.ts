import type { RunRecord } from '../answers/run-record.ts';
import type { Summary } from '../answers/summary.ts';
import type { ProofCase, ProofRun } from './proof-run.ts';
import type { ServiceFleet } from './service-fleet.ts';

/** Which statistic of a latency must stay within the level. */
export type Statistic = 'mean' | 'p50' | 'p90' | 'p99';

/**
 * Runs several runs, here or elsewhere, at once or not, and gives each record to `take` in the order of the runs, so that sums have the
 * same bytes whoever runs. Says `stopped` when told to stop: then the record of a run that was cut short may be the last one given.
 */
export type RunAll = (
  runs: readonly ProofRun[],
  take: (record: RunRecord, run: number) => void,
) => Promise<'done' | 'stopped'>;

/** How to prove. */
export interface ProofOptions {
  readonly seed: number;
  readonly replications: number;
  /** Independent cells of the fleet that are simulated and added up; all of the fleet where there are as many. */
  readonly cells: number;
  readonly statistic: Statistic;
  readonly cases: readonly ProofCase[];
  /** Seconds of the peak hour that are simulated and counted. */
  readonly peakSeconds: number;
  /** Seconds simulated of each hour of the day; 3600 simulates all of it. */
  readonly hourSeconds: number;
  readonly runAll: RunAll;
}

/** Part of the requests that may go unserved: as many as may be slow; of a mean, one in a hundred. */
const mayGoUnserved = { mean: 0.01, p50: 0.5, p90: 0.1, p99: 0.01 } as const;

/** Whether a fleet keeps the level of its service: what it serves is fast enough, and it does not keep that up by turning requests away. */
export function isMet(
  made: ServiceFleet,
  { all, outcomes, saturated }: Summary,
  statistic: Statistic,
): boolean {
  const { ttft, tpot } = made.service;
  const unserved = outcomes.expired + outcomes['turned-away'] + outcomes['too-long'];
  if (unserved > mayGoUnserved[statistic] * (unserved + outcomes.finished)) return false;
  return !saturated && all.ttft[statistic].value <= ttft && !(all.tpot[statistic].value > tpot);
}
