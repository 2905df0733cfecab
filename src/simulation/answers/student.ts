/** 97.5 % points of Student's t by degrees of freedom 1 … 30. Source: standard tables, e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2. */
const points = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** A mean with the half width of its 95 % confidence interval; the width is `NaN` for fewer than two values. */
export interface Estimate {
  readonly value: number;
  readonly halfWidth: number;
}

/** The mean of independent values, its interval by Student's t. Values that are `NaN` are left out. */
export function estimate(values: readonly number[]): Estimate {
  const known = values.filter((value) => !Number.isNaN(value));
  const count = known.length;
  const mean = known.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { value: mean, halfWidth: Number.NaN };
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { value: mean, halfWidth: (points[count - 2] ?? 1.96) * Math.sqrt(variance / count) };
}
