import type { Risk } from './problem.ts';

/**
 * The risk of values of futures.
 *
 * CVaR: the mean of the worst (1 − alpha) by probability (R. T. Rockafellar and S. Uryasev, "Optimization of conditional
 * value-at-risk", J. Risk 2, 2000).
 */
export function riskOf(risk: Risk, values: readonly number[], probabilities: readonly number[]): number {
  switch (risk.kind) {
    case 'expected':
      return expected(values, probabilities);
    case 'cvar':
      return (
        (1 - risk.weight) * expected(values, probabilities) +
        risk.weight * cvar(risk.alpha, values, probabilities)
      );
    case 'worst':
      return Math.max(...values);
    default:
      return Math.max(...values.map((value, index) => value - (risk.foresight[index] ?? 0)));
  }
}

function expected(values: readonly number[], probabilities: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + value * (probabilities[index] ?? 0), 0);
}

/** Mean of the worst (1 − alpha) of the probability; more is worse. */
export function cvar(alpha: number, values: readonly number[], probabilities: readonly number[]): number {
  const order = [...values.keys()].toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  let left = 1 - alpha;
  let sum = 0;
  for (const index of order) {
    const part = Math.min(left, probabilities[index] ?? 0);
    sum += part * (values[index] ?? 0);
    left -= part;
    if (left <= 0) break;
  }
  return sum / (1 - alpha);
}
