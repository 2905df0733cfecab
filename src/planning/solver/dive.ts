import type { Program } from '../program/index.ts';
import type { LinearResult, LiveModel } from './live-model.ts';

/** How a dive rounds counts. */
export interface DiveStyle {
  /** Part of the fractional counts fixed in each round. */
  readonly batch: number;
  /** Counts with at least this fraction are rounded up first: work that must be done weighs more than a little cost. */
  readonly upFrom: number;
  /** Options of a choice that are weighed against each other, and rounds in which each choice may change its mind. */
  readonly options: number;
  readonly rounds: number;
}

/** Tried in turn until one is good enough. */
export const diveStyles: readonly DiveStyle[] = [
  { batch: 0.4, upFrom: 0.3, options: 12, rounds: 2 },
  { batch: 0.25, upFrom: 0.5, options: 12, rounds: 2 },
];

/** Tried before these where somebody waits for an answer: a few options of each choice, once. */
export const hastyDive: DiveStyle = { batch: 0.7, upFrom: 0.3, options: 4, rounds: 1 };

/** One pass for plans by the thousand: every choice as the relaxation leans, counts in three or four batches. */
export const quickDive: DiveStyle = { batch: 0.7, upFrom: 0.3, options: 12, rounds: 1 };

/** Further from a whole number than this is fractional; the solver's own tolerance. */
const tolerance = 1e-6;

/** Columns and the whole values they are fixed at. */
type Fixing = ReadonlyMap<number, number>;

/**
 * A whole plan near the relaxation: choices first, then the quarters in which gangs work, then counts, batch by batch
 * with a new solve after each. A batch of counts that leaves no solution is tried rounded up, then rounded down, then
 * its first member alone; when nothing helps the dive gives up. Leaves the bounds of the model as it found them.
 */
export function dive(
  model: LiveModel,
  program: Program,
  relaxed: LinearResult,
  style: DiveStyle,
  secondsLeft: () => number,
): Float64Array | undefined {
  const touched = new Set<number>();
  try {
    let columns = settleChoices(model, program, relaxed, style, touched, secondsLeft);
    for (const gang of program.gangs) {
      if (columns === undefined || gang.every((column) => isWhole(columns?.[column] ?? 0))) continue;
      columns = cheapest(model, program, windows(gang), touched, secondsLeft);
    }
    while (columns !== undefined) {
      const fractional = fractionalColumns(program, columns);
      if (fractional.length === 0) return columns;
      columns = firstSolved(model, program, attempts(fractional, columns, style), touched, secondsLeft);
    }
    return undefined;
  } finally {
    release(model, program, touched);
  }
}

/**
 * Settles choices one after the other, each on its cheapest option given those before it, then lets each change its
 * mind given all others. Choices that the relaxation has already made are settled as they are.
 */
function settleChoices(
  model: LiveModel,
  program: Program,
  relaxed: LinearResult,
  style: DiveStyle,
  touched: Set<number>,
  secondsLeft: () => number,
): Float64Array | undefined {
  let { columns } = relaxed;
  if (program.choices.every((options) => options.every((column) => isWhole(columns[column] ?? 0))))
    return columns;
  for (let round = 0; round < style.rounds; round += 1) {
    for (const options of program.choices) {
      const promising = options
        .toSorted(
          (a, b) =>
            (relaxed.columns[b] ?? 0) - (relaxed.columns[a] ?? 0) ||
            (relaxed.columnDual[a] ?? 0) - (relaxed.columnDual[b] ?? 0) ||
            a - b,
        )
        .slice(0, style.options);
      release(model, program, new Set(options));
      const next = cheapest(
        model,
        program,
        promising.map((yes) => new Map(options.map((column) => [column, column === yes ? 1 : 0]))),
        touched,
        secondsLeft,
      );
      if (next === undefined) return undefined;
      columns = next;
    }
  }
  return columns;
}

/** A gang works from some quarter on: all quarters, all but the first, and so on. */
function windows(gang: readonly number[]): readonly Fixing[] {
  return gang.map((_, from) => new Map(gang.map((column, index) => [column, index >= from ? 1 : 0])));
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
    return program.integer[column] !== 0 && !isWhole(columns[column] ?? 0);
  });
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= tolerance;
}

/** What to try, in order, for a batch of the surest counts. */
function attempts(
  fractional: readonly number[],
  columns: Float64Array,
  { batch, upFrom }: DiveStyle,
): readonly Fixing[] {
  const value = (column: number): number => columns[column] ?? 0;
  const biased = (x: number): number => (x - Math.floor(x) >= upFrom ? Math.ceil(x) : Math.floor(x));
  const distance = (x: number): number => Math.abs(biased(x) - x);
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

/** The first fixing that leaves a solution; it stays. */
function firstSolved(
  model: LiveModel,
  program: Program,
  fixings: readonly Fixing[],
  touched: Set<number>,
  secondsLeft: () => number,
): Float64Array | undefined {
  for (const fixing of fixings) {
    const result = solveWith(model, fixing, secondsLeft);
    if (result?.end === 'optimal') {
      for (const column of fixing.keys()) touched.add(column);
      return result.columns;
    }
    release(model, program, fixing);
  }
  return undefined;
}

/** The fixing that leaves the best solution; it stays. */
function cheapest(
  model: LiveModel,
  program: Program,
  fixings: readonly Fixing[],
  touched: Set<number>,
  secondsLeft: () => number,
): Float64Array | undefined {
  let best: { readonly fixing: Fixing; readonly value: number } | undefined;
  for (const fixing of fixings) {
    const result = solveWith(model, fixing, secondsLeft);
    release(model, program, fixing);
    if (result?.end === 'optimal' && result.value < (best?.value ?? Infinity))
      best = { fixing, value: result.value };
  }
  return best === undefined ? undefined : firstSolved(model, program, [best.fixing], touched, secondsLeft);
}

function solveWith(model: LiveModel, fixing: Fixing, secondsLeft: () => number): LinearResult | undefined {
  if (secondsLeft() <= 0) return undefined;
  const columns = [...fixing.keys()].toSorted((a, b) => a - b);
  const values = columns.map((column) => fixing.get(column) ?? 0);
  model.boundColumns(columns, values, values);
  return model.linear(secondsLeft());
}

function release(model: LiveModel, program: Program, columns: Pick<ReadonlySet<number>, 'keys'>): void {
  const indices = [...columns.keys()].toSorted((a, b) => a - b);
  model.boundColumns(
    indices,
    indices.map((column) => program.lower[column] ?? 0),
    indices.map((column) => program.upper[column] ?? Infinity),
  );
}
