import type { Highs } from 'highs';
import { ProgramBuilder } from '../program/builder.ts';
import { costOf, LiveModel, type LinearResult } from '../solver/index.ts';
import { heldColumns, type StagedFuture, type StagedProblem } from './problem.ts';
import type { StagedOptions, StagedSolution } from './solve.ts';

/** What a future is known not to cost less than: constant + Σ slope × decision. */
interface Cut {
  readonly future: number;
  readonly constant: number;
  readonly slopes: ReadonlyMap<number, number>;
}

const mostRounds = 500;

/**
 * Benders' decomposition of the expected value, several cuts a round (J. R. Birge and F. V. Louveaux, "A multicut algorithm for
 * two-stage stochastic linear programs", EJOR 34, 1988).
 *
 *     master: decisions, one column per future for its value ─► decisions
 *        ▲                                                          │ held
 *        └── cuts: value and slopes ◄── every future, alive in the solver, warm from the round before
 *
 * Every future must have an answer to all decisions that keep their bounds and the rows over decisions alone. Whole decisions are relaxed until the relaxation is
 * solved, then whole in the master.
 */
export function benders(highs: Highs, problem: StagedProblem, options: StagedOptions): StagedSolution {
  const { decisions, futures } = problem;
  const began = options.clock();
  const models = futures.map(
    ({ program, objective }) => new LiveModel(highs, program, objective, options.seed, options.interrupted),
  );
  const cuts: Cut[] = [];
  let best:
    | { readonly decisions: readonly number[]; readonly values: readonly number[]; readonly value: number }
    | undefined;
  let bound = -Infinity;
  let whole = decisions.every((decision) => !decision.whole);
  // Bounds of the values before there are cuts.
  const floors = futures.map((future) => leastValue(highs, future, problem, options));
  const rows = decisionRows(problem);
  try {
    for (let round = 0; round < mostRounds; round += 1) {
      const left = options.seconds - (options.clock() - began);
      if (left <= 0 || options.interrupted()) break;
      const master = solveMaster(highs, problem, { cuts, floors, rows, whole }, left, options);
      if (master === undefined) break;
      if (whole) bound = Math.max(bound, master.bound);
      const answers = futures.map((future, index) => answer(models[index], future, master.decisions, left));
      const values = answers.map(({ value }) => value);
      const value = values.reduce((sum, each, index) => sum + (futures[index]?.probability ?? 0) * each, 0);
      if (whole && value < (best?.value ?? Infinity)) best = { decisions: master.decisions, values, value };
      const gap = (value - master.bound) / Math.max(1e-12, Math.abs(value));
      if (gap <= Math.max(options.gap, 1e-9)) {
        if (whole) break;
        whole = true;
        bound = Math.max(bound, master.bound);
      }
      cuts.push(...answers.map(({ cut }, future): Cut => ({ future, ...cut })));
    }
  } finally {
    models.forEach((model) => model.dispose());
  }
  if (best === undefined) throw new Error('no decision was found in the time allowed');
  const gap = (best.value - bound) / Math.max(1e-12, Math.abs(best.value));
  return {
    ...best,
    bound: Math.min(bound, best.value),
    method: 'benders',
    proven: gap <= options.gap + 1e-9,
  };
}

interface DecisionRow {
  readonly lower: number;
  readonly upper: number;
  readonly slopes: ReadonlyMap<number, number>;
}

/** Rows over decisions alone, whichever future writes them: the master keeps them itself. */
function decisionRows({ futures }: StagedProblem): readonly DecisionRow[] {
  const rows = new Map<string, DecisionRow>();
  for (const { program, shared } of futures) {
    const decisionOf = new Map(shared.map((each) => [each.column, each]));
    const slopes = Array.from({ length: program.rows }, () => new Map<number, number>());
    const own = new Set<number>();
    for (let column = 0; column < program.columns; column += 1) {
      const known = decisionOf.get(column);
      for (let at = program.starts[column] ?? 0; at < (program.starts[column + 1] ?? 0); at += 1) {
        const row = program.indices[at] ?? 0;
        if (known === undefined) own.add(row);
        else slopes[row]?.set(known.decision, known.factor * (program.values[at] ?? 0));
      }
    }
    for (const [row, entries] of slopes.entries()) {
      if (own.has(row) || entries.size === 0) continue;
      const [lower, upper] = [program.rowLower[row] ?? -Infinity, program.rowUpper[row] ?? Infinity];
      rows.set(JSON.stringify([String(lower), String(upper), ...entries]), { lower, upper, slopes: entries });
    }
  }
  return [...rows.values()];
}

