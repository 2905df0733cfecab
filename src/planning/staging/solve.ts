import type { Highs } from 'highs';
import { LiveModel } from '../solver/index.ts';
import { benders } from './benders.ts';
import { extensiveForm } from './extensive.ts';
import { heldColumns, type Risk, type StagedFuture, type StagedProblem } from './problem.ts';
import { riskOf } from './risk.ts';

/** A staged problem solved: decisions, what becomes of each future, and what is proven. */
export interface StagedSolution {
  readonly decisions: readonly number[];
  /** Value of each future under the decisions. */
  readonly values: readonly number[];
  /** Risk of those values, and what it is proven not to be below. */
  readonly value: number;
  readonly bound: number;
  readonly method: 'extensive' | 'benders';
  readonly proven: boolean;
}

export interface StagedOptions {
  readonly seconds: number;
  /** (value − bound) / |value| that is good enough. */
  readonly gap: number;
  readonly seed: number;
  /** Columns above which the problem is decomposed; default 60,000. */
  readonly mostColumns?: number;
  readonly clock: () => number;
  readonly interrupted: () => boolean;
}

const mostColumns = 60_000;

/**
 * Solves a staged problem.
 *
 *     few columns ─► extensive form ─► relaxation: bound ─► whole decisions by branch and bound ─┐
 *     many        ─► Benders: cuts from every future until the bound meets the value            ─┴─► values of the futures
 *
 * The values of the futures are worked out again with the decisions held, one future at a time.
 */
export function solveStaged(
  highs: Highs,
  problem: StagedProblem,
  risk: Risk,
  options: StagedOptions,
): StagedSolution {
  const size = problem.futures.reduce((sum, { program }) => sum + program.columns, 0);
  if (size > (options.mostColumns ?? mostColumns) && risk.kind === 'expected')
    return benders(highs, problem, options);
  const { program, objective } = extensiveForm(problem, risk);
  const began = options.clock();
  const left = (): number => options.seconds - (options.clock() - began);
  const model = new LiveModel(highs, program, objective, options.seed, options.interrupted);
  try {
    const relaxed = model.linear(left());
    if (relaxed.end !== 'optimal')
      throw new Error(`the relaxation of a staged problem ended as ${relaxed.end}`);
    const count = problem.decisions.length;
    const whole = problem.decisions.every(
      ({ whole: must }, index) => !must || isWhole(relaxed.columns[index] ?? 0),
    );
    if (whole) {
      const decisions = Array.from(relaxed.columns.subarray(0, count));
      return evaluated(highs, problem, risk, decisions, relaxed.value, options);
    }
    const rounded = problem.decisions.map(({ whole: must }, index) =>
      must ? Math.round(relaxed.columns[index] ?? 0) : (relaxed.columns[index] ?? 0),
    );
    const start = completed(model, problem, rounded, left());
    const found = model.whole({
      start,
      gap: options.gap,
      absoluteGap: 1e-9,
      seconds: Math.max(0.1, left()),
      onProgress: () => undefined,
      onIncumbent: () => undefined,
    });
    const best = found.columns ?? start ?? Float64Array.from(rounded);
    const decisions = Array.from(best.subarray(0, count), (value, index) =>
      problem.decisions[index]?.whole === true ? Math.round(value) : value,
    );
    return evaluated(highs, problem, risk, decisions, Math.max(relaxed.value, found.bound), options);
  } finally {
    model.dispose();
  }
}

/** All columns for decisions that are held; undefined where that cannot be. Leaves the bounds as they were. */
function completed(
  model: LiveModel,
  { decisions }: StagedProblem,
  values: readonly number[],
  seconds: number,
): Float64Array | undefined {
  const indices = [...decisions.keys()];
  model.boundColumns(indices, values, values);
  const result = model.linear(seconds);
  model.boundColumns(
    indices,
    decisions.map(({ lower }) => lower),
    decisions.map(({ upper }) => upper),
  );
  return result.end === 'optimal' ? result.columns : undefined;
}

function evaluated(
  highs: Highs,
  problem: StagedProblem,
  risk: Risk,
  decisions: readonly number[],
  bound: number,
  options: StagedOptions,
): StagedSolution {
  const values = problem.futures.map((future) => valueUnder(highs, future, decisions, options));
  const value = riskOf(
    risk,
    values,
    problem.futures.map(({ probability }) => probability),
  );
  const gap = (value - bound) / Math.max(1e-12, Math.abs(value));
  return {
    decisions,
    values,
    value,
    bound: Math.min(bound, value),
    method: 'extensive',
    proven: gap <= options.gap + 1e-9,
  };
}

/** Value of one future with decisions held; infinite where it has no answer to them. */
export function valueUnder(
  highs: Highs,
  future: StagedFuture,
  decisions: readonly number[],
  { seed, seconds, interrupted }: Pick<StagedOptions, 'seed' | 'seconds' | 'interrupted'>,
): number {
  const model = new LiveModel(highs, future.program, future.objective, seed, interrupted);
  try {
    const held = heldColumns(future);
    const values = held.map(({ decision, factor }) => factor * (decisions[decision] ?? 0));
    model.boundColumns(
      held.map(({ column }) => column),
      values,
      values,
    );
    const result = model.linear(seconds);
    const loss = future.shared.reduce(
      (sum, { decision, cost }) => sum + cost * (decisions[decision] ?? 0),
      0,
    );
    return result.end === 'optimal' ? result.value + loss : Infinity;
  } finally {
    model.dispose();
  }
}

/** Value of one future to whoever knows it: its decisions are its own. */
export function foresightOf(
  highs: Highs,
  { decisions }: StagedProblem,
  future: StagedFuture,
  options: StagedOptions,
): number {
  return solveStaged(
    highs,
    { decisions, futures: [{ ...future, probability: 1 }] },
    { kind: 'expected' },
    { ...options, mostColumns: Infinity },
  ).value;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= 1e-6;
}
