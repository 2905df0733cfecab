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
import { findShareSides } from './share-sides.ts';
import type { SolveOptions } from './solve-options.ts';
import { valuate } from './valuation.ts';
import { whyOf } from './why.ts';

/** Programs with more columns get prices and reasons, but not what takes many more solves. */
const mostColumns = 12_000;

/**
 * What a plan can be asked beside itself. Each part is whole or, where time runs out on the way, left out.
 *
 *     plan ─► prices ─► sides of shares ─► rules waived ─► break-evens ─► runner-ups ─► why
 */
export async function answersOfPlan(
  solver: Solver,
  base: BuildInput,
  built: BuiltProgram,
  plan: { readonly columns: Float64Array; readonly solution: Solution },
  options: SolveOptions,
): Promise<Answers> {
  const { solution, columns } = plan;
  const large = built.program.columns > mostColumns;
  const missing: string[] = [];
  const part = async <T>(name: string, ask: () => Promise<T>, otherwise: T): Promise<T> => {
    const answer = !large && options.secondsLeft() > 0 ? await ask() : otherwise;
    if (!large && options.secondsLeft() > 0) return answer;
    missing.push(name);
    return otherwise;
  };
  const valuation = await valuate(solver, built, solution, options);
  if (valuation === undefined) return { ...noAnswers, leftOut: { parts: ['all answers'], large: false } };
  const sides = await part(
    'what a point of each share costs on either side',
    () => findShareSides(solver, valuation, options),
    new Map(),
  );
  const rules = await part('prices of rules', () => priceRules(solver, base, options), []);
  const breakEvens = await part(
    'break-evens',
    () => findBreakEvens(solver, valuation, solution, rules, options),
    [],
  );
  const runnerUps = await part('runner-ups', () => findRunnerUps(solver, built, columns, options), []);
  return {
    prices: pricesAtPlan(valuation),
    sides,
    rules: ruleLimits(rules, base.scenario.currency),
    breakEvens,
    runnerUps,
    conflict: [],
    repair: [],
    why: whyOf(valuation, solution, { rules, sides, breakEvens }),
    leftOut: { parts: missing, large },
  };
}

/** Why there is no plan, and what would make one. */
export async function answersOfConflict(
  solver: Solver,
  base: BuildInput,
  options: SolveOptions,
): Promise<Answers> {
  const quick = relaxedFeasible(solver, options);
  const feasible = (await quick(base)) ? wholeFeasible(solver, options) : quick;
  const conflict = await findConflict(base, feasible);
  const smallest = options.secondsLeft() > 0;
  const repair = smallest ? await findRepairs(base, conflict, solver, feasible, options) : [];
  return {
    ...noAnswers,
    conflict: conflictItems(conflict, base.scenario, base.judged),
    repair,
    leftOut: {
      parts: [
        ...(smallest ? [] : ['the proof that the conflict is a smallest one']),
        ...(options.secondsLeft() > 0 ? [] : ['some of what would mend it']),
      ],
      large: false,
    },
  };
}
