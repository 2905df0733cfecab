import { describe, expect, it } from 'vitest';
import { randomStream } from '../../quantity/index.ts';
import { sobolSampler } from '../futures/index.ts';
import { worthOfKnowing } from './information.ts';
import { sobolIndices, swappedValues } from './sobol-indices.ts';

describe('Sobol indices of the Ishigami function', () => {
  const [a, b] = [7, 0.1];
  const inputs = ['x1', 'x2', 'x3'];
  // Closed forms: Ishigami and Homma 1990.
  const v1 = 0.5 * (1 + (b * Math.PI ** 4) / 5) ** 2;
  const v2 = a ** 2 / 8;
  const v13 = (8 * b ** 2 * Math.PI ** 8) / 225;
  const variance = v1 + v2 + v13;
  const exact = {
    x1: { first: v1 / variance, total: (v1 + v13) / variance },
    x2: { first: v2 / variance, total: v2 / variance },
    x3: { first: 0, total: v13 / variance },
  };

  it('are those of its closed form, inside their intervals', () => {
    const sampler = sobolSampler(5);
    const values = swappedValues(inputs, 4096, (point, setOf) => {
      const [x1 = 0, x2 = 0, x3 = 0] = inputs.map(
        (input) => Math.PI * (2 * sampler(point, `${setOf(input)}:${input}`) - 1),
      );
      return Math.sin(x1) + a * Math.sin(x2) ** 2 + b * x3 ** 4 * Math.sin(x1);
    });
    for (const { input, first, total } of sobolIndices(values, 1)) {
      const { first: s, total: t } = exact[input as keyof typeof exact];
      expect(Math.abs(first.value - s)).toBeLessThan(0.05);
      expect(Math.abs(total.value - t)).toBeLessThan(0.05);
      expect(first.low - 0.01).toBeLessThan(s);
      expect(first.high + 0.01).toBeGreaterThan(s);
    }
  });
});

describe('what a fact is worth', () => {
  it('is what choosing after seeing it saves: two bets on a coin', () => {
    const stream = randomStream(1, 'coin');
    const coin = Array.from({ length: 4000 }, () => (stream.next() < 0.5 ? 0 : 1));
    const losses = [coin.map((side) => (side === 0 ? 0 : 10)), coin.map((side) => (side === 0 ? 10 : 0))];
    const { worth } = worthOfKnowing(coin, losses);
    expect(worth.low).toBeLessThan(5);
    expect(worth.high).toBeGreaterThan(4.7);
  });

  it('is the closed form for a threshold decision on a uniform number', () => {
    // Lose x by acting, 0.5 by not: knowing x saves E max(0, 0.5 − x) = 1/8.
    const sampler = sobolSampler(2);
    const x = Array.from({ length: 4096 }, (_, draw) => sampler(draw, 'x'));
    const { worth, slices } = worthOfKnowing(x, [x, x.map(() => 0.5)]);
    expect(slices).toBe(10);
    expect(worth.value).toBeCloseTo(0.125, 2);
  });

  it('of a number that has nothing to do with it is not told from nothing', () => {
    const stream = randomStream(3, 'noise');
    const noise = Array.from({ length: 1000 }, () => stream.next());
    const other = Array.from({ length: 1000 }, () => stream.next());
    const { worth } = worthOfKnowing(other, [noise, noise.map(() => 0.5)]);
    expect(worth.low).toBeLessThanOrEqual(0);
    expect(Math.abs(worth.value)).toBeLessThan(0.03);
  });
});
