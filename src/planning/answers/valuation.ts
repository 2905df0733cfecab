import { build, fromMillion } from '../program/index.ts';
import type { BuildInput, BuiltProgram, Line, Program } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';
import { costOf, penaltyFirst } from '../solver/index.ts';
import type { LinearResult, LinearStep, Objective, Solver } from '../solver/index.ts';

/** A program at its plan, seen through prices: the relaxation with the choices of training sites held. */
export interface Valuation {
  readonly built: BuiltProgram;
  readonly result: LinearResult;
  /** Millions by which the discounted cost of one system of a line exceeds what it is worth at the plan; about 0 for planned lines. */
  readonly excess: (line: Line) => number;
}

export interface SeriesOptions {
  readonly seed: number;
  readonly timeLimit: number;
}

/** What prices are in: cost; where demand may stay unmet, its penalty and cost together, millions. */
export function valued(program: Program): Objective {
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
  return { built, result, excess: (line) => result.columnDual[line.column] ?? 0 };
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

/** Reduced cost of every line at the prices of `valuation` in a program of the same shape, millions. */
export function excessIn(program: Program, { result, built }: Valuation): (line: Line) => number {
  const { cost } = valued(program);
  return ({ column }) => {
    let worth = 0;
    for (let at = program.starts[column] ?? 0; at < (program.starts[column + 1] ?? 0); at += 1) {
      const row = program.indices[at] ?? 0;
      worth += ((program.values[at] ?? 0) / (program.rowScale[row] ?? 1)) * (result.rowDual[row] ?? 0);
    }
    if (program.columns !== built.program.columns)
      throw new Error('prices belong to a program of another shape');
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
