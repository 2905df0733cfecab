import type { Diagnostic } from '../../diagnostics/index.ts';

/** One size of requests, as a profile tells sizes apart. */
export interface RateCell {
  /** `128 → 64` tokens where the profile says so, else `row 1, column 2`. */
  readonly id: string;
  /** Largest input and output length of the cell, tokens; undefined where the profile does not say. */
  readonly input: number | undefined;
  readonly output: number | undefined;
}

/** Measured throughput of several kinds of machine, cell by cell. */
export interface RateBook {
  readonly format: 'melange' | 'aibrix';
  readonly cells: readonly RateCell[];
  readonly machines: readonly {
    readonly name: string;
    /** Per machine and hour; the formats name no currency. */
    readonly costPerHour: number;
    /** Requests per second of one machine in each cell; 0 = not within its service level. */
    readonly rates: readonly number[];
    /** Most machines to be had, where the file says so. */
    readonly most: number | undefined;
  }[];
  /** Requests per second by cell, where the file says so. */
  readonly load: readonly number[] | undefined;
  /** Parts that Mélange cuts each cell into; undefined where the file does not say. */
  readonly slices: number | undefined;
}

/** A book of rates, or why there is none. */
export interface ReadRates {
  readonly book?: RateBook;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Load by cell for requests of one size: the first cell that is large enough takes all of it, as a profile measured
 * with requests of just that size is slower than those that are smaller.
 *
 * @returns undefined where no cell is that large, or the profile does not say how large its cells are
 */
export function loadOf(
  book: RateBook,
  request: { readonly input: number; readonly output: number },
  requestsPerSecond: number,
): readonly number[] | undefined {
  const fitting = book.cells
    .map((cell, index) => ({ ...cell, index }))
    .filter(({ input, output }) => input !== undefined && output !== undefined)
    .filter(({ input = 0, output = 0 }) => input >= request.input && output >= request.output)
    .toSorted((a, b) => (a.input ?? 0) - (b.input ?? 0) || (a.output ?? 0) - (b.output ?? 0));
  const [chosen] = fitting;
  return chosen && book.cells.map((_, index) => (index === chosen.index ? requestsPerSecond : 0));
}
