import type { BuildInput, BuiltProgram } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';
import type { Solver } from '../solver/index.ts';
import { noAnswers } from './answers.ts';
import type { Answers } from './answers.ts';
import { findBreakEvens } from './break-evens.ts';
import { findConflict } from './conflict.ts';
import { conflictItems } from './conflict-sentences.ts';
import { relaxedFeasible, wholeFeasible } from './feasible.ts';
import { pricesAtPlan } from './prices.ts';
import { findRepairs } from './repair.ts';
import { priceRules, ruleLimits } from './rule-prices.ts';
import { findRunnerUps } from './runner-ups.ts';
import { valuate } from './valuation.ts';
import type { SeriesOptions } from './valuation.ts';
import { whyOf } from './why.ts';

/** Programs with more columns get prices and reasons, but not what takes many more solves. */
const mostColumns = 12_000;

/**
 * What a plan can be asked beside itself.
 *
 *     plan ─► prices ─► rules waived ─► break-evens ─► runner-ups ─► why
 */
export async function answersOfPlan(
  solver: Solver,
  base: BuildInput,
  built: BuiltProgram,
  plan: { readonly columns: Float64Array; readonly solution: Solution },
  options: SeriesOptions,
): Promise<Answers> {
  const { solution, columns } = plan;
  const valuation = await valuate(solver, built, solution, options);
  if (valuation === undefined) return noAnswers;
  const prices = pricesAtPlan(valuation);
  if (built.program.columns > mostColumns)
    return { ...noAnswers, prices, why: whyOf(valuation, solution, prices, []) };
  const rules = await priceRules(solver, base, options);
  const breakEvens = await findBreakEvens(solver, valuation, solution, rules, options);
  return {
    prices,
    rules: ruleLimits(rules, base.scenario.currency),
    breakEvens,
    runnerUps: await findRunnerUps(solver, built, columns, options),
    conflict: [],
    repair: [],
    why: whyOf(valuation, solution, prices, breakEvens),
  };
}

/** Why there is no plan, and what would make one. */
export async function answersOfConflict(
  solver: Solver,
  base: BuildInput,
  options: SeriesOptions & { readonly gap: number },
): Promise<Answers> {
  const quick = relaxedFeasible(solver, options);
  const feasible = (await quick(base)) ? wholeFeasible(solver, options) : quick;
  const conflict = await findConflict(base, feasible);
  return {
    ...noAnswers,
    conflict: conflictItems(conflict, base.scenario, base.judged),
    repair: await findRepairs(base, conflict, solver, feasible, options),
  };
}
