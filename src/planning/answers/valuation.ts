import { build, fromMillion } from '../program/index.ts';
import type { BuildInput, BuiltProgram, Line, Program } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';
import { costOf, penaltyFirst } from '../solver/index.ts';
import type { LinearResult, LinearStep, Objective, Solver } from '../solver/index.ts';

/** A program at its plan, seen through prices: the relaxation with the choices of training sites held. */
export interface Valuation {
  readonly built: BuiltProgram;
  readonly result: LinearResult;
}

export interface SeriesOptions {
  readonly seed: number;
  readonly timeLimit: number;
}

/** What prices are in: cost; where demand may stay unmet, its penalty and cost together, millions. */
function valued(program: Program): Objective {
  return program.penaltyRow === undefined ? costOf(program) : penaltyFirst(program, 1);
}

/** Undefined where the relaxation was not solved in time. */
export async function valuate(
  solver: Solver,
  built: BuiltProgram,
  solution: Solution,
  { seed, timeLimit }: SeriesOptions,
): Promise<Valuation | undefined> {
  const { program } = built;
  const step = { ...heldChoices(built, solution), objective: valued(program) };
  const [result] = await solver.series({ kind: 'series', program, steps: [step], seconds: timeLimit, seed });
  if (result?.end !== 'optimal') return undefined;
  return { built, result };
}

/** Holds each run where the plan has it; the activity of held gangs stays free. */
function heldChoices({ layout }: BuiltProgram, solution: Solution): Pick<LinearStep, 'columns'> {
  const chosen = new Set(solution.choices.map((choice) => choice.column));
  const indices = layout.choices.map((choice) => choice.column).toSorted((a, b) => a - b);
  const values = indices.map((column) => (chosen.has(column) ? 1 : 0));
  return indices.length === 0 ? {} : { columns: { indices, lower: values, upper: values } };
}

/**
 * The same program at other prices: the price of every offer that `which` names times `factor`, in orders and in what
 * is judged. Columns keep their indexes.
 */
export function repriced(input: BuildInput, which: (offer: string) => boolean, factor: number): BuildInput {
  const { scenario, judged } = input;
  const offers = new Map(
    scenario.offers.map((offer) => [
      offer.id,
      which(offer.id) ? { ...offer, price: offer.price * factor } : offer,
    ]),
  );
  return {
    ...input,
    scenario: { ...scenario, offers: [...offers.values()] },
    judged: {
      ...judged,
      candidates: judged.candidates.map((each) => ({
        ...each,
        offer: offers.get(each.offer.id) ?? each.offer,
      })),
    },
  };
}

/**
 * Millions by which the cost of one system of a line exceeds what it is worth at the prices of `valuation`, for every
 * line of a program of the same shape; about 0 for planned lines, never below.
 *
 * Worth is what the work it can do is worth (the best work in each quarter in which it stands), less what it uses of
 * named limits. The solver's own reduced cost would not do: where a pool is empty, any price of its capacity between
 * what work would pay and what stock would cost is dual optimal.
 */
export function excessIn(program: Program, { built, result }: Valuation): (line: Line) => number {
  if (program.columns !== built.program.columns)
    throw new Error('prices belong to a program of another shape');
  const { layout, input } = built;
  const named = new Set(layout.limits.map(({ row }) => row));
  const { cost } = valued(program);
  const gained = (column: number): number => {
    let sum = 0;
    for (let at = program.starts[column] ?? 0; at < (program.starts[column + 1] ?? 0); at += 1) {
      const row = program.indices[at] ?? 0;
      if (!named.has(row)) continue;
      sum += ((program.values[at] ?? 0) / (program.rowScale[row] ?? 1)) * (result.rowDual[row] ?? 0);
    }
    return sum;
  };
  const atWork = new Map<string, number>();
  const offer = (pool: number, quarter: number, value: number): void => {
    const key = `${pool} ${quarter}`;
    atWork.set(key, Math.max(atWork.get(key) ?? 0, value));
  };
  for (const { class: index, quarter, column } of layout.servicePlacements) {
    for (const pool of layout.classes[index]?.pools ?? []) offer(pool, quarter, gained(column));
  }
  for (const { pool, quarter, column } of layout.runPlacements) offer(pool, quarter, gained(column));
  const { availability } = input.scenario.costs;
  return ({ candidate, column, pool }) => {
    let worth = gained(column);
    for (const [quarter, stock] of (layout.pools[pool]?.stock ?? []).entries()) {
      if (stock === undefined || quarter < candidate.delivery || quarter >= candidate.end) continue;
      worth += availability * (atWork.get(`${pool} ${quarter}`) ?? 0) + gained(stock);
    }
    return (cost[column] ?? 0) - worth;
  };
}

/** Value of the relaxation of a variation of the program, plan currency, and its columns; undefined where it has none. */
export async function relaxedValue(
  solver: Solver,
  input: BuildInput,
  { seed, timeLimit }: SeriesOptions,
): Promise<
  { readonly built: BuiltProgram; readonly value: number; readonly columns: Float64Array } | undefined
> {
  const built = build(input);
  const [result] = await solver.series({
    kind: 'series',
    program: built.program,
    steps: [{ objective: valued(built.program) }],
    seconds: timeLimit,
    seed,
  });
  return result?.end === 'optimal'
    ? { built, value: fromMillion(result.value), columns: result.columns }
    : undefined;
}
