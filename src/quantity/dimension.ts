/** What a quantity is made of. Everything else is a product of powers of these. */
const bases = ['length', 'time', 'energy', 'data', 'operation', 'token', 'request', 'user', 'money'] as const;
type Base = (typeof bases)[number];

/** Exponents of the bases; an absent base has exponent 0. Power is `{ energy: 1, time: -1 }`. */
export type Dimension = Readonly<Partial<Record<Base, number>>>;

/** The dimension of a bare number. */
export const dimensionless: Dimension = {};

/** The dimension of `a · b^exponent`. */
export function timesPower(a: Dimension, b: Dimension, exponent: number): Dimension {
  const result: Partial<Record<Base, number>> = {};
  for (const base of bases) {
    const sum = (a[base] ?? 0) + (b[base] ?? 0) * exponent;
    if (sum !== 0) result[base] = sum;
  }
  return result;
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return bases.every((base) => (a[base] ?? 0) === (b[base] ?? 0));
}
