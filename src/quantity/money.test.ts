import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, currencies } from './money.ts';
import type { FxTable } from './money.ts';
import { parseMoney } from './parse-money.ts';

const fx: FxTable = { date: '2025-01-20', perUsd: { CNY: 7.27, EUR: 0.96, JPY: 156 } };

describe('convert', () => {
  it('goes through the dollar', () => {
    expect(convert({ amount: 87.2e9, currency: 'CNY' }, 'USD', fx)).toEqual({
      ok: true,
      money: { amount: 87.2e9 / 7.27, currency: 'USD' },
    });
    expect(convert({ amount: 727, currency: 'CNY' }, 'EUR', fx)).toEqual({
      ok: true,
      money: { amount: expect.closeTo(96, 10), currency: 'EUR' },
    });
  });

  it('leaves the same currency alone, even without a rate', () => {
    const money = { amount: 5, currency: 'MYR' } as const;
    expect(convert(money, 'MYR', fx)).toEqual({ ok: true, money });
  });

  it('reports a rate that is missing or senseless', () => {
    expect(convert({ amount: 5, currency: 'USD' }, 'MYR', fx)).toMatchObject({
      ok: false,
      code: 'FW-QTY-0012',
      message: 'no exchange rate for MYR on 2025-01-20',
    });
    const senseless: FxTable = { date: '2025-01-20', perUsd: { CNY: 0, EUR: Number.NaN } };
    expect(convert({ amount: 5, currency: 'CNY' }, 'USD', senseless)).toMatchObject({ ok: false });
    expect(convert({ amount: 5, currency: 'EUR' }, 'USD', senseless)).toMatchObject({ ok: false });
  });

  it('comes back to where it began', () => {
    const all = fc.constantFrom(...currencies);
    const rate = fc.double({ min: 0.001, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(all, all, fc.array(rate, { minLength: 7, maxLength: 7 }), (from, to, rates) => {
        const table = {
          date: '2025-01-20',
          perUsd: Object.fromEntries(currencies.map((c, i) => [c, rates[i]])),
        };
        const there = convert({ amount: 1e9, currency: from }, to, table);
        const back = there.ok ? convert(there.money, from, table) : there;
        expect(back).toEqual({ ok: true, money: { amount: expect.closeTo(1e9, 3), currency: from } });
      }),
    );
  });
});

describe('parseMoney', () => {
  it('reads an amount and a range', () => {
    expect(parseMoney('5.5bn USD')).toEqual({ ok: true, money: { amount: 5.5e9, currency: 'USD' } });
    expect(parseMoney('USD 5 to 6bn')).toEqual({
      ok: true,
      money: { amount: 5.5e9, currency: 'USD' },
      low: { amount: 5e9, currency: 'USD' },
      high: { amount: 6e9, currency: 'USD' },
    });
  });

  it('passes on what stands in the way', () => {
    expect(parseMoney(12)).toMatchObject({ ok: false, code: 'FW-QTY-0005' });
  });
});
