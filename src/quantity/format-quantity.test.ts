import { describe, expect, it } from 'vitest';
import { formatNumber } from './format-number.ts';
import { formatMoney, formatQuantity } from './format-quantity.ts';
import type { NumberKind } from './kinds.ts';

describe('formatQuantity', () => {
  it.each<[number, NumberKind, string]>([
    [40e6, 'power', '40 MW'],
    [999_600, 'power', '1 MW'],
    [700, 'power', '700 W'],
    [0.25, 'power', '0.25 W'],
    [0, 'power', '0 W'],
    [1.26e15, 'energy', '350 GWh'],
    [56 * 86_400, 'duration', '8 weeks'],
    [7 * 86_400, 'duration', '1 week'],
    [75 * 86_400, 'duration', '75 days'],
    [5400, 'duration', '90 min'],
    [0.25, 'duration', '250 ms'],
    [6.03, 'duration', '6.03 s'],
    [4 * 365.25 * 86_400, 'duration', '4 years'],
    [1234 * 86_400, 'duration', '3.38 years'],
    [85_899_345_920, 'data', '85.9 GB'],
    [4.8e12, 'bandwidth', '4.8 TB/s'],
    [989e12, 'compute', '989 TFLOP/s'],
    [3.8e25, 'work', '3.8e25 FLOP'],
    [814, 'area', '814 mm²'],
    [0.3, 'ratio', '30 %'],
    [0.35, 'ratio', '35 %'],
    [-0.052, 'ratio', '-5.2 %'],
    [12_345, 'count', '12 345'],
    [999_999, 'count', '999 999'],
    [1_234_567, 'count', '1.23M'],
    [12_345.6, 'count', '12 300'],
    [120e12, 'tokens', '120T tokens'],
    [1.39e9, 'token-rate', '1.39bn tokens/s'],
    [71e6, 'users', '71M users/month'],
    [1200, 'request-rate', '1 200 requests/s'],
  ])('writes %s of %s as %s', (value, kind, text) => {
    expect(formatQuantity(value, kind)).toBe(text);
  });

  it('writes money and prices in their currency', () => {
    const options = { currency: 'CNY' } as const;
    expect(formatQuantity(5.5e9, 'money', options)).toBe('5.5bn CNY');
    expect(formatQuantity(8300, 'money', options)).toBe('8 300 CNY');
    expect(formatQuantity(12_345, 'money', options)).toBe('12.3k CNY');
    expect(formatQuantity(2 / 3600, 'rent', options)).toBe('2 CNY/h');
    expect(formatQuantity(0.4 / 3.6e6, 'energy-price', options)).toBe('0.4 CNY/kWh');
    expect(formatQuantity(0.36, 'power-price', options)).toBe('120 CNY/kW/month');
    expect(formatQuantity(0.8e-6, 'token-price', options)).toBe('0.8 CNY/M tokens');
    expect(formatMoney({ amount: -2.5e6, currency: 'USD' })).toBe('-2.5M USD');
    expect(formatMoney({ amount: 999_999_999, currency: 'USD' })).toBe('1bn USD');
    expect(() => formatQuantity(5, 'money')).toThrow(TypeError);
  });

  it('shows as many digits as asked', () => {
    expect(formatQuantity(12_345_678, 'power', { digits: 5 })).toBe('12.346 MW');
    expect(formatQuantity(12_345, 'count', { digits: 2 })).toBe('12 000');
  });

  it('leaves the other kinds as they are', () => {
    expect(formatQuantity('2025Q3', 'quarter')).toBe('2025Q3');
    expect(formatQuantity(true, 'boolean')).toBe('true');
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [12_345, '12 300'],
    [1_234_567, '1 230 000'],
    [0.05271, '0.0527'],
    [1.005, '1'],
    [-1234.5, '-1 230'],
    [3.8e25, '3.8e25'],
    [0.000012, '1.2e-5'],
    [Infinity, '∞'],
    [-Infinity, '-∞'],
    [Number.NaN, 'NaN'],
  ])('writes %s as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
