import { ProgramBuilder } from '../program/index.ts';
import type { Program } from '../program/index.ts';
import type { Solver } from '../solver/index.ts';

/** A kind of machine that can be had by the hour. */
export interface MixMachine {
  readonly id: string;
  /** Per machine and hour, any one currency. */
  readonly costPerHour: number;
  /** Requests per second that one machine does of each kind of request; 0 = it cannot. */
  readonly rates: readonly number[];
  /** Most machines to be had; undefined = no end. */
  readonly most?: number | undefined;
}

/** Which machines serve a load at least cost. */
export interface MixQuestion {
  readonly machines: readonly MixMachine[];
  /** Requests per second of each kind of request. */
  readonly load: readonly number[];
  /** Each kind of request is cut into so many equal parts, each served by one kind of machine; undefined = cut at will. */
  readonly slices: number | undefined;
  readonly seed: number;
  /** Seconds the search may take. */
  readonly seconds: number;
}

export interface MixAnswer {
  readonly status: 'optimal' | 'feasible' | 'infeasible';
  /** Whole machines, by kind in the order of the question. */
  readonly counts: readonly number[];
  readonly costPerHour: number;
  /** No mix costs less per hour. */
  readonly bound: number;
  /** Requests per second by kind of request, then by kind of machine. */
  readonly served: readonly (readonly number[])[];
}

/**
 * The cheapest whole number of machines of several kinds that serve a load whose requests differ in size: machines that
 * are better at short requests take those. This is the program of Mélange (Griggs et al. 2024, arXiv 2404.14527):
 *
 *     minimise Σ cost × machines
 *     each kind of request:  Σ parts = its slices
 *     each kind of machine:  Σ parts × (load / slices) / rate ≤ machines
 *
 * No time, place, power or rule: that is what `makePlan` is for.
 */
export async function bestMix(question: MixQuestion, solver: Solver): Promise<MixAnswer> {
  const { machines, load } = question;
  const { program, counts, parts } = build(question);
  const found = await solver.findPlan(
    {
      kind: 'plan',
      program,
      objective: 'least-cost',
      gap: 0,
      seconds: question.seconds,
      seed: question.seed,
    },
    () => undefined,
  );
  if (found.columns === undefined) {
    return {
      status: 'infeasible',
      counts: machines.map(() => 0),
      costPerHour: Infinity,
      bound: Infinity,
      served: load.map(() => machines.map(() => 0)),
    };
  }
  const at = (column: number): number => found.columns?.[column] ?? 0;
  return {
    status: found.end === 'proven' ? 'optimal' : 'feasible',
    counts: counts.map((column) => Math.round(at(column)) + 0),
    costPerHour: counts.reduce(
      (sum, column, index) => sum + Math.round(at(column)) * (machines[index]?.costPerHour ?? 0),
      0,
    ),
    bound: found.bound,
    served: parts.map((columns, kind) =>
      columns.map((column) =>
        column === undefined ? 0 : (at(column) * (load[kind] ?? 0)) / (question.slices ?? 1),
      ),
    ),
  };
}

interface BuiltMix {
  readonly program: Program;
  /** Column of the number of each kind of machine. */
  readonly counts: readonly number[];
  /** Column of the parts of each kind of request on each kind of machine; undefined where it cannot. */
  readonly parts: readonly (readonly (number | undefined)[])[];
}

function build({ machines, load, slices }: MixQuestion): BuiltMix {
  const builder = new ProgramBuilder(new Set());
  const counts = machines.map(({ costPerHour, most }) =>
    builder.column({ cost: costPerHour, integer: 1, ...(most !== undefined && { upper: most }) }),
  );
  const capacity = counts.map((column) => {
    const row = builder.row(-Infinity, 0);
    builder.entry(row, column, -1);
    return row;
  });
  const whole = slices ?? 1;
  const parts = load.map((rate, kind) => {
    if (rate === 0) return machines.map(() => undefined);
    const row = builder.row(whole, whole);
    return machines.map(({ rates }, machine) => {
      const speed = rates[kind] ?? 0;
      const busy = capacity[machine];
      if (speed <= 0 || busy === undefined) return undefined;
      const column = builder.column({ upper: whole, integer: slices === undefined ? 0 : 1 });
      builder.entry(row, column, 1);
      builder.entry(busy, column, rate / whole / speed);
      return column;
    });
  });
  return { program: builder.finish(), counts, parts };
}
