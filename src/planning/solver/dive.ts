import type { Program } from '../program/index.ts';
import type { LinearResult, LiveModel } from './live-model.ts';

/** Further from a whole number than this is fractional; the solver's own tolerance. */
const tolerance = 1e-6;
/** Part of the fractional columns fixed in each round. */
const batch = 0.4;
/** Counts with at least this fraction are rounded up first: work that must be done weighs more than a little cost. */
const upFrom = 0.3;

/** Columns and the whole values they are fixed at. */
type Fixing = ReadonlyMap<number, number>;

/**
 * A whole plan near the relaxation: fix a batch of fractional columns, solve again, repeat. Yes-or-no columns come
 * first, one at a time, the likeliest yes. A batch that leaves no solution is tried rounded up, then rounded down, then
 * its first member alone; when nothing helps the dive gives up. Leaves the bounds of the model as it found them.
 */
export function dive(
  model: LiveModel,
  program: Program,
  relaxed: LinearResult,
  secondsLeft: () => number,
): Float64Array | undefined {
  const touched = new Set<number>();
  try {
    let { columns } = relaxed;
    for (;;) {
      const fractional = fractionalColumns(program, columns);
      if (fractional.length === 0) return columns;
      const next = firstSolved(model, program, attempts(program, columns, fractional), touched, secondsLeft);
      if (next === undefined) return undefined;
      columns = next;
    }
  } finally {
    release(model, program, touched);
  }
}

/** Solves with the counts rounded to whole and fixed, so that everything else fits them exactly. */
export function polish(
  model: LiveModel,
  program: Program,
  columns: Float64Array,
  secondsLeft: () => number,
): Float64Array | undefined {
  const touched = new Set<number>();
  try {
    const whole = new Map(
      [...columns.entries()]
        .filter(([column]) => program.integer[column] !== 0)
        .map(([column, value]) => [column, Math.round(value)]),
    );
    return firstSolved(model, program, [whole], touched, secondsLeft);
  } finally {
    release(model, program, touched);
  }
}

function fractionalColumns(program: Program, columns: Float64Array): readonly number[] {
  return [...columns.keys()].filter((column) => {
    const value = columns[column] ?? 0;
    return program.integer[column] !== 0 && Math.abs(value - Math.round(value)) > tolerance;
  });
}

function attempts(program: Program, columns: Float64Array, fractional: readonly number[]): readonly Fixing[] {
  const value = (column: number): number => columns[column] ?? 0;
  const choices = fractional.filter((column) => program.integer[column] === 2);
  if (choices.length > 0) {
    const [likeliest, ...others] = choices.toSorted((a, b) => value(b) - value(a) || a - b);
    return [likeliest, ...others]
      .filter((column) => column !== undefined)
      .map((column) => new Map([[column, 1]]));
  }
  const surest = fractional.toSorted((a, b) => distance(value(a)) - distance(value(b)) || a - b);
  const chosen = surest.slice(0, Math.ceil(surest.length * batch));
  const rounded = (round: (value: number) => number, members: readonly number[]): Fixing =>
    new Map(members.map((column) => [column, round(value(column))]));
  return [
    rounded(biased, chosen),
    rounded(Math.ceil, chosen),
    rounded(Math.floor, chosen),
    rounded(Math.ceil, chosen.slice(0, 1)),
    rounded(Math.floor, chosen.slice(0, 1)),
  ];
}

function biased(value: number): number {
  return value - Math.floor(value) >= upFrom ? Math.ceil(value) : Math.floor(value);
}

/** How far a value is from the whole number it would be rounded to. */
function distance(value: number): number {
  return Math.abs(biased(value) - value);
}

function firstSolved(
  model: LiveModel,
  program: Program,
  fixings: readonly Fixing[],
  touched: Set<number>,
  secondsLeft: () => number,
): Float64Array | undefined {
  for (const fixing of fixings) {
    if (secondsLeft() <= 0) return undefined;
    const columns = [...fixing.keys()].toSorted((a, b) => a - b);
    const values = columns.map((column) => fixing.get(column) ?? 0);
    model.boundColumns(columns, values, values);
    const result = model.linear(secondsLeft());
    if (result.end === 'optimal') {
      for (const column of columns) touched.add(column);
      return result.columns;
    }
    release(model, program, new Set(columns));
  }
  return undefined;
}

function release(model: LiveModel, program: Program, columns: ReadonlySet<number>): void {
  const indices = [...columns].toSorted((a, b) => a - b);
  model.boundColumns(
    indices,
    indices.map((column) => program.lower[column] ?? 0),
    indices.map((column) => program.upper[column] ?? Infinity),
  );
}
