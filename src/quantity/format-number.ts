/** Options of formatting. */
export interface NumberFormatOptions {
  /** Significant digits, 3 unless told. */
  readonly digits?: number;
}

/**
 * A bare number for people: three significant digits, digits grouped by a space, powers of ten beyond 1e15 and
 * below 1e-4: `12 300`, `0.0527`, `3.8e25`. Infinity is `∞`.
 */
export function formatNumber(value: number, { digits = 3 }: NumberFormatOptions = {}): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞');
  const rounded = roundTo(value, digits);
  const size = Math.abs(rounded);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) return rounded.toExponential().replace('e+', 'e');
  const [whole = '', fraction] = String(rounded).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ' ');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** The number with that many significant digits nearest to `value`; never minus zero. */
export function roundTo(value: number, digits: number): number {
  return Number(value.toPrecision(digits)) + 0;
}
