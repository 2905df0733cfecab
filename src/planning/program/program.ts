import type { PlanLimit } from '../../plan/index.ts';

/**
 * A mixed-integer program, minimised: numbers only, columns compressed (CSC), ready for the solver and for a
 * message to a worker. Money is in millions of the plan currency.
 */
export interface Program {
  readonly columns: number;
  readonly rows: number;
  /** Discounted cash per unit of each column, millions. */
  readonly cost: Float64Array;
  /** Penalty of unmet demand per unit of each column, millions. */
  readonly penalty: Float64Array;
  /** Parts of cost and penalty that no column changes, millions. */
  readonly costOffset: number;
  readonly penaltyOffset: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 0 continuous; 1 whole; 2 a choice, yes or no, of which exactly one of several is yes; 3 yes or no. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** Each row was multiplied by this power of two; its dual in natural units is the solver's times this. */
  readonly rowScale: Float64Array;
  /** Columns of the options of each choice, and the yes-or-no columns of each gang in order of quarters: hints for rounding. */
  readonly choices: readonly (readonly number[])[];
  readonly gangs: readonly (readonly number[])[];
  /** The row that sums the penalty of unmet demand, where there is any: capped when cost is minimised after it. */
  readonly penaltyRow: number | undefined;
}

/** One row under the name people know it by. */
export interface LimitRow {
  readonly row: number;
  /** As in the plan file: `power:datong:2025Q3`. */
  readonly limit: string;
  /** The same without quarter or member: `power:datong`. What conflicts are made of. */
  readonly group: string;
  readonly kind: PlanLimit['kind'];
  /** True for the row whose dual prices the limit; false for rows that only belong to it. */
  readonly priced: boolean;
}
