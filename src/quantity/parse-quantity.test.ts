import { describe, expect, it } from 'vitest';
import { kinds } from './kinds.ts';
import type { NumberKind } from './kinds.ts';
import { parseQuantity } from './parse-quantity.ts';

const day = 86_400;

describe('what planners write', () => {
  it.each<[string, NumberKind, number]>([
    ['40 MW', 'power', 40e6],
    ['1.5 GW', 'power', 1.5e9],
    ['700W', 'power', 700],
    ['8.2 MW', 'power', 8_200_000],
    ['700 W/GPU', 'power', 700],
    ['350 GWh', 'energy', 350e9 * 3600],
    ['1 J', 'energy', 1],
    ['8 weeks', 'duration', 56 * day],
    ['250 ms', 'duration', 0.25],
    ['40 µs', 'duration', 40e-6],
    ['90 min', 'duration', 5400],
    ['1 month', 'duration', 30.4375 * day],
    ['1 quarter', 'duration', 7_889_400],
    ['4 years', 'duration', 4 * 365.25 * day],
    ['80 GB', 'data', 80e9],
    ['80 GiB', 'data', 85_899_345_920],
    ['8 Gbit', 'data', 1e9],
    ['8 Gb', 'data', 1e9],
    ['5 B', 'data', 5],
    ['5B bytes', 'data', 5e9],
    ['4.8 TB/s', 'bandwidth', 4.8e12],
    ['400 Gbit/s', 'bandwidth', 50e9],
    ['400 Gbps', 'bandwidth', 50e9],
    ['5 B/s', 'bandwidth', 5],
    ['989 TFLOPS', 'compute', 989e12],
    ['989 TFLOP/s', 'compute', 989e12],
    ['1 979 TOPS', 'compute', 1979e12],
    ['1.4 EFLOPS', 'compute', 1.4e18],
    ['3.8e25 FLOP', 'work', 3.8e25],
    ['25 YFLOP', 'work', 25e24],
    ['1 PFLOP/s·day', 'work', 8.64e19],
    ['814 mm²', 'area', 814],
    ['814 mm2', 'area', 814],
    ['8.14 cm^2', 'area', 814],
    ['30 %', 'ratio', 0.3],
    ['35%', 'ratio', 0.35],
    ['-5 %', 'ratio', -0.05],
    ['60 percent', 'ratio', 0.6],
    ['1.25', 'ratio', 1.25],
    ['12 500', 'count', 12_500],
    ['12\u2009500', 'count', 12_500],
    ['12\u00a0500\u202f000', 'count', 12_500_000],
    ['12_500', 'count', 12_500],
    ['671B parameters', 'count', 671e9],
    ['70B', 'count', 70e9],
    ['200k', 'count', 200_000],
    ['1.65 million cards', 'count', 1.65e6],
    ['8 GPU', 'count', 8],
    ['8 GPUs/server', 'count', 8],
    ['120T tokens', 'tokens', 120e12],
    ['30T', 'tokens', 30e12],
    ['70B tokens', 'tokens', 70e9],
    ['864T tokens/day', 'token-rate', 10e9],
    ['2 ktok/s', 'token-rate', 2000],
    ['71M users/month', 'users', 71e6],
    ['71M users', 'users', 71e6],
    ['71M MAU', 'users', 71e6],
    ['71e6', 'users', 71e6],
    ['8.64bn prompts/day', 'request-rate', 100_000],
    ['1.2k QPS', 'request-rate', 1200],
    ['+5 W', 'power', 5],
    ['.5 W', 'power', 0.5],
    ['0 W', 'power', 0],
    ['1e-7 W', 'power', 1e-7],
  ])('reads %s as %s', (text, kind, value) => {
    expect(parseQuantity(text, kind)).toEqual({ ok: true, value });
  });

  it.each<[string, NumberKind, number, string]>([
    ['5.5bn USD', 'money', 5.5e9, 'USD'],
    ['USD 5bn', 'money', 5e9, 'USD'],
    ['USD2bn', 'money', 2e9, 'USD'],
    ['5.5 billion USD', 'money', 5.5e9, 'USD'],
    ['87.2e9 CNY', 'money', 87.2e9, 'CNY'],
    ['872亿元', 'money', 87.2e9, 'CNY'],
    ['1.2M CNY', 'money', 1.2e6, 'CNY'],
    ['3 MEUR', 'money', 3e6, 'EUR'],
    ['$5.5B', 'money', 5.5e9, 'USD'],
    ['-3 GBP', 'money', -3, 'GBP'],
    ['-$3', 'money', -3, 'USD'],
    ['$ -3', 'money', -3, 'USD'],
    ['12 500 RMB', 'money', 12_500, 'CNY'],
    ['200k USD/system', 'money', 200_000, 'USD'],
    ['2 USD/GPU/h', 'rent', 2 / 3600, 'USD'],
    ['USD 2/GPU/h', 'rent', 2 / 3600, 'USD'],
    ['2 USD/(GPU·h)', 'rent', 2 / 3600, 'USD'],
    ['2 USD per GPU-hour', 'rent', 2 / 3600, 'USD'],
    ['0.4 CNY/kWh', 'energy-price', 0.4 / 3.6e6, 'CNY'],
    ['120 USD/kW/month', 'power-price', 0.36, 'USD'],
    ['120 USD/kW-month', 'power-price', 0.36, 'USD'],
    ['0.8 CNY/M tokens', 'token-price', 0.8e-6, 'CNY'],
    ['2 USD per million tokens', 'token-price', 2e-6, 'USD'],
    ['0.002 CNY / 1k tokens', 'token-price', 2e-6, 'CNY'],
  ])('reads %s as %s', (text, kind, value, currency) => {
    expect(parseQuantity(text, kind)).toEqual({ ok: true, value: expect.toSatisfy(near(value)), currency });
  });

  it('reads plain numbers where they cannot be mistaken', () => {
    expect(parseQuantity(0.3, 'ratio')).toEqual({ ok: true, value: 0.3 });
    expect(parseQuantity(3e21, 'count')).toEqual({ ok: true, value: 3e21 });
    expect(parseQuantity(40, 'power')).toMatchObject({ ok: false, code: 'FW-QTY-0004' });
  });

  it.each(Object.entries(kinds))('reads its own example of %s', (kind, { example }) => {
    expect(parseQuantity(example, kind as NumberKind)).toMatchObject({ ok: true });
  });
});

