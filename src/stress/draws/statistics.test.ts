import { describe, expect, it } from 'vitest';
import { conditionalValueAtRisk, estimateShare, quantileOf, rankCorrelation, ranksOf } from './statistics.ts';

describe('statistics of draws', () => {
  it('CVaR is the mean of the worst part, its edge counted in part', () => {
    const values = [5, 1, 9, 3, 7];
    expect(conditionalValueAtRisk(values, 0.8)).toBe(9);
    expect(conditionalValueAtRisk(values, 0.6)).toBe(8);
    expect(conditionalValueAtRisk(values, 0.7)).toBeCloseTo((9 + 0.5 * 7) / 1.5, 12);
    expect(conditionalValueAtRisk(values, 0)).toBe(5);
    // Rockafellar and Uryasev: the least of η + mean (x − η)+ / (1 − α) over η.
    const objective = (eta: number): number =>
      eta + values.reduce((sum, x) => sum + Math.max(0, x - eta), 0) / values.length / (1 - 0.7);
    expect(conditionalValueAtRisk(values, 0.7)).toBeCloseTo(Math.min(...values.map(objective)), 9);
  });

  it('quantiles are linear between order statistics', () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantileOf([1, 2, 3, 4], p))).toEqual([1, 1.75, 2.5, 3.7, 4]);
  });

  it('ranks share ties; rank correlation is 1 for anything that rises', () => {
    expect(ranksOf([10, 20, 10, 5])).toEqual([2.5, 4, 2.5, 1]);
    const x = Array.from({ length: 40 }, (_, i) => i);
    expect(
      rankCorrelation(
        x,
        x.map((v) => v ** 3),
      ).value,
    ).toBeCloseTo(1, 12);
    expect(
      rankCorrelation(
        x,
        x.map((v) => -Math.exp(v / 9)),
      ).value,
    ).toBeCloseTo(-1, 12);
  });

  it('intervals of shares hold at none and all (Wilson)', () => {
    expect(estimateShare(0, 10)).toMatchObject({ value: 0, low: 0 });
    expect(estimateShare(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(estimateShare(5, 10).low).toBeCloseTo(0.2366, 4);
  });
});
