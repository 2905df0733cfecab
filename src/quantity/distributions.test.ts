import * as fc from 'fast-check';
import jStat from 'jstat';
import { describe, expect, it } from 'vitest';
import {
  distributionProblem,
  fromInterval,
  lognormalFromMedianAndP90,
  lognormalFromP10AndP90,
  mean,
  quantile,
  sample,
} from './distributions.ts';
import type { Distribution } from './distributions.ts';
import { normalQuantile } from './normal.ts';
import { randomStream } from './random.ts';

const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const sorted = (count: number) =>
  fc.array(bound, { minLength: count, maxLength: count }).map((values) => values.toSorted((a, b) => a - b));
const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

const anyDistribution: fc.Arbitrary<Distribution> = fc.oneof(
  bound.map((value) => ({ kind: 'point' as const, value })),
  sorted(2).map(([low = 0, high = 0]) => ({ kind: 'uniform' as const, low, high })),
  sorted(3).map(([low = 0, mode = 0, high = 0]) => ({ kind: 'triangular' as const, low, mode, high })),
  fc
    .tuple(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1.5, noNaN: true }))
    .map(([median, sigma]) => ({ kind: 'lognormal' as const, median, sigma })),
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }), sorted(5))
    .map(([percents, values]) => ({
      kind: 'quantiles' as const,
      points: percents
        .toSorted((a, b) => a - b)
        .map((percent, index) => ({ p: percent / 100, value: values[index] ?? 0 })),
    })),
);

describe('normalQuantile', () => {
  it.each([
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-20, -9.26234008979841],
    [1e-300, -37.0471],
  ])('at %s is %s', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, Math.abs(z) > 30 ? 3 : 13);
  });

  it('has its ends at infinity and nothing beyond', () => {
    expect([0, 1, -0.1, 1.1].map(normalQuantile)).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN]);
  });

  it('is odd, rises, and agrees with jstat', () => {
    fc.assert(
      fc.property(probability, probability, (p, q) => {
        expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 6);
        expect(normalQuantile(Math.min(p, q))).toBeLessThanOrEqual(normalQuantile(Math.max(p, q)));
        expect(normalQuantile(p)).toBeCloseTo(jStat.normal.inv(p, 0, 1), 6);
      }),
      { numRuns: 500 },
    );
  });
});

