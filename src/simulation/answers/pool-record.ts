import type { FleetRun } from '../fleet/fleet-run.ts';
import { addCounts, type Counts, emptyCounts } from './histogram.ts';
import { addSums } from './sums.ts';

/** What the replicas of a pool did in some time, added up. Seconds, blocks, tokens and counts. */
export interface PoolWork {
  standing: number;
  busy: number;
  batchSeconds: number;
  blockSeconds: number;
  preemptions: number;
  failures: number;
  promptTokens: number;
  cachedTokens: number;
  answerTokens: number;
}

/** The same of a whole run, with the times between tokens. */
export interface PoolRecord extends PoolWork {
  readonly betweenTokens: Counts;
}

const nothing: PoolWork = {
  standing: 0,
  busy: 0,
  batchSeconds: 0,
  blockSeconds: 0,
  preemptions: 0,
  failures: 0,
  promptTokens: 0,
  cachedTokens: 0,
  answerTokens: 0,
};

/** What the pools of a run did up to now. A step that is under way counts in time, and with its blocks and tokens once it is over. */
export function poolWork(run: FleetRun): readonly PoolWork[] {
  const pools = run.fleet.pools.map(() => ({ ...nothing }));
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
  return pools;
}

/** The whole work of the pools of a run, with the times between tokens. */
export function poolRecords(run: FleetRun): readonly PoolRecord[] {
  return poolWork(run).map((work, pool) => {
    const betweenTokens = emptyCounts();
    addCounts(betweenTokens, run.latencies[pool] ?? betweenTokens);
    return { ...work, betweenTokens };
  });
}

/** What was done between two looks, the later first. */
export function workBetween(later: PoolWork, earlier: PoolWork | undefined): PoolWork {
  if (earlier === undefined) return later;
  return {
    standing: later.standing - earlier.standing,
    busy: later.busy - earlier.busy,
    batchSeconds: later.batchSeconds - earlier.batchSeconds,
    blockSeconds: later.blockSeconds - earlier.blockSeconds,
    preemptions: later.preemptions - earlier.preemptions,
    failures: later.failures - earlier.failures,
    promptTokens: later.promptTokens - earlier.promptTokens,
    cachedTokens: later.cachedTokens - earlier.cachedTokens,
    answerTokens: later.answerTokens - earlier.answerTokens,
  };
}

/** Pools of several looks, added up pool by pool. */
export function addedWork(all: readonly (readonly PoolWork[])[]): readonly PoolWork[] {
  const sums = (all[0] ?? []).map(() => ({ ...nothing }));
  for (const pools of all) sums.forEach((sum, index) => addSums<PoolWork>(sum, pools[index] ?? nothing));
  return sums;
}

/** Pools of several runs, added up pool by pool. */
export function addedPools(runs: readonly (readonly PoolRecord[])[]): readonly PoolRecord[] {
  const sums = (runs[0] ?? []).map(() => ({ ...nothing, betweenTokens: emptyCounts() }));
  for (const pools of runs) {
    for (const [index, pool] of pools.entries()) {
      const sum = sums[index];
      if (sum !== undefined) addSums<PoolRecord>(sum, pool);
    }
  }
  return sums;
}
