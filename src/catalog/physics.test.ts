import { describe, expect, it } from 'vitest';
import type { Claim } from '../evidence/index.ts';
import type { FlopPerSecond, SquareMillimetres } from '../quantity/index.ts';
import { performanceDensity, totalProcessingPower } from './physics.ts';

const rate = (value: number | undefined, low?: number, high?: number): Claim<FlopPerSecond> => ({
  value: value as FlopPerSecond | undefined,
  ...(low !== undefined && { low: low as FlopPerSecond }),
  ...(high !== undefined && { high: high as FlopPerSecond }),
  written: 'test',
  grade: 'A',
  status: 'reported',
});
const area = (value: number | undefined, low?: number, high?: number): Claim<SquareMillimetres> =>
  rate(value, low, high) as unknown as Claim<SquareMillimetres>;

describe('totalProcessingPower', () => {
  it('takes the format with the most bits per second', () => {
    expect(
      totalProcessingPower({ dense: { bf16: rate(100e12), int8: rate(150e12), fp4: rate(900e12) } }),
    ).toEqual({
      value: 3600,
      low: 3600,
      high: 3600,
      format: 'fp4',
    });
  });

  it('is open above where an offered format has no stated rate', () => {
    expect(totalProcessingPower({ dense: { bf16: rate(100e12), fp8: rate(undefined) } })).toEqual({
      value: 1600,
      low: 1600,
      high: Infinity,
      format: 'bf16',
    });
  });

  it('is unknown where no rate is known', () => {
    expect(totalProcessingPower({ dense: {} })).toEqual({ value: undefined, low: 0, high: Infinity });
    expect(totalProcessingPower({ dense: { bf16: rate(undefined) } })).toEqual({
      value: undefined,
      low: 0,
      high: Infinity,
    });
  });

  it('spreads over rates and area', () => {
    const chip = { dense: { bf16: rate(100e12, 80e12, 120e12) }, dieArea: area(500, 400, 800) };
    expect(performanceDensity(chip)).toEqual({ value: 3.2, low: 1.6, high: 4.8 });
    expect(performanceDensity({ ...chip, dieArea: area(undefined) })).toEqual({
      value: undefined,
      low: 0,
      high: Infinity,
    });
  });
});
