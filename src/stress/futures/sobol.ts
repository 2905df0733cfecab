import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Bits of a number of the sequence. */
const bits = 32;

/** Dimensions there are direction numbers for. */
export const sobolDimensions = 21_201;

/** Coordinate of a Sobol sequence: the number of point `index` as an unsigned integer of 32 bits. */
export type SobolCoordinate = (index: number) => number;

/**
 * One dimension of the Sobol sequence, addressable by index so that any chunk of draws can be made alone.
 *
 * Direction numbers of S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci.
 * Comput. 30 (2008), from the data of the package `sobol`, whose own generator keeps 20 bits and counts only from the start.
 * Points come in natural order, not Gray-code order: every aligned block of 2^k indexes is the same set of points.
 *
 * @param dimension 0 … 21 200; 0 is the van der Corput sequence
 */
export function sobolCoordinate(dimension: number): SobolCoordinate {
  const directions = directionNumbers(dimension);
  return (index) => {
    let point = 0;
    for (let bit = 0, rest = index; rest > 0 && bit < bits; bit += 1, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) point ^= directions[bit] ?? 0;
    }
    return point >>> 0;
  };
}

function directionNumbers(dimension: number): Int32Array {
  const directions = new Int32Array(bits);
  if (dimension === 0) return directions.map((_, bit) => 1 << (bits - 1 - bit));
  const [, degree = 0, coefficients = 0, ...initial] = rowOf(dimension);
  for (let bit = 0; bit < bits; bit += 1) {
    if (bit < degree) {
      directions[bit] = (initial[bit] ?? 0) << (bits - 1 - bit);
      continue;
    }
    const oldest = directions[bit - degree] ?? 0;
    let next = oldest ^ (oldest >>> degree);
    for (let k = 1; k < degree; k += 1) {
      if (((coefficients >> (degree - 1 - k)) & 1) === 1) next ^= directions[bit - k] ?? 0;
    }
    directions[bit] = next;
  }
  return directions;
}

let rows: readonly string[] | undefined;

/** One row of the table: dimension, degree of its polynomial, coefficients, initial numbers. */
function rowOf(dimension: number): readonly number[] {
  rows ??= readFileSync(createRequire(import.meta.url).resolve('sobol/dims21201.txt'), 'utf8').split('\n');
  const row = rows[dimension];
  if (row === undefined || dimension >= sobolDimensions) {
    throw new RangeError(`There is no dimension ${dimension} of the Sobol sequence`);
  }
  return row.trim().split(/\s+/u).map(Number);
}