describe('distributions', () => {
  it('agree with jstat', () => {
    fc.assert(
      fc.property(sorted(3), probability, ([low = 0, mode = 0, high = 0], p) => {
        fc.pre(high - low > 1e-3);
        const flat: Distribution = { kind: 'uniform', low, high };
        expect(mean(flat)).toBeCloseTo(jStat.uniform.mean(low, high), 6);
        expect(quantile(flat, p)).toBeCloseTo(jStat.uniform.inv(p, low, high), 6);
        const triangle: Distribution = { kind: 'triangular', low, mode, high };
        expect(mean(triangle)).toBeCloseTo(jStat.triangular.mean(low, high, mode), 6);
        expect(jStat.triangular.cdf(quantile(triangle, p), low, high, mode)).toBeCloseTo(p, 6);
      }),
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        probability,
        (median, sigma, p) => {
          const skewed: Distribution = { kind: 'lognormal', median, sigma };
          const ratio = mean(skewed) / jStat.lognormal.mean(Math.log(median), sigma);
          expect(ratio).toBeCloseTo(1, 9);
          expect(quantile(skewed, p) / jStat.lognormal.inv(p, Math.log(median), sigma)).toBeCloseTo(1, 5);
        },
      ),
    );
  });

  it('rise with probability, and their mean is the area under the quantiles', () => {
    const steps = 4000;
    fc.assert(
      fc.property(anyDistribution, (distribution) => {
        expect(distributionProblem(distribution)).toBeUndefined();
        let sum = 0;
        let last = -Infinity;
        for (let step = 0; step < steps; step += 1) {
          const value = quantile(distribution, (step + 0.5) / steps);
          expect(value >= last).toBe(true);
          last = value;
          sum += value;
        }
        const scale = Math.abs(quantile(distribution, 0.99)) + Math.abs(quantile(distribution, 0.01)) + 1;
        expect(Math.abs(sum / steps - mean(distribution)) / scale).toBeLessThan(0.002);
      }),
      { numRuns: 60 },
    );
  });

  it('are what they were made from', () => {
    const fromMedian = lognormalFromMedianAndP90(100, 180);
    expect(quantile(fromMedian, 0.5)).toBeCloseTo(100, 10);
    expect(quantile(fromMedian, 0.9)).toBeCloseTo(180, 10);
    const fromEnds = lognormalFromP10AndP90(50, 200);
    expect(quantile(fromEnds, 0.1)).toBeCloseTo(50, 10);
    expect(quantile(fromEnds, 0.9)).toBeCloseTo(200, 10);
    expect(lognormalFromMedianAndP90(7, 7)).toEqual({ kind: 'lognormal', median: 7, sigma: 0 });
  });

  it('follow from a claim', () => {
    expect(fromInterval({ value: 5 })).toEqual({ kind: 'point', value: 5 });
    expect(fromInterval({ value: 5, low: 5, high: 5 })).toEqual({ kind: 'point', value: 5 });
    expect(fromInterval({ value: 5, low: 4, high: 8 })).toEqual({
      kind: 'triangular',
      low: 4,
      mode: 5,
      high: 8,
    });
    expect(fromInterval({ value: 5, high: 8 })).toEqual({ kind: 'triangular', low: 5, mode: 5, high: 8 });
  });

  it('interpolate between quantiles and stay level beyond them', () => {
    const points = [
      { p: 0.1, value: 10 },
      { p: 0.5, value: 20 },
      { p: 0.9, value: 40 },
    ];
    const distribution: Distribution = { kind: 'quantiles', points };
    expect([0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map((p) => quantile(distribution, p))).toEqual(
      [10, 10, 15, 20, 30, 40, 40].map((value) => expect.closeTo(value, 10)),
    );
    expect(mean(distribution)).toBeCloseTo(0.1 * 10 + 0.4 * 15 + 0.4 * 30 + 0.1 * 40, 10);
  });

  it('are drawn with one number of the stream each', () => {
    fc.assert(
      fc.property(anyDistribution, fc.integer(), (distribution, seed) => {
        const [drawn, plain] = [randomStream(seed), randomStream(seed)];
        expect(sample(distribution, drawn)).toBe(quantile(distribution, plain.next()));
        expect(drawn.state).toEqual(plain.state);
      }),
    );
    const never: Distribution = { kind: 'lognormal', median: 1, sigma: 1 };
    expect(sample(never, { next: () => 0, state: [] })).toBeGreaterThan(0);
  });

  it('have the mean they claim, over many draws', () => {
    const stream = randomStream(42, 'draws');
    const distribution = lognormalFromP10AndP90(50, 200);
    const draws = Array.from({ length: 50_000 }, () => sample(distribution, stream));
    expect(draws.reduce((a, b) => a + b) / draws.length / mean(distribution)).toBeCloseTo(1, 1);
  });

  it('refuse a probability that is none', () => {
    for (const p of [-0.1, 1.1, Number.NaN]) {
      expect(() => quantile({ kind: 'point', value: 1 }, p)).toThrow(RangeError);
    }
  });

  it.each<[string, Distribution]>([
    ['finite', { kind: 'point', value: Number.NaN }],
    ['finite', { kind: 'uniform', low: 0, high: Infinity }],
    ['above', { kind: 'uniform', low: 2, high: 1 }],
    ['order', { kind: 'triangular', low: 1, mode: 3, high: 2 }],
    ['positive', { kind: 'lognormal', median: 0, sigma: 1 }],
    ['positive', { kind: 'lognormal', median: 1, sigma: -1 }],
    ['no quantiles', { kind: 'quantiles', points: [] }],
    ['outside', { kind: 'quantiles', points: [{ p: 1.1, value: 1 }] }],
    [
      'ascend',
      {
        kind: 'quantiles',
        points: [
          { p: 0.5, value: 1 },
          { p: 0.5, value: 2 },
        ],
      },
    ],
    [
      'fall',
      {
        kind: 'quantiles',
        points: [
          { p: 0.1, value: 2 },
          { p: 0.5, value: 1 },
        ],
      },
    ],
  ])('are refused when not %s', (why, distribution) => {
    expect(distributionProblem(distribution)).toMatchObject({
      code: 'FW-QTY-0013',
      message: expect.stringContaining(why),
    });
  });
});
