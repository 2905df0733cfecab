import { randomStream } from '../../quantity/index.ts';

/** How draws are spread. */
export const samplers = ['sobol', 'plain'] as const;
export type SamplerName = (typeof samplers)[number];

/**
 * Uniform numbers on the open interval (0, 1), one for every draw and name. The number of a draw and a name depends on
 * nothing else, so draws can be made in any order and on any machine, and a new name changes no other.
 */
export type Sampler = (draw: number, name: string) => number;

/** The sampler of a kind. Draws are numbered from 0 and stay below 2^32. */
export function samplerOf(kind: SamplerName, seed: number): Sampler {
  return kind === 'sobol' ? sobolSampler(seed) : plainSampler(seed);
}

/** Independent draws: one stream of random numbers for every pair of draw and name. */
export function plainSampler(seed: number): Sampler {
  return (draw, name) => Math.max(randomStream(seed, 'draw', draw, name).next(), 2 ** -54);
}

/**
 * Scrambled Sobol draws, padded: each name has a Sobol sequence of one dimension to itself, its order shuffled and its
 * values scrambled after Owen, both with seeds of the name.
 *
 *     draw ─► shuffle within aligned blocks ─► van der Corput ─► scramble ─► (0, 1)
 *
 * Every aligned block of 2^k draws has exactly one draw in each of 2^k equal slices of every name, names are independent of
 * each other, and estimates are without bias. Sources: A. B. Owen, "Randomly permuted (t,m,s)-nets and
 * (t,s)-sequences" (1995); padding by shuffling: B. Burley, "Practical hash-based Owen scrambling", JCGT 9 (2020).
 * Why not one sequence of many dimensions: `docs/decisions/0035-padded-sobol.md`.
 */
export function sobolSampler(seed: number): Sampler {
  const keys = new Map<string, readonly [number, number]>();
  const keysOf = (name: string): readonly [number, number] => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const stream = randomStream(seed, 'sobol', name);
    const made = [Math.floor(stream.next() * 2 ** 32), Math.floor(stream.next() * 2 ** 32)] as const;
    keys.set(name, made);
    return made;
  };
  return (draw, name) => {
    const [shuffle, scramble] = keysOf(name);
    return (owen(reversed(owen(draw, shuffle)), scramble) + 0.5) / 2 ** 32;
  };
}

/** Nested uniform permutation of 32 bits: each bit is flipped or not by a coin that depends on all bits above it. */
function owen(point: number, key: number): number {
  let result = 0;
  for (let bit = 31; bit >= 0; bit -= 1) {
    const above = bit === 31 ? 0 : point >>> (bit + 1);
    const coin = mix(above ^ mix(key + Math.imul(bit, 0x9e3779b9))) & 1;
    result = (result << 1) | (((point >>> bit) & 1) ^ coin);
  }
  return result >>> 0;
}

/** The bits in reverse order: the van der Corput sequence in natural order. */
function reversed(point: number): number {
  let from = point;
  let result = 0;
  for (let bit = 0; bit < 32; bit += 1) {
    result = (result << 1) | (from & 1);
    from >>>= 1;
  }
  return result >>> 0;
}

/** The finisher of MurmurHash3 (Austin Appleby, public domain). */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
