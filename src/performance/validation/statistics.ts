/** The part of values at or below which a part `share` of them lies. */
export function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** As `quantile`, of values that count `weights` times each. */
export function weightedQuantile(
  values: readonly number[],
  weights: readonly number[],
  share: number,
): number {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let below = 0;
  for (const index of order) {
    below += weights[index] ?? 0;
    if (below > share * all) return values[index] ?? 0;
  }
  return values[order.at(-1) ?? 0] ?? 0;
}

/** Mean of values that count `weights` times each. */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let all = 0;
  for (const [index, value] of values.entries()) {
    sum += value * (weights[index] ?? 0);
    all += weights[index] ?? 0;
  }
  return all === 0 ? 0 : sum / all;
}
