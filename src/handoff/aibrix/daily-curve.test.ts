import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dailyCurve, peakHour, zoneOf } from './daily-curve.ts';

describe('the daily curve', () => {
  test('has its peak at 1, nothing below 0, and the mean that is asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 20, noNaN: true }), (peakOverMean) => {
        const curve = dailyCurve(peakOverMean);
        expect(curve).toHaveLength(24);
        expect(curve[peakHour]).toBeCloseTo(1, 12);
        expect(Math.max(...curve)).toBeLessThanOrEqual(1 + 1e-12);
        expect(Math.min(...curve)).toBeGreaterThanOrEqual(0);
        expect(mean(curve) * peakOverMean).toBeCloseTo(1, 6);
      }),
    );
  });

  test('is flat where peak and mean are the same', () => {
    expect(dailyCurve(1)).toEqual(Array.from({ length: 24 }, () => 1));
  });

  test('is a cosine from nothing to the peak where the peak is twice the mean', () => {
    const curve = dailyCurve(2);
    expect(curve[9]).toBeCloseTo(0, 12);
    expect(curve[15]).toBeCloseTo(0.5, 12);
    expect(curve[3]).toBeCloseTo(0.5, 12);
  });

  test('counts the day of China in Beijing time', () => {
    expect([zoneOf('CN'), zoneOf('DE'), zoneOf('XX'), zoneOf(undefined)]).toEqual([
      'Asia/Shanghai',
      'Europe/Berlin',
      'UTC',
      'UTC',
    ]);
  });
});

function mean(curve: readonly number[]): number {
  return curve.reduce((sum, load) => sum + load, 0) / 24;
}
