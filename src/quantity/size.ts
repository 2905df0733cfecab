/**
 * How large a unit is: `10^ten · times / over` base units. Kept in three parts because `35 %` must be the double
 * nearest to 0.35 and `8.2 MW` exactly 8 200 000: powers of ten are applied to the decimal digits as written,
 * and only the rest is multiplied.
 */
export interface Size {
  readonly ten: number;
  readonly times: number;
  readonly over: number;
}

export const one: Size = { ten: 0, times: 1, over: 1 };

/** The size of `a · b^exponent`, for small integer exponents, in lowest terms. */
export function sizeTimesPower(a: Size, b: Size, exponent: number): Size {
  const power = Math.abs(exponent);
  const [up, down] = exponent > 0 ? [b.times, b.over] : [b.over, b.times];
  const times = a.times * up ** power;
  const over = a.over * down ** power;
  const common = greatestCommonDivisor(times, over);
  return { ten: a.ten + b.ten * exponent, times: times / common, over: over / common };
}

/** 1 unless both are whole: `1.5k tokens` is no fraction to shorten. */
function greatestCommonDivisor(a: number, b: number): number {
  if (!Number.isInteger(a) || !Number.isInteger(b)) return 1;
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** A decimal numeral (`8.2`, `-87.2e9`) of units of this size, in base units. Infinity when too large. */
export function scaleNumeral(numeral: string, size: Size): number {
  const [mantissa = '', exponent = '0'] = numeral.toLowerCase().split('e');
  return (Number(`${mantissa}e${Number(exponent) + size.ten}`) * size.times) / size.over;
}

/** How many units of this size a number of base units makes. */
export function inUnitsOf(value: number, size: Size): number {
  if (!Number.isFinite(value)) return value;
  return scaleNumeral(String((value * size.over) / size.times), { ten: -size.ten, times: 1, over: 1 });
}
