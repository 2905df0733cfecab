import { problems } from './messages.ts';
import type { QuantityProblem } from './messages.ts';
import { normalQuantile } from './normal.ts';
import type { RandomStream } from './random.ts';

/** What is believed about an uncertain number. Units are those of the claim it belongs to. */
export type Distribution =
  /** Certain. */
  | { readonly kind: 'point'; readonly value: number }
  /** Any value from `low` to `high` alike. */
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** Density rises straight from `low` to its peak at `mode` and falls straight to `high`. */
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  /** The logarithm is normal: `median` > 0, `sigma` ≥ 0 is the standard deviation of the natural logarithm. */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  /**
   * Values that are not exceeded with probability `p`, straight lines between. Nothing lies beyond the outermost
   * points: give `p` 0 and 1, or the tails are cut off where the points end.
   */
  | { readonly kind: 'quantiles'; readonly points: readonly QuantilePoint[] };

export interface QuantilePoint {
  readonly p: number;
  readonly value: number;
}

/** The mean, exact for every kind. */
export function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'point':
      return distribution.value;
    case 'uniform':
      return (distribution.low + distribution.high) / 2;
    case 'triangular':
      return (distribution.low + distribution.mode + distribution.high) / 3;
    case 'lognormal':
      return distribution.median * Math.exp(distribution.sigma ** 2 / 2);
    default:
      return meanOfQuantiles(distribution.points);
  }
}

/** The value that is not exceeded with probability `p`, 0 ≤ p ≤ 1: the inverse of the distribution function. */
export function quantile(distribution: Distribution, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies within 0 and 1, not at ${p}`);
  switch (distribution.kind) {
    case 'point':
      return distribution.value;
    case 'uniform':
      return distribution.low + p * (distribution.high - distribution.low);
    case 'triangular':
      return quantileOfTriangle(distribution.low, distribution.mode, distribution.high, p);
    case 'lognormal':
      return distribution.sigma === 0
        ? distribution.median
        : distribution.median * Math.exp(distribution.sigma * normalQuantile(p));
    default:
      return interpolate(distribution.points, p);
  }
}

/** Half the step of a stream: keeps draws off probability 0, where an unbounded tail has no value. */
const leastProbability = 2 ** -54;

/** One draw. Takes exactly one number from the stream whatever the kind, so that draws stay aligned over variants. */
export function sample(distribution: Distribution, stream: RandomStream): number {
  return quantile(distribution, Math.max(stream.next(), leastProbability));
}

/**
 * The belief behind a claim: certain without a range, triangular with its peak at the central value within one.
 * Assumes that the ends are the lowest and highest value still credible, not percentiles.
 */
export function fromInterval(claim: {
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}): Distribution {
  const { value, low = value, high = value } = claim;
  return low === high ? { kind: 'point', value } : { kind: 'triangular', low, mode: value, high };
}

/** The lognormal with this median and 90th percentile, both positive, `p90` not below the median. */
export function lognormalFromMedianAndP90(median: number, p90: number): Distribution {
  return { kind: 'lognormal', median, sigma: Math.log(p90 / median) / normalQuantile(0.9) };
}

/** The lognormal with these 10th and 90th percentiles, both positive, `p90` not below `p10`. */
export function lognormalFromP10AndP90(p10: number, p90: number): Distribution {
  return {
    kind: 'lognormal',
    median: Math.sqrt(p10) * Math.sqrt(p90),
    sigma: Math.log(p90 / p10) / (2 * normalQuantile(0.9)),
  };
}

/** What is wrong with the parameters of a distribution; undefined when nothing is. All other functions here assume that. */
export function distributionProblem(distribution: Distribution): QuantityProblem | undefined {
  const why = fault(distribution);
  return why === undefined ? undefined : problems.distribution(why);
}

function fault(distribution: Distribution): string | undefined {
  const { kind } = distribution;
  const numbers =
    kind === 'quantiles'
      ? distribution.points.flatMap(({ p, value }) => [p, value])
      : Object.values(distribution).filter((part) => typeof part === 'number');
  if (!numbers.every(Number.isFinite)) return 'every parameter must be a finite number';
  if (kind === 'uniform' && distribution.low > distribution.high) return 'low lies above high';
  if (kind === 'triangular' && !ascending([distribution.low, distribution.mode, distribution.high])) {
    return 'low, mode and high are not in ascending order';
  }
  if (kind === 'lognormal' && !(distribution.median > 0 && distribution.sigma >= 0)) {
    return 'the median must be positive and sigma not negative';
  }
  return kind === 'quantiles' ? faultOfQuantiles(distribution.points) : undefined;
}

function faultOfQuantiles(points: readonly QuantilePoint[]): string | undefined {
  if (points.length === 0) return 'no quantiles are given';
  if (points.some(({ p }) => p < 0 || p > 1)) return 'a probability lies outside 0 and 1';
  const rising = points.every(({ p }, index) => index === 0 || p > (points[index - 1]?.p ?? 1));
  if (!rising) return 'probabilities do not ascend';
  return ascending(points.map(({ value }) => value)) ? undefined : 'values fall while probabilities ascend';
}

function ascending(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] ?? value));
}

function quantileOfTriangle(low: number, mode: number, high: number, p: number): number {
  const width = high - low;
  if (width === 0) return low;
  const left = mode - low;
  return p * width <= left
    ? low + Math.sqrt(p * width * left)
    : high - Math.sqrt((1 - p) * width * (high - mode));
}

/** The integral of the inverse distribution function: trapezoids between the points, flat beyond them. */
function meanOfQuantiles(points: readonly QuantilePoint[]): number {
  let sum = 0;
  let last: QuantilePoint = { p: 0, value: points[0]?.value ?? Number.NaN };
  for (const point of [...points, { p: 1, value: points.at(-1)?.value ?? Number.NaN }]) {
    sum += ((point.p - last.p) * (last.value + point.value)) / 2;
    last = point;
  }
  return sum;
}

function interpolate(points: readonly QuantilePoint[], p: number): number {
  const above = points.findIndex((point) => point.p >= p);
  const right = points.at(above);
  if (right === undefined) return Number.NaN;
  const left = points[above - 1];
  if (left === undefined || above === -1) return right.value;
  return left.value + ((p - left.p) / (right.p - left.p)) * (right.value - left.value);
}
