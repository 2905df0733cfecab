import type { Diagnostic } from '../../diagnostics/index.ts';

/** What one cell of a result holds; `null` is nothing. Wholes are integers a double holds exactly. */
export type Cell = string | number | boolean | null;

/** One flat record of a result, by column name. */
export type Row = Readonly<Record<string, Cell>>;

/** A column of a result; its name says the unit where it has one: `cost_usd`. */
export interface SweepColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'whole' | 'boolean';
}

/** Indexes from `from` up to, not including, `to`. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Work that a sweep repeats for every index: a draw, a variant, a point of a grid.
 *
 * A task is a pure function of its input, the seed and the index: the rows of an index do not depend on which other indexes are
 * asked for, in which order or on which machine. Random numbers come from `randomStream(seed, …, index)`; what the work needs
 * of the world is in the input (a scenario's text) or in the package (its catalog), never in the working folder.
 */
export interface SweepTask {
  /** Makes ready what all indexes share: reads, resolves, builds. Called once per thread or process. */
  open(input: unknown, seed: number): Promise<OpenTask | NotOpened>;
}

/** A task that is ready for indexes. */
export interface OpenTask {
  readonly columns: readonly SweepColumn[];
  /** Rows of a range in the order of its indexes; any number of rows for each. */
  rows(range: IndexRange): Promise<readonly Row[]>;
  /** Gives back what a run of the garbage collector would not: threads, solver memory. */
  close?(): Promise<void>;
}

/** Why an input cannot be worked on. */
export interface NotOpened {
  readonly problems: readonly Diagnostic[];
}
