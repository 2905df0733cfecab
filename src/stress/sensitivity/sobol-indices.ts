import { randomStream } from '../../quantity/index.ts';
import { meanOf, quantileOf, type Estimate } from '../draws/statistics.ts';

/** How much of the variance of a result one input explains. */
export interface SobolIndex {
  readonly input: string;
  /** Alone: what the variance would fall by on average if it were known. */
  readonly first: Estimate;
  /** With everything it takes part in: what would be left if all others were known. */
  readonly total: Estimate;
}

/** Values of a function on the points of a radial design: base points, a second set, and each input swapped in turn. */
export interface SwappedValues {
  /** f(A). */
  readonly a: readonly number[];
  /** f(B). */
  readonly b: readonly number[];
  /** f(A with the input's coordinates of B), by input. */
  readonly swapped: ReadonlyMap<string, readonly number[]>;
}

const resamples = 200;

/**
 * Sobol indices of first and total order with 95 % intervals from resampled points.
 *
 *     first  1 − Σ (f(B) − f(A_B))² / 2n V        total  Σ (f(A) − f(A_B))² / 2n V
 *
 * Both estimators are Jansen's (M. J. W. Jansen, "Analysis of variance designs for model output", Comput. Phys. Commun. 117,
 * 1999), as recommended by A. Saltelli and others, "Variance based sensitivity analysis of model output", ibid. 181 (2010).
 * V is the variance over both sets of points.
 */
export function sobolIndices({ a, b, swapped }: SwappedValues, seed: number): readonly SobolIndex[] {
  const points = [...a.keys()];
  const draws = Array.from({ length: resamples }, (_, sample) => {
    const stream = randomStream(seed, 'resample', sample);
    return points.map(() => Math.floor(stream.next() * points.length));
  });
  return [...swapped].map(([input, ab]) => {
    const first = (chosen: readonly number[]): number =>
      1 - halfSquares(b, ab, chosen) / variance(a, b, chosen);
    const total = (chosen: readonly number[]): number => halfSquares(a, ab, chosen) / variance(a, b, chosen);
    return { input, first: resampled(first, points, draws), total: resampled(total, points, draws) };
  });
}

function halfSquares(x: readonly number[], y: readonly number[], chosen: readonly number[]): number {
  return meanOf(chosen.map((point) => ((x[point] ?? 0) - (y[point] ?? 0)) ** 2)) / 2;
}

function variance(a: readonly number[], b: readonly number[], chosen: readonly number[]): number {
  const values = chosen.flatMap((point) => [a[point] ?? 0, b[point] ?? 0]);
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2)) || 1;
}

function resampled(
  statistic: (chosen: readonly number[]) => number,
  points: readonly number[],
  draws: readonly (readonly number[])[],
): Estimate {
  const spread = draws.map(statistic).toSorted((x, y) => x - y);
  return { value: statistic(points), low: quantileOf(spread, 0.025), high: quantileOf(spread, 0.975) };
}

/**
 * The values a design asks for: `evaluate` is given, for a point, from which of the two sets each input is taken.
 *
 * @param points base points; each costs inputs + 2 evaluations
 */
export function swappedValues(
  inputs: readonly string[],
  points: number,
  evaluate: (point: number, setOf: (input: string) => 'a' | 'b') => number,
): SwappedValues {
  const all = Array.from({ length: points }, (_, point) => point);
  return {
    a: all.map((point) => evaluate(point, () => 'a')),
    b: all.map((point) => evaluate(point, () => 'b')),
    swapped: new Map(
      inputs.map((input) => [
        input,
        all.map((point) => evaluate(point, (each) => (each === input ? 'b' : 'a'))),
      ]),
    ),
  };
}
