import type { Solution } from '../solution/index.ts';
import type { BuiltProgram } from '../program/index.ts';
import { costOf, penaltyFirst } from '../solver/index.ts';
import type { LinearStep, Solver } from '../solver/index.ts';

/** Millions of the plan currency saved per unit more of the bound of each limit's row, at the plan; by limit id. */
export type RowPrices = ReadonlyMap<string, number>;

/**
 * Prices at the plan: duals of the program with the choices of training sites held as planned and counts divisible.
 * A price is what one unit more of a limit would save, per unit of its row, in millions; negative where more costs
 * (a floor). Where demand is left unmet, what is saved is unmet penalty and cost together.
 */
export async function pricesAtPlan(
  solver: Solver,
  built: BuiltProgram,
  solution: Solution,
  options: { readonly seed: number; readonly timeLimit: number },
): Promise<RowPrices> {
  const { program, layout } = built;
  const step = {
    ...heldChoices(built, solution),
    objective: program.penaltyRow === undefined ? costOf(program) : penaltyFirst(program, 1),
  };
  const [result] = await solver.series({
    kind: 'series',
    program,
    steps: [step],
    seconds: options.timeLimit,
    seed: options.seed,
  });
  const prices = new Map<string, number>();
  if (result?.end !== 'optimal') return prices;
  for (const { row, limit, priced } of layout.limits) {
    if (priced) prices.set(limit, (prices.get(limit) ?? 0) - (result.rowDual[row] ?? 0));
  }
  for (const [key, row] of layout.capacityRows) {
    const [scope, index, quarter] = key.split(' ');
    const pools = scope === 'class' ? (layout.classes[Number(index)]?.pools ?? []) : [Number(index)];
    for (const pool of pools) {
      const of = layout.pools[pool];
      const limit = `stock:${of?.system.id}@${of?.site.id}:${built.input.scenario.quarters[Number(quarter)]}`;
      prices.set(limit, (prices.get(limit) ?? 0) - (result.rowDual[row] ?? 0));
    }
  }
  return prices;
}

/** Holds each run where the plan has it; the activity of held gangs stays free. */
export function heldChoices({ layout }: BuiltProgram, solution: Solution): Pick<LinearStep, 'columns'> {
  const chosen = new Set(solution.choices.map((choice) => choice.column));
  const indices = layout.choices.map((choice) => choice.column).toSorted((a, b) => a - b);
  const values = indices.map((column) => (chosen.has(column) ? 1 : 0));
  return indices.length === 0 ? {} : { columns: { indices, lower: values, upper: values } };
}
