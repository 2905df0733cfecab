import type { LimitRow, Program } from './program.ts';

interface Column {
  readonly cost?: number;
  readonly penalty?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly integer?: 0 | 1 | 2 | 3;
}

/**
 * Collects columns, rows and entries in any order and compresses them. Entries of the same row and column add up.
 * Rows named by a limit in `dropped` are kept but do not bind, so that indexes stay the same.
 */
export class ProgramBuilder {
  readonly #columns: Column[] = [];
  readonly #entries: Map<number, number>[] = [];
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #limits: LimitRow[] = [];
  readonly #dropped: ReadonlySet<string>;
  costOffset = 0;
  penaltyOffset = 0;
  penaltyRow: number | undefined;
  readonly choices: (readonly number[])[] = [];
  readonly gangs: (readonly number[])[] = [];

  constructor(dropped: ReadonlySet<string>) {
    this.#dropped = dropped;
  }

  get limits(): readonly LimitRow[] {
    return this.#limits;
  }

  column(column: Column): number {
    this.#entries.push(new Map());
    return this.#columns.push(column) - 1;
  }

  /** A row without a name is part of the model itself (stock, capacity) and can never be dropped. */
  row(lower: number, upper: number, name?: Omit<LimitRow, 'row'>): number {
    const free = name !== undefined && (this.#dropped.has(name.limit) || this.#dropped.has(name.group));
    this.#rowLower.push(free ? -Infinity : lower);
    const row = this.#rowUpper.push(free ? Infinity : upper) - 1;
    if (name !== undefined) this.#limits.push({ row, ...name });
    return row;
  }

  entry(row: number, column: number, value: number): void {
    const entries = this.#entries[column];
    if (entries === undefined) throw new Error(`no column ${column}`);
    if (value !== 0) entries.set(row, (entries.get(row) ?? 0) + value);
  }

  finish(): Program {
    const columns = this.#columns.length;
    const rows = this.#rowLower.length;
    const rowScale = this.#scales(rows);
    const starts = new Int32Array(columns + 1);
    for (const [index, entries] of this.#entries.entries())
      starts[index + 1] = (starts[index] ?? 0) + entries.size;
    const indices = new Int32Array(starts[columns] ?? 0);
    const values = new Float64Array(indices.length);
    let at = 0;
    for (const entries of this.#entries) {
      for (const [row, value] of [...entries].toSorted(([a], [b]) => a - b)) {
        indices[at] = row;
        values[at] = value * (rowScale[row] ?? 1);
        at += 1;
      }
    }
    const scaled = (bounds: readonly number[]): Float64Array =>
      Float64Array.from(bounds, (bound, row) => bound * (rowScale[row] ?? 1));
    return {
      columns,
      rows,
      cost: Float64Array.from(this.#columns, (column) => column.cost ?? 0),
      penalty: Float64Array.from(this.#columns, (column) => column.penalty ?? 0),
      costOffset: this.costOffset,
      penaltyOffset: this.penaltyOffset,
      lower: Float64Array.from(this.#columns, (column) => column.lower ?? 0),
      upper: Float64Array.from(this.#columns, (column) => column.upper ?? Infinity),
      integer: Uint8Array.from(this.#columns, (column) => column.integer ?? 0),
      rowLower: scaled(this.#rowLower),
      rowUpper: scaled(this.#rowUpper),
      starts,
      indices,
      values,
      rowScale,
      choices: this.choices,
      gangs: this.gangs,
      penaltyRow: this.penaltyRow,
    };
  }

  /** Powers of two that bring the middle of each row's coefficients (on a log scale) near 1: exact, and kind to the solver. */
  #scales(rows: number): Float64Array {
    const least = new Float64Array(rows).fill(Infinity);
    const most = new Float64Array(rows);
    for (const entries of this.#entries) {
      for (const [row, value] of entries) {
        const size = Math.abs(value);
        least[row] = Math.min(least[row] ?? Infinity, size);
        most[row] = Math.max(most[row] ?? 0, size);
      }
    }
    return most.map((large, row) =>
      large === 0 ? 1 : 2 ** -Math.round(Math.log2(large * (least[row] ?? large)) / 2),
    );
  }
}
