import { describe, expect, it } from 'vitest';
import { plainSampler, sobolSampler } from './sampler.ts';

const draws = (count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** How far 256 draws are off a mean known in closed form. */
function error(sampler: (draw: number, name: string) => number): number {
  const values = draws(256).map((draw) => Math.exp(sampler(draw, 'x')) + sampler(draw, 'y') ** 2);
  return Math.abs(values.reduce((sum, value) => sum + value, 0) / 256 - (Math.E - 1 + 1 / 3));
}

const mean = (make: (seed: number) => (draw: number, name: string) => number): number =>
  draws(20).reduce((sum, seed) => sum + error(make(seed)), 0) / 20;

describe('scrambled Sobol draws', () => {
  it('put one draw of every aligned block in each slice of every name', () => {
    const sampler = sobolSampler(7);
    for (const name of ['a', 'offers.x.price', 'event:b']) {
      for (const [from, size] of [
        [0, 64],
        [64, 64],
        [192, 64],
        [1024, 256],
        [8, 8],
      ] as const) {
        const slices = draws(size, from).map((draw) => Math.floor(sampler(draw, name) * size));
        expect(slices.toSorted((a, b) => a - b)).toEqual(draws(size));
      }
    }
  });

  it('estimate a smooth mean far better than plain draws', () => {
    expect(mean(sobolSampler)).toBeLessThan(mean(plainSampler) / 20);
  });

  it('leave names independent of each other', () => {
    const sampler = sobolSampler(3);
    const names = draws(30).map((index) => `name-${index}`);
    const columns = names.map((name) => draws(256).map((draw) => sampler(draw, name) - 0.5));
    const correlations = columns.flatMap((a, i) =>
      columns.slice(i + 1).map((b) => (12 / 256) * a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0)),
    );
    // Standard deviation of a correlation of 256 independent pairs is 1/16; of 435 none should reach 5 of them.
    expect(Math.max(...correlations.map(Math.abs))).toBeLessThan(5 / 16);
  });
});

describe.each([
  ['sobol', sobolSampler],
  ['plain', plainSampler],
] as const)('%s', (_, make) => {
  it('is a function of seed, draw and name alone', () => {
    const forward = draws(50).map((draw) => make(1)(draw, 'a'));
    const backward = draws(50)
      .toReversed()
      .map((draw) => {
        const sampler = make(1);
        sampler(draw, 'b');
        return sampler(draw, 'a');
      });
    expect(backward.toReversed()).toEqual(forward);
    expect(draws(50).map((draw) => make(2)(draw, 'a'))).not.toEqual(forward);
    expect(forward.every((value) => value > 0 && value < 1)).toBe(true);
  });
});
