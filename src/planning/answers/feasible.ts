import { build } from '../program/index.ts';
import type { BuildInput } from '../program/index.ts';
import type { Solver } from '../solver/index.ts';
import type { SolveOptions } from './solve-options.ts';

/** Answers whether a program has any solution; yes where time ran out, so that nothing unproven is called a clash. */
export type Feasible = (input: BuildInput) => Promise<boolean>;

/** Decided on the relaxation: quick, and what it calls infeasible is infeasible. */
export function relaxedFeasible(solver: Solver, { seed, secondsLeft }: SolveOptions): Feasible {
  return async (input) => {
    if (secondsLeft() <= 0) return true;
    const { program } = build(input);
    const objective = { cost: new Float64Array(program.columns), offset: 0 };
    const [result] = await solver.series({
      kind: 'series',
      program,
      steps: [{ objective }],
      seconds: secondsLeft(),
      seed,
    });
    return result?.end !== 'infeasible';
  };
}

/** Decided on the program itself, for what only whole counts make infeasible. */
export function wholeFeasible(solver: Solver, { seed, secondsLeft }: SolveOptions): Feasible {
  return async (input) => {
    if (secondsLeft() <= 0) return true;
    const { program } = build(input);
    const empty = { ...program, cost: new Float64Array(program.columns), costOffset: 0 };
    const found = await solver.findPlan(
      { kind: 'plan', program: empty, objective: 'least-cost', gap: 1, seconds: secondsLeft(), seed },
      () => undefined,
    );
    return found.end !== 'infeasible';
  };
}