/** The least a future can cost whatever is decided: bounds its column before there are cuts. */
function leastValue(
  highs: Highs,
  future: StagedFuture,
  { decisions }: StagedProblem,
  options: StagedOptions,
): number {
  const model = new LiveModel(highs, future.program, future.objective, options.seed, options.interrupted);
  try {
    const held = heldColumns(future);
    model.boundColumns(
      held.map(({ column }) => column),
      held.map(({ decision, factor }) => factor * (decisions[decision]?.lower ?? 0)),
      held.map(({ decision, factor }) =>
        factor === 0 ? 0 : factor * (decisions[decision]?.upper ?? Infinity),
      ),
    );
    const least = model.linear(options.seconds);
    return least.end === 'optimal' ? least.value : -1e9;
  } finally {
    model.dispose();
  }
}

function answer(
  model: LiveModel | undefined,
  future: StagedFuture,
  decisions: readonly number[],
  seconds: number,
): { readonly value: number; readonly cut: Omit<Cut, 'future'> } {
  if (model === undefined) throw new Error('every future has a model');
  const held = heldColumns(future);
  const values = held.map(({ decision, factor }) => factor * (decisions[decision] ?? 0));
  model.boundColumns(
    held.map(({ column }) => column),
    values,
    values,
  );
  const result: LinearResult = model.linear(seconds);
  if (result.end !== 'optimal')
    throw new Error(`the future ${future.name} has no answer to the decisions (${result.end})`);
  const slopes = new Map<number, number>();
  let value = result.value;
  for (const { decision, column, factor, cost } of future.shared) {
    const slope = cost + (column === undefined ? 0 : factor * (result.columnDual[column] ?? 0));
    slopes.set(decision, (slopes.get(decision) ?? 0) + slope);
    value += cost * (decisions[decision] ?? 0);
  }
  let constant = value;
  for (const [decision, slope] of slopes) constant -= slope * (decisions[decision] ?? 0);
  return { value, cut: { constant, slopes } };
}

/** What the master knows so far. */
interface Known {
  readonly cuts: readonly Cut[];
  readonly floors: readonly number[];
  readonly rows: readonly DecisionRow[];
  readonly whole: boolean;
}

function solveMaster(
  highs: Highs,
  { decisions, futures }: StagedProblem,
  { cuts, floors, rows, whole }: Known,
  seconds: number,
  options: StagedOptions,
): { readonly decisions: readonly number[]; readonly bound: number } | undefined {
  const builder = new ProgramBuilder(new Set());
  const columns = decisions.map(({ lower, upper, whole: must }) =>
    builder.column({ lower, upper, integer: whole && must ? 1 : 0 }),
  );
  const values = futures.map(({ probability }, index) =>
    builder.column({ cost: probability, lower: (floors[index] ?? 0) - 1e-6 * Math.abs(floors[index] ?? 0) }),
  );
  for (const { lower, upper, slopes } of rows) {
    const row = builder.row(lower, upper);
    for (const [decision, slope] of slopes) builder.entry(row, columns[decision] ?? 0, slope);
  }
  for (const { future, constant, slopes } of cuts) {
    const row = builder.row(constant, Infinity);
    builder.entry(row, values[future] ?? 0, 1);
    for (const [decision, slope] of slopes) builder.entry(row, columns[decision] ?? 0, -slope);
  }
  const program = builder.finish();
  const model = new LiveModel(highs, program, costOf(program), options.seed, options.interrupted);
  try {
    const relaxed = model.linear(seconds);
    if (relaxed.end !== 'optimal') return undefined;
    if (!whole || decisions.every((decision) => !decision.whole))
      return { decisions: Array.from(relaxed.columns.subarray(0, decisions.length)), bound: relaxed.value };
    const found = model.whole({
      start: undefined,
      gap: options.gap / 2,
      absoluteGap: 1e-9,
      seconds,
      onProgress: () => undefined,
      onIncumbent: () => undefined,
    });
    if (found.columns === undefined) return undefined;
    const settled = decisions.map(({ whole: must }, index) =>
      must ? Math.round(found.columns?.[index] ?? 0) : (found.columns?.[index] ?? 0),
    );
    return { decisions: settled, bound: Math.max(found.bound, relaxed.value) };
  } finally {
    model.dispose();
  }
}
