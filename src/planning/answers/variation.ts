import type { Program } from '../program/index.ts';
import type { LinearResult, LinearStep } from '../solver/index.ts';
import { valued } from './valuation.ts';

/** A program that changes with one factor, such as a price or a rate; at 1 it is the program itself. */
export interface Variation {
  /** The step of a series that solves it at a factor. */
  readonly at: (factor: number) => Omit<LinearStep, 'columns'>;
  /** d value / d factor at 1, millions, given the solution there; for factors that leave the bounds of rows alone. */
  readonly slope: (result: LinearResult) => number;
}

interface Entry {
  readonly row: number;
  readonly column: number;
  readonly now: number;
  readonly change: number;
}

/**
 * How a program changes with a factor that enters costs, coefficients and bounds linearly, from the program at 1 and
 * at 2. Both have the same columns and rows.
 */
export function variation(program: Program, doubled: Program): Variation {
  if (program.columns !== doubled.columns || program.rows !== doubled.rows)
    throw new Error('a variation has the shape of its program');
  const now = valued(program);
  const then = valued(doubled);
  const costs = now.cost.map((cost, column) => (then.cost[column] ?? 0) - cost);
  const offset = then.offset - now.offset;
  const entries = changedEntries(program, doubled);
  const rows = changedRows(program, doubled);
  return {
    at: (factor) => ({
      objective: {
        cost: now.cost.map((cost, column) => cost + (factor - 1) * (costs[column] ?? 0)),
        offset: now.offset + (factor - 1) * offset,
      },
      entries: entries.map(({ row, column, now: value, change }) => ({
        row,
        column,
        value: value + (factor - 1) * change,
      })),
      rows: rows.map(({ row, lower, upper }) => ({ row, lower: lower(factor), upper: upper(factor) })),
    }),
    slope: ({ columns, rowDual }) =>
      entries.reduce(
        (sum, { row, column, change }) => sum - change * (columns[column] ?? 0) * (rowDual[row] ?? 0),
        costs.reduce((sum, change, column) => sum + change * (columns[column] ?? 0), offset),
      ),
  };
}

function changedEntries(program: Program, other: Program): readonly Entry[] {
  return Array.from({ length: program.columns }, (_, column) => {
    const before = entriesOf(program, column);
    const after = entriesOf(other, column);
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((row): readonly Entry[] => {
      const now = before.get(row) ?? 0;
      const change = (after.get(row) ?? 0) - now;
      return Math.abs(change) <= 1e-12 * Math.abs(now) ? [] : [{ row, column, now, change }];
    });
  }).flat();
}

/** Coefficients of a column by row, in the row's natural unit. */
function entriesOf(
  { starts, indices, values, rowScale }: Program,
  column: number,
): ReadonlyMap<number, number> {
  const entries = new Map<number, number>();
  for (let at = starts[column] ?? 0; at < (starts[column + 1] ?? 0); at += 1) {
    const row = indices[at] ?? 0;
    entries.set(row, (values[at] ?? 0) / (rowScale[row] ?? 1));
  }
  return entries;
}

function changedRows(
  program: Program,
  other: Program,
): readonly { readonly row: number; readonly lower: Bound; readonly upper: Bound }[] {
  const bound = (of: 'rowLower' | 'rowUpper', row: number): Bound => {
    const [a, b] = [program, other].map((each) => (each[of][row] ?? 0) / (each.rowScale[row] ?? 1));
    const [now = 0, then = 0] = [a, b];
    return (factor) => (Number.isFinite(now) ? now + (factor - 1) * (then - now) : now);
  };
  return Array.from({ length: program.rows }, (_, row) => ({
    row,
    lower: bound('rowLower', row),
    upper: bound('rowUpper', row),
  })).filter(({ lower, upper }) => lower(1) !== lower(2) || upper(1) !== upper(2));
}

/** A bound of a row at a factor. */
type Bound = (factor: number) => number;
