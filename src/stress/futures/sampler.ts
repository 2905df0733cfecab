import { randomStream } from '../../quantity/index.ts';
import { sobolCoordinate, sobolDimensions } from './sobol.ts';

/** How draws are spread. */
export const samplers = ['sobol', 'plain'] as const;
export type SamplerName = (typeof samplers)[number];

/**
 * Uniform numbers on the open interval (0, 1), one for every draw and name. The number of a draw and a name depends on
 * nothing else, so that draws can be made in any order and on any machine.
 */
export type Sampler = (draw: number, name: string) => number;

/**
 * Independent draws: one stream of random numbers for every pair of draw and name.
 */
export function plainSampler(seed: number): Sampler {
  return (draw, name) => Math.max(randomStream(seed, 'draw', draw, name).next(), 2 ** -54);
}

/**
 * Scrambled Sobol points: each name has a dimension of its own, scrambled after Owen with a seed of its own. Every
 * aligned block of 2^k draws has exactly one draw in each of 2^k equal slices of every name, and estimates are without bias.
 *
 * A name's dimension is the hash of the name, so that a new name changes no other; only where two names fall on one of
 * the 21,201 dimensions does the later one, in order of the alphabet, move on to the next.
 *
 * @param names all names that will be asked for
 */
export function sobolSampler(seed: number, names: readonly string[]): Sampler {
  const taken = new Set<number>();
  const coordinates = new Map<string, (draw: number) => number>();
  for (const name of [...new Set(names)].toSorted()) {
    const [spread, scramble] = seedsOf(name);
    let dimension = spread % sobolDimensions;
    while (taken.has(dimension)) dimension = (dimension + 1) % sobolDimensions;
    taken.add(dimension);
    const coordinate = sobolCoordinate(dimension);
    const key = mix(scramble ^ mix(seed));
    coordinates.set(name, (draw) => (owen(coordinate(draw), key) + 0.5) / 2 ** 32);
  }
  return (draw, name) => {
    const coordinate = coordinates.get(name);
    if (coordinate === undefined) throw new Error(`the sampler was not made for ${name}`);
    return coordinate(draw);
  };
}

/** The sampler of a name. */
export function samplerOf(kind: SamplerName, seed: number, names: readonly string[]): Sampler {
  return kind === 'sobol' ? sobolSampler(seed, names) : plainSampler(seed);
}

/**
 * Nested uniform scrambling (A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995): each bit is
 * flipped or not by a coin that depends on all bits above it.
 */
function owen(point: number, key: number): number {
  let result = 0;
  for (let bit = 31; bit >= 0; bit -= 1) {
    const above = bit === 31 ? 0 : point >>> (bit + 1);
    const coin = mix(above ^ mix(key + bit * 0x9e3779b9)) & 1;
    result = (result << 1) | (((point >>> bit) & 1) ^ coin);
  }
  return result >>> 0;
}

/** Two numbers of 32 bits that belong to a name, whatever the seed. */
function seedsOf(name: string): readonly [number, number] {
  const stream = randomStream(0, 'sobol', name);
  return [Math.floor(stream.next() * 2 ** 32), Math.floor(stream.next() * 2 ** 32)];
}

/** The finisher of MurmurHash3 (Austin Appleby, public domain). */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
