import { build } from '../program/index.ts';
import type { BuildInput } from '../program/index.ts';
import type { Solver } from '../solver/index.ts';

/** Answers whether a program has any solution. */
export type Feasible = (input: BuildInput) => Promise<boolean>;

export interface FeasibilityOptions {
  readonly seed: number;
  readonly timeLimit: number;
}

/** Decided on the relaxation: quick, and what it calls infeasible is infeasible. */
export function relaxedFeasible(solver: Solver, { seed, timeLimit }: FeasibilityOptions): Feasible {
  return async (input) => {
    const { program } = build(input);
    const objective = { cost: new Float64Array(program.columns), offset: 0 };
    const [result] = await solver.series({
      kind: 'series',
      program,
      steps: [{ objective }],
      seconds: timeLimit,
      seed,
    });
    return result?.end !== 'infeasible';
  };
}

/** Decided on the program itself, for what only whole counts make infeasible. */
export function wholeFeasible(solver: Solver, { seed, timeLimit }: FeasibilityOptions): Feasible {
  return async (input) => {
    const { program } = build(input);
    const empty = { ...program, cost: new Float64Array(program.columns), costOffset: 0 };
    const found = await solver.findPlan(
      { kind: 'plan', program: empty, objective: 'least-cost', gap: 1, seconds: timeLimit, seed },
      () => undefined,
    );
    return found.end !== 'infeasible';
  };
}
