/** A figure that draws estimate, with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Quantile of a sample: linear between order statistics (type 7 of Hyndman and Fan, 1996). `sorted` ascends. */
export function quantileOf(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (at - below) * (high - low);
}

export function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((a, b) => a - b);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Variance of the sample as a whole (divided by n). */
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
}

/** Standard score of a 95 % interval. */
const z95 = 1.959963984540054;

/** Mean with the interval of independent draws; an upper bound of the error for draws that are spread evenly. */
export function estimateMean(values: readonly number[]): Estimate {
  const value = meanOf(values);
  const half = values.length < 2 ? Infinity : z95 * Math.sqrt(varianceOf(values) / (values.length - 1));
  return { value, low: value - half, high: value + half };
}

/** Share of `hits` in `all`, with the interval of E. B. Wilson (1927), which holds at 0 and 1 too. */
export function estimateShare(hits: number, all: number): Estimate {
  if (all === 0) return { value: Number.NaN, low: 0, high: 1 };
  const value = hits / all;
  const square = z95 ** 2;
  const middle = (value + square / (2 * all)) / (1 + square / all);
  const half = (z95 / (1 + square / all)) * Math.sqrt((value * (1 - value)) / all + square / (4 * all ** 2));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Mean of the worst (1 − alpha) of outcomes, where more is worse: CVaR of Rockafellar and Uryasev (2000) for equal draws. */
export function conditionalValueAtRisk(values: readonly number[], alpha: number): number {
  const worst = values.toSorted((a, b) => b - a);
  let left = (1 - alpha) * worst.length;
  let sum = 0;
  for (const value of worst) {
    const part = Math.min(1, left);
    if (part <= 0) break;
    sum += part * value;
    left -= part;
  }
  return sum / ((1 - alpha) * worst.length);
}

/** Ranks from 1, ties sharing their mean. */
export function ranksOf(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const ranks = Array.from({ length: values.length }, () => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** Pearson's correlation; 0 where one side does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const covariance = meanOf(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB)));
  const spread = Math.sqrt(varianceOf(a) * varianceOf(b));
  return spread > 0 ? covariance / spread : 0;
}

/** Spearman's rank correlation with the interval of Fisher's transformation (variance 1.06 / (n − 3), Fieller 1957). */
export function rankCorrelation(a: readonly number[], b: readonly number[]): Estimate {
  const value = correlation(ranksOf(a), ranksOf(b));
  if (a.length < 5 || Math.abs(value) >= 1)
    return { value, low: a.length < 5 ? -1 : value, high: a.length < 5 ? 1 : value };
  const half = z95 * Math.sqrt(1.06 / (a.length - 3));
  return { value, low: Math.tanh(Math.atanh(value) - half), high: Math.tanh(Math.atanh(value) + half) };
}
