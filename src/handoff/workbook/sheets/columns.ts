import { text, type Cell } from '../model.ts';

/** A column of a table: how other formulas call it, what stands above it, how wide it is in characters. */
export type ColumnOf<K extends string> = readonly [key: K, head: string, width: number];

/** Where each column of a table stands, by its key, counted from 0. */
export function positions<K extends string>(columns: readonly ColumnOf<K>[]): Readonly<Record<K, number>> {
  return Object.fromEntries(columns.map(([key], index) => [key, index])) as Record<K, number>;
}

/** The row of headings. */
export function headings(columns: readonly ColumnOf<string>[]): readonly Cell[] {
  return columns.map(([, head]) => text(head, 'head'));
}

export function widths(columns: readonly ColumnOf<string>[]): readonly number[] {
  return columns.map(([, , width]) => width);
}
