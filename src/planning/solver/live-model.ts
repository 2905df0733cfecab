import type { Highs, HighsCallbackMap, Model } from 'highs';
import type { Program } from '../program/index.ts';

/** What a solve ended with, whatever the solver calls it. */
export type SolveEnd = 'optimal' | 'infeasible' | 'limit' | 'interrupted';

/** Asked between iterations; true stops the solve. */
export type Interrupted = () => boolean;

export interface LinearResult {
  readonly end: SolveEnd;
  readonly value: number;
  readonly columns: Float64Array;
  /** d value / d bound of each row in the row's natural unit (scaling undone), and reduced cost of each column. */
  readonly rowDual: Float64Array;
  readonly columnDual: Float64Array;
}

/**
 * One program alive in the solver: bounds and objective change, the basis stays, so that re-solves are warm.
 * Owns memory of the solver; `dispose` gives it back.
 */
export class LiveModel {
  readonly #model: Model;
  readonly #highs: Highs;
  readonly #program: Program;
  readonly #interrupted: Interrupted;

  constructor(highs: Highs, program: Program, objective: Objective, seed: number, interrupted: Interrupted) {
    this.#highs = highs;
    this.#program = program;
    this.#interrupted = interrupted;
    this.#model = highs.createModel({
      numCols: program.columns,
      numRows: program.rows,
      offset: objective.offset,
      colCost: objective.cost,
      colLower: program.lower,
      colUpper: program.upper,
      rowLower: program.rowLower,
      rowUpper: program.rowUpper,
      matrix: {
        format: 'csc',
        numRows: program.rows,
        numCols: program.columns,
        starts: program.starts,
        indices: program.indices,
        values: program.values,
      },
    });
    this.#model.options.set({ output_flag: false, random_seed: seed });
  }

  set(options: Readonly<Record<string, boolean | number | string>>): void {
    this.#model.options.set(options);
  }

  boundColumns(indices: readonly number[], lower: readonly number[], upper: readonly number[]): void {
    if (indices.length > 0) this.#model.changeColsBounds({ kind: 'set', indices }, lower, upper);
  }

  boundRow(row: number, lower: number, upper: number): void {
    const scale = this.#program.rowScale[row] ?? 1;
    this.#model.changeRowBounds(row, lower * scale, upper * scale);
  }

  /** Sets a coefficient, in the row's natural unit. */
  entry(row: number, column: number, value: number): void {
    this.#model.changeCoefficient(row, column, value * (this.#program.rowScale[row] ?? 1));
  }

  objective(objective: Objective): void {
    this.#model.changeColsCost({ kind: 'range', from: 0, to: this.#program.columns - 1 }, objective.cost);
    this.#model.changeObjectiveOffset(objective.offset);
  }

  /** Solves the relaxation with the bounds as they are. `seconds` is the most it may take. */
  linear(seconds: number): LinearResult {
    if (this.#program.columns === 0) return emptyResult(this.#program);
    this.#model.zeroAllClocks();
    this.#model.options.set({ time_limit: Math.max(0.01, seconds) });
    this.#model.run(this.#interrupts());
    const solution = this.#model.getSolution();
    return {
      end: this.#end(),
      value: this.#model.getObjectiveValue(),
      columns: solution.colValue,
      rowDual: solution.rowDual.map((dual, row) => dual * (this.#program.rowScale[row] ?? 1)),
      columnDual: solution.colDual,
    };
  }

  /** Branch and bound from a start, which may be none. */
  whole(request: WholeRequest): WholeResult {
    this.#model.changeColsIntegrality(
      { kind: 'range', from: 0, to: this.#program.columns - 1 },
      Int32Array.from(this.#program.integer, (kind) => (kind === 0 ? 0 : 1)),
    );
    if (request.start !== undefined) this.#model.setSolution({ colValue: request.start });
    this.#model.zeroAllClocks();
    this.#model.options.set({
      time_limit: Math.max(0.01, request.seconds),
      mip_rel_gap: request.gap,
      mip_abs_gap: request.absoluteGap,
    });
    const { mipLogging, mipImprovingSolution } = this.#highs.constants.callbackType;
    this.#model.run({
      ...this.#interrupts(),
      [mipLogging]: (event) => {
        request.onProgress(event.data.mip_primal_bound ?? Infinity, event.data.mip_dual_bound ?? -Infinity);
        return undefined;
      },
      [mipImprovingSolution]: (event) => {
        const {
          mip_solution: columns,
          objective_function_value: value = Infinity,
          mip_dual_bound: bound = -Infinity,
        } = event.data;
        request.onProgress(event.data.mip_primal_bound ?? value, bound);
        if (columns !== undefined) request.onIncumbent(columns, value, bound);
        return undefined;
      },
    });
    const { feasible } = this.#highs.constants.solutionStatus;
    const found = this.#model.info.get('primal_solution_status') === feasible;
    return {
      end: this.#end(),
      value: found ? this.#model.getObjectiveValue() : Infinity,
      bound: Number(this.#model.info.get('mip_dual_bound')),
      columns: found ? this.#model.getSolution().colValue : undefined,
    };
  }

  /** Back to the relaxation after `whole`. */
  continuous(): void {
    this.#model.clearIntegrality();
  }

  dispose(): void {
    this.#model.dispose();
  }

  #interrupts(): HighsCallbackMap {
    const { simplexInterrupt, ipmInterrupt, mipInterrupt } = this.#highs.constants.callbackType;
    const stop = (event: { interrupt(): void }): undefined => {
      if (this.#interrupted()) event.interrupt();
      return undefined;
    };
    return { [simplexInterrupt]: stop, [ipmInterrupt]: stop, [mipInterrupt]: stop };
  }

  #end(): SolveEnd {
    const { modelStatus } = this.#highs.constants;
    const status = this.#model.getModelStatus();
    if (status === modelStatus.optimal || status === modelStatus.empty) return 'optimal';
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
      return 'infeasible';
    return status === modelStatus.interrupted ? 'interrupted' : 'limit';
  }
}

/** A linear objective over the columns of a program, millions. */
export interface Objective {
  readonly cost: Float64Array;
  readonly offset: number;
}

export interface WholeRequest {
  readonly start: Float64Array | undefined;
  readonly gap: number;
  readonly absoluteGap: number;
  readonly seconds: number;
  readonly onProgress: (incumbent: number, bound: number) => void;
  readonly onIncumbent: (columns: Float64Array, value: number, bound: number) => void;
}

export interface WholeResult {
  readonly end: SolveEnd;
  readonly value: number;
  readonly bound: number;
  readonly columns: Float64Array | undefined;
}

/** A program without columns, which the solver does not solve: its rows hold at 0 or they do not. */
function emptyResult({ rows, rowLower, rowUpper, costOffset }: Program): LinearResult {
  const holds = rowLower.every((lower, row) => lower <= 0 && (rowUpper[row] ?? 0) >= 0);
  return {
    end: holds ? 'optimal' : 'infeasible',
    value: costOffset,
    columns: new Float64Array(0),
    rowDual: new Float64Array(rows),
    columnDual: new Float64Array(0),
  };
}