describe('ranges', () => {
  it.each<[string, NumberKind, number, number, number]>([
    ['310 to 400 W', 'power', 310, 355, 400],
    ['310-400 W', 'power', 310, 355, 400],
    ['310 W - 400 W', 'power', 310, 355, 400],
    ['250W–300W', 'power', 250, 275, 300],
    ['1W-3W', 'power', 1, 2, 3],
    ['900 W to 1.2 kW', 'power', 900, 1050, 1200],
    ['2.3 ... 2.7 TB/s', 'bandwidth', 2.3e12, 2.5e12, 2.7e12],
    ['8 to 12 weeks', 'duration', 56 * day, 70 * day, 84 * day],
    ['30 % ± 5 %', 'ratio', 0.25, 0.3, 0.35],
    ['30 % ± 5', 'ratio', 0.25, 0.3, 0.35],
    ['5 to 10 %', 'ratio', 0.05, 0.075, 0.1],
    ['12 500 ± 10 %', 'count', 11_250, 12_500, 13_750],
    ['USD 5bn ± 10 %', 'money', 4.5e9, 5e9, 5.5e9],
    ['-5 % to 5 %', 'ratio', -0.05, 0, 0.05],
    ['40 MW ± 10 %', 'power', 36e6, 40e6, 44e6],
    ['40 MW +/- 4 MW', 'power', 36e6, 40e6, 44e6],
    ['5 to 6bn USD', 'money', 5e9, 5.5e9, 6e9],
    ['USD 5 to 6bn', 'money', 5e9, 5.5e9, 6e9],
    ['$5bn to $6bn', 'money', 5e9, 5.5e9, 6e9],
    ['5 to USD 6bn', 'money', 5e9, 5.5e9, 6e9],
    ['USD 2 to 3/GPU/h', 'rent', 2 / 3600, 2.5 / 3600, 3 / 3600],
    ['USD 5bn to 6bn', 'money', 5e9, 5.5e9, 6e9],
    ['900M to 1.2bn USD', 'money', 0.9e9, 1.05e9, 1.2e9],
    ['900 USD to 1.2k USD', 'money', 900, 1050, 1200],
    ['10k to 20k', 'count', 10_000, 15_000, 20_000],
    ['7 to 7 W', 'power', 7, 7, 7],
  ])('reads %s', (text, kind, low, value, high) => {
    const [a, b, c] = [low, value, high].map((end) => expect.toSatisfy(near(end)));
    expect(parseQuantity(text, kind)).toMatchObject({ ok: true, low: a, value: b, high: c });
  });
});

