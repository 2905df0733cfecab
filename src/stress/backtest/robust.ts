import { stageScenario } from '../staging/index.ts';
import type { BacktestPlanner } from './planner.ts';

/** How many futures are drawn and kept for each decision: few enough that a backtest stays a matter of minutes. */
const sizes = { draws: 24, futures: 6 } as const;
/** Far above what sizes like these need, so that it never decides what comes out. */
const patience = 900;
/** The worst fifth of futures weighs as much as all of them. */
const risk = { measure: 'cvar', alpha: 0.8, weight: 0.5 } as const;

/**
 * Plans over futures: two stages, orders now against what may come, by expected value and CVaR alike. It knows no more than the
 * others: its futures are drawn from the ranges and events that the scenario states and the rates' intervals, around what is known
 * on the day.
 */
export function robustPlanner(seed: number, signal: AbortSignal): BacktestPlanner {
  return {
    name: 'robust',
    decide: async ({ world, turn }) => {
      const { commitments } = await stageScenario(world, {
        ...sizes,
        ...risk,
        // Every decision draws anew; the same seed would tie the futures of different days together.
        seed: seed + turn.index,
        sampler: 'sobol',
        revealed: 1,
        events: [],
        commitments: undefined,
        gap: 0.01,
        seconds: patience,
        clock: () => performance.now() / 1000,
        signal,
        onProgress: () => undefined,
      });
      return commitments.flatMap(({ offer, site, order, count }) => {
        const whole = Math.round(count);
        return order === 0 && whole > 0 ? [{ offer, site, count: whole }] : [];
      });
    },
  };
}
