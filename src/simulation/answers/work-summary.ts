import type { Pool } from '../fleet/fleet.ts';
import type { CellSums } from './cell.ts';
import type { PoolWork } from './pool-record.ts';

/** What one or more pools did, means over their replicas and over the time they stood. */
export interface WorkSummary {
  /** Part of the time that replicas stood that they worked. */
  readonly busy: number;
  /** Requests that decode on a replica. */
  readonly batch: number;
  readonly kvUse: number;
  /** Requests of a replica that wait for their first token, their prompts under way included. */
  readonly queue: number;
  readonly preemptions: number;
  readonly failures: number;
  /** Part of prompt tokens found in the prefix cache. */
  readonly cached: number;
  /** Joules at the wall of the building's meter, without what the building itself takes. */
  readonly energy: number;
  /** Reporting currency: what stands, and its energy. */
  readonly cost: number;
  /** Input and output tokens served. */
  readonly tokens: number;
}

/** Pools with their work, and what became of the requests that ended on them. */
export interface WorkedPool {
  readonly pool: Pool;
  readonly work: PoolWork;
  readonly cells: readonly CellSums[];
}

/** What some pools did together. */
export function workSummary(worked: readonly WorkedPool[]): WorkSummary {
  const sum = (of: (each: WorkedPool) => number): number =>
    worked.reduce((total, each) => total + of(each), 0);
  // A run stopped before its first event has stood for no time.
  const standing = Math.max(
    sum(({ work }) => work.standing),
    Number.MIN_VALUE,
  );
  const blocks = sum(({ pool, work }) => work.standing * pool.engine.kvBlocks);
  const cached = sum(({ work }) => work.cachedTokens);
  return {
    busy: sum(({ work }) => work.busy) / standing,
    batch: sum(({ work }) => work.batchSeconds) / standing,
    kvUse: sum(({ work }) => work.blockSeconds) / Math.max(blocks, Number.MIN_VALUE),
    // By Little's law: seconds waited over seconds looked at.
    queue: sum(({ cells }) => waits(cells)) / standing,
    preemptions: sum(({ work }) => work.preemptions),
    failures: sum(({ work }) => work.failures),
    cached: cached / Math.max(1, cached + sum(({ work }) => work.promptTokens)),
    energy: sum(energyOf),
    cost: sum(costOf),
    tokens: sum(({ work }) => work.promptTokens + work.cachedTokens + work.answerTokens),
  };
}

/**
 * Energy, cost and tokens of one class of requests: what a pool takes is shared among classes by the time that their requests spend on
 * it, for requests of a batch share its steps; pools on which no request ends (prompts only) by the time spent in all.
 */
export function classShare(
  worked: readonly WorkedPool[],
  klass: number,
): Pick<WorkSummary, 'energy' | 'cost' | 'tokens' | 'queue'> {
  const all = worked.flatMap(({ cells }) => cells);
  const own = worked.flatMap(({ cells }) => cells.slice(klass, klass + 1));
  const overall = stay(own) / Math.max(stay(all), Number.MIN_VALUE);
  const shared = (of: (each: WorkedPool) => number): number =>
    worked.reduce((total, each) => {
      const there = stay(each.cells);
      return total + of(each) * (there === 0 ? overall : stay(each.cells.slice(klass, klass + 1)) / there);
    }, 0);
  const whole = workSummary(worked);
  return {
    energy: shared(energyOf),
    cost: shared(costOf),
    tokens: (whole.tokens * tokens(own)) / Math.max(1, tokens(all)),
    queue: (whole.queue * waits(own)) / Math.max(waits(all), Number.MIN_VALUE),
  };
}

function waits(cells: readonly CellSums[]): number {
  return cells.reduce((total, { waitSeconds }) => total + waitSeconds, 0);
}

function stay(cells: readonly CellSums[]): number {
  return cells.reduce((total, { staySeconds }) => total + staySeconds, 0);
}

function tokens(cells: readonly CellSums[]): number {
  return cells.reduce((total, { inputTokens, outputTokens }) => total + inputTokens + outputTokens, 0);
}

function energyOf({ pool, work }: WorkedPool): number {
  return pool.busyWatts * work.busy + pool.idleWatts * Math.max(0, work.standing - work.busy);
}

function costOf(each: WorkedPool): number {
  return each.pool.costPerSecond * each.work.standing + each.pool.energyCost * energyOf(each);
}
