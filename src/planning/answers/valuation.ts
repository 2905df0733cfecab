import { build, fromMillion } from '../program/index.ts';
import type { BuildInput, BuiltProgram, Line, Program } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';
import { costOf, penaltyFirst } from '../solver/index.ts';
import type { LinearResult, LinearStep, Objective, Solver } from '../solver/index.ts';
import type { SolveOptions } from './solve-options.ts';

/** A program at its plan, seen through prices: the relaxation with the choices of training sites held. */
export interface Valuation {
  readonly built: BuiltProgram;
  readonly result: LinearResult;
  /** Columns of the options that the plan chose for its runs. */
  readonly chosen: ReadonlySet<number>;
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
  { seed, secondsLeft }: SolveOptions,
): Promise<Valuation | undefined> {
  const { program } = built;
  const chosen = new Set(solution.choices.map((choice) => choice.column));
  const step = { ...heldChoices(built, chosen), objective: valued(program) };
  const [result] = await solver.series({
    kind: 'series',
    program,
    steps: [step],
    seconds: secondsLeft(),
    seed,
  });
  if (result?.end !== 'optimal') return undefined;
  return { built, result, chosen };
}

/** Holds each run on its chosen option; the activity of held gangs stays free. */
export function heldChoices(
  { layout }: BuiltProgram,
  chosen: ReadonlySet<number>,
): Pick<LinearStep, 'columns'> {
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

/** The same program where the systems that `which` names do all their work `factor` times as fast. */
export function rerated(input: BuildInput, which: (system: string) => boolean, factor: number): BuildInput {
  const { rates } = input;
  return {
    ...input,
    rates: {
      ...rates,
      services: rates.services.map((rate) =>
        which(rate.system)
          ? {
              ...rate,
              requestsPerSecond: { ...rate.requestsPerSecond, value: rate.requestsPerSecond.value * factor },
            }
          : rate,
      ),
      runs: rates.runs.map((rate) =>
        which(rate.system)
          ? { ...rate, flopPerSecond: { ...rate.flopPerSecond, value: rate.flopPerSecond.value * factor } }
          : rate,
      ),
    },
  };
}

/** What a line is worth at the prices of a valuation. */
export interface Excess {
  /** Millions by which the cost of one system exceeds its worth; about 0 for planned lines, never below. */
  readonly excess: number;
  /** The work it would do, that which is worth most over the quarters in which it stands; none where none is worth anything. */
  readonly work: string | undefined;
}

/**
 * Worth of one system of a line, for every line of a program of the same shape as the one valued: what the work it can
 * do is worth (the best work in each quarter in which it stands), less what it uses of named limits. Runs count only on
 * the option they are held on: what another option is worth, only a run as a whole can tell. The solver's own reduced
 * cost would not do: where a pool is empty, any price of its capacity between what work would pay and what stock would
 * cost is dual optimal.
 */
export function excessIn(program: Program, { built, result, chosen }: Valuation): (line: Line) => Excess {
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
  const atWork = new Map<string, { readonly work: string; readonly value: number }>();
  const offer = (pool: number, quarter: number, work: string, value: number): void => {
    const key = `${pool} ${quarter}`;
    if (value > (atWork.get(key)?.value ?? 0)) atWork.set(key, { work, value });
  };
  for (const { class: index, service, quarter, column } of layout.servicePlacements) {
    for (const pool of layout.classes[index]?.pools ?? []) offer(pool, quarter, service.id, gained(column));
  }
  const held = new Set(
    layout.choices
      .filter(({ column }) => chosen.has(column))
      .map(({ run, system, site }) => `${run.id} ${system.id} ${site.id}`),
  );
  for (const { pool, run, quarter, column } of layout.runPlacements) {
    const at = layout.pools[pool];
    if (held.has(`${run.id} ${at?.system.id} ${at?.site.id}`)) offer(pool, quarter, run.id, gained(column));
  }
  const { availability } = input.scenario.costs;
  return ({ candidate, column, pool }) => {
    let worth = gained(column);
    const works = new Map<string, number>();
    for (const [quarter, stock] of (layout.pools[pool]?.stock ?? []).entries()) {
      if (stock === undefined || quarter < candidate.delivery || quarter >= candidate.end) continue;
      const best = atWork.get(`${pool} ${quarter}`);
      worth += availability * (best?.value ?? 0) + gained(stock);
      if (best !== undefined) works.set(best.work, (works.get(best.work) ?? 0) + best.value);
    }
    const [work] = [...works].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? [];
    return { excess: (cost[column] ?? 0) - worth, work };
  };
}

/** Value of the relaxation of a variation of the program, plan currency, and its columns; undefined where it has none. */
export async function relaxedValue(
  solver: Solver,
  input: BuildInput,
  { seed, secondsLeft }: SolveOptions,
): Promise<
  { readonly built: BuiltProgram; readonly value: number; readonly columns: Float64Array } | undefined
> {
  const built = build(input);
  const [result] = await solver.series({
    kind: 'series',
    program: built.program,
    steps: [{ objective: valued(built.program) }],
    seconds: secondsLeft(),
    seed,
  });
  return result?.end === 'optimal'
    ? { built, value: fromMillion(result.value), columns: result.columns }
    : undefined;
}
