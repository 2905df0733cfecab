import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A sequence of random numbers that depends on nothing but the seed and the names it was made with. */
export interface RandomStream {
  /** The next number, uniform on [0, 1), a multiple of 2^-53. */
  next(): number;
  /** Where the generator stands: four 32-bit integers. */
  readonly state: readonly number[];
}

/**
 * The stream of `seed` that belongs to `names`. Streams of different names are independent of each other and of
 * the order in which they are made, so that adding one random input never changes the draws of another.
 *
 * xoroshiro128+ started at the 128-bit hash of seed and names. A number and its text are different names.
 */
export function randomStream(seed: number, ...names: readonly (string | number)[]): RandomStream {
  if (![seed, ...names].every((part) => typeof part === 'string' || Number.isFinite(part))) {
    throw new RangeError(`A random stream needs finite numbers, not ${[seed, ...names].join(', ')}`);
  }
  const generator = xoroshiro128plusFromState(hash128(JSON.stringify([seed, ...names])));
  return {
    next: () => uniformFloat64(generator),
    get state() {
      return generator.getState();
    },
  };
}

/**
 * 128 bits of hash of a text: four multiplicative lanes over its UTF-16 code units, each finished with the
 * mixer of MurmurHash3 (Austin Appleby, public domain). Not cryptographic. Never all zero.
 */
function hash128(text: string): readonly number[] {
  const primes = [597_399_067, 2_869_860_233, 951_274_213, 2_716_044_179];
  const lanes = primes.map((prime, lane) => {
    let hash = prime ^ (lane + 1);
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), prime);
      hash ^= hash >>> 15;
    }
    return finish(hash);
  });
  return lanes.every((lane) => lane === 0) ? [1, 0, 0, 0] : lanes;
}

function finish(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