describe('what is refused, and how', () => {
  it.each<[string, NumberKind, string, RegExp?]>([
    ['', 'power', 'FW-QTY-0001'],
    ['to', 'power', 'FW-QTY-0001'],
    ['5 to', 'power', 'FW-QTY-0001'],
    ['5 W 6 W', 'power', 'FW-QTY-0001'],
    ['12 5000 W', 'power', 'FW-QTY-0001'],
    ['1 to 2 to 3 W', 'power', 'FW-QTY-0001'],
    ['5 W/', 'power', 'FW-QTY-0001'],
    ['5 (W', 'power', 'FW-QTY-0001'],
    ['5 CNY/0 kWh', 'energy-price', 'FW-QTY-0001'],
    ['--5 W', 'power', 'FW-QTY-0001'],
    ['5 () W', 'power', 'FW-QTY-0001'],
    ['1.3 ± 10 %', 'ratio', 'FW-QTY-0001', /both/],
    ['~30k', 'count', 'FW-QTY-0001', /more than/],
    ['0x10', 'count', 'FW-QTY-0002'],
    ['40 kw', 'power', 'FW-QTY-0002', /`kW`/],
    ['40 mW', 'power', 'FW-QTY-0002', /`MW`/],
    ['80 gb', 'data', 'FW-QTY-0002', /`GB`/],
    ['5 bn usd', 'money', 'FW-QTY-0002', /`USD`/],
    ['5 bln USD', 'money', 'FW-QTY-0002', /`mln`|`bn`/],
    ['8 wekes', 'duration', 'FW-QTY-0002', /`weeks?`/],
    ['80 GB', 'power', 'FW-QTY-0003'],
    ['80 GB', 'bandwidth', 'FW-QTY-0003'],
    ['5m USD', 'money', 'FW-QTY-0003', /metre/],
    ['5m', 'count', 'FW-QTY-0003', /metre/],
    ['8 m', 'duration', 'FW-QTY-0003', /`min` or `month`/],
    ['989 TFLOPs', 'compute', 'FW-QTY-0003', /rate/],
    ['25 TFLOPS', 'work', 'FW-QTY-0003', /amount/],
    ['71M DAU', 'users', 'FW-QTY-0003', /month/],
    ['71 users²', 'users', 'FW-QTY-0003'],
    ['71M tokens/USD', 'token-price', 'FW-QTY-0003'],
    ['71M users/day', 'users', 'FW-QTY-0003', /month/],
    ['8 %', 'count', 'FW-QTY-0003'],
    ['8 GPU', 'ratio', 'FW-QTY-0003'],
    ['8 %', 'tokens', 'FW-QTY-0003'],
    ['0.4 CNY/kWh', 'power-price', 'FW-QTY-0003'],
    ['120 USD/kW/month', 'energy-price', 'FW-QTY-0003'],
    ['2 USD/GPU·h', 'rent', 'FW-QTY-0003'],
    ['5bn USD/year', 'money', 'FW-QTY-0003'],
    ['814 m', 'area', 'FW-QTY-0003'],
    ['1 W ± 5 s', 'power', 'FW-QTY-0003'],
    ['40', 'power', 'FW-QTY-0004'],
    ['40 M', 'power', 'FW-QTY-0004'],
    ['5bn', 'money', 'FW-QTY-0005'],
    ['5', 'energy-price', 'FW-QTY-0005'],
    ['¥5bn', 'money', 'FW-QTY-0005', /CNY/],
    ['5 USD CNY', 'money', 'FW-QTY-0005'],
    ['USD 5 CNY', 'money', 'FW-QTY-0005'],
    ['USD 5 to CNY 6', 'money', 'FW-QTY-0005'],
    ['-$-5', 'money', 'FW-QTY-0001'],
    ['5 USD to 6 CNY', 'money', 'FW-QTY-0005'],
    ['5 ¤', 'money', 'FW-QTY-0005'],
    ['NaN', 'ratio', 'FW-QTY-0006'],
    ['-Infinity', 'money', 'FW-QTY-0006'],
    ['.inf', 'ratio', 'FW-QTY-0006'],
    ['1e999 W', 'power', 'FW-QTY-0006'],
    ['1e-999 W', 'power', 'FW-QTY-0006'],
    ['1e300 YFLOP', 'work', 'FW-QTY-0006'],
    ['-5 W', 'power', 'FW-QTY-0007'],
    ['-5 to 5 W', 'power', 'FW-QTY-0007'],
    ['5 W ± 200 %', 'power', 'FW-QTY-0007'],
    ['400 to 310 W', 'power', 'FW-QTY-0008'],
    ['800 to 1.2k W', 'power', 'FW-QTY-0008'],
    ['12,500', 'count', 'FW-QTY-0009', /12\.5/],
    [`${'9'.repeat(200)} W`, 'power', 'FW-QTY-0011'],
  ])('refuses %s as %s', (text, kind, code, hint) => {
    const read = parseQuantity(text, kind);
    expect(read).toMatchObject({ ok: false, code });
    expect('hint' in read ? read.hint : '').toMatch(hint ?? '');
  });

  it('says what was written, what it is, what was expected, with an example', () => {
    expect(parseQuantity('80 GB', 'power')).toEqual({
      ok: false,
      code: 'FW-QTY-0003',
      message: '`80 GB` is data; expected power, e.g. `40 MW`',
    });
  });

  it('refuses numbers that are none', () => {
    for (const number of [Number.NaN, Infinity, -Infinity]) {
      expect(parseQuantity(number, 'count')).toMatchObject({ ok: false, code: 'FW-QTY-0006' });
    }
  });
});

