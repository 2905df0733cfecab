import type { PlanReplan } from '../plan/index.ts';
import type { Carried } from '../scenario/index.ts';

/** What a plan file says it took over, as the scenario is cut by it. */
export function carriedOf({ orders, stopped, done, fleet, before, churn }: PlanReplan): Carried {
  return {
    orders,
    stopped: stopped.map(({ id }) => id),
    done: new Map(done.map(({ run, flop }) => [run, flop])),
    fleet: fleet ?? undefined,
    churn: { part: churn.part, perSystem: churn.perSystem },
    before: new Map(before.map(({ line, count, price }) => [line, { count, price }])),
  };
}
