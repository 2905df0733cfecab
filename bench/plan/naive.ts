import type { Highs } from 'highs';
import type { Program } from '../../src/planning/program/index.ts';
import { gapOf } from '../../src/planning/solver/index.ts';
import { loadSolver } from '../../src/planning/solver/local-solver.ts';

export interface Raced {
  readonly seconds: number;
  readonly gap: number | undefined;
  readonly value: number | undefined;
  readonly bound: number | undefined;
}

/** The raw solver on a program in which every order of every quarter is whole: no start, no rounding of our own. */
export async function raceNaive(program: Program, gap: number, seconds: number): Promise<Raced> {
  const highs: Highs = await loadSolver();
  const began = performance.now();
  return highs.withModel(
    {
      numCols: program.columns,
      numRows: program.rows,
      offset: program.costOffset,
      colCost: program.cost,
      colLower: program.lower,
      colUpper: program.upper,
      rowLower: program.rowLower,
      rowUpper: program.rowUpper,
      integrality: Int32Array.from(program.integer, (kind) => (kind === 0 ? 0 : 1)),
      matrix: {
        format: 'csc',
        numRows: program.rows,
        numCols: program.columns,
        starts: program.starts,
        indices: program.indices,
        values: program.values,
      },
    },
    (model): Raced => {
      model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: gap, random_seed: 1 });
      model.run();
      const found = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
      const value = found ? model.getObjectiveValue() : undefined;
      const bound = Number(model.info.get('mip_dual_bound'));
      return { seconds: (performance.now() - began) / 1000, gap: gapOf(value, bound), value, bound };
    },
  );
}