describe('dates, quarters, truth values, texts', () => {
  it('reads them', () => {
    expect(parseQuantity('2024-02-29', 'date')).toEqual({ ok: true, value: '2024-02-29' });
    expect(parseQuantity('2024-05', 'partial-date')).toEqual({ ok: true, value: '2024-05' });
    expect(parseQuantity(2024, 'partial-date')).toEqual({ ok: true, value: '2024' });
    for (const text of ['2025Q3', '2025-Q3', '2025 q3', 'Q3 2025']) {
      expect(parseQuantity(text, 'quarter')).toEqual({ ok: true, value: '2025Q3' });
    }
    expect(parseQuantity(true, 'boolean')).toEqual({ ok: true, value: true });
    expect(parseQuantity('No', 'boolean')).toEqual({ ok: true, value: false });
    expect(parseQuantity('TSMC N7', 'text')).toEqual({ ok: true, value: 'TSMC N7' });
  });

  it.each([
    ['2025-02-29', 'date'],
    ['2025-2-1', 'date'],
    ['2025-02', 'date'],
    ['2024-0', 'partial-date'],
    ['2024-13', 'partial-date'],
    ['202', 'partial-date'],
    ['2025Q5', 'quarter'],
    ['0000Q1', 'quarter'],
    ['maybe', 'boolean'],
    ['  ', 'text'],
  ] as const)('refuses %s as %s', (text, kind) => {
    expect(parseQuantity(text, kind)).toMatchObject({ ok: false, code: 'FW-QTY-0010' });
  });
});

function near(value: number): (other: number) => boolean {
  return (other) => Math.abs(other - value) <= 4e-16 * Math.abs(value);
}
