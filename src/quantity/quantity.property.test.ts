import * as fc from 'fast-check';
import { createUnit, unit } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { formatQuantity } from './format-quantity.ts';
import { isMoneyKind, kinds } from './kinds.ts';
import type { NumberKind, QuantityKind } from './kinds.ts';
import { parseQuantity } from './parse-quantity.ts';
import type { ParsedQuantity } from './parse-quantity.ts';

createUnit({ USD: {}, FLOP: { prefixes: 'short' }, token: { prefixes: 'short' } });

/** Our spelling, mathjs's spelling, and the canonical unit of the kind in mathjs. */
const comparable: readonly { kind: NumberKind; ours: string; theirs: string; canonical: string }[] = [
  ...['', 'k', 'M', 'G', 'T', 'P', 'E'].flatMap((prefix) => [
    same('power', `${prefix}W`, 'W'),
    same('energy', `${prefix}Wh`, 'J'),
    same('energy', `${prefix}J`, 'J'),
    same('data', `${prefix}B`, 'B'),
    { kind: 'data' as const, ours: `${prefix}bit`, theirs: `${prefix}b`, canonical: 'B' },
    same('bandwidth', `${prefix}B/s`, 'B/s'),
    { kind: 'bandwidth' as const, ours: `${prefix}bit/s`, theirs: `${prefix}b/s`, canonical: 'B/s' },
    same('work', `${prefix}FLOP`, 'FLOP'),
    same('compute', `${prefix}FLOP/s`, 'FLOP/s'),
    { kind: 'compute' as const, ours: `${prefix}OPS`, theirs: `${prefix}FLOP/s`, canonical: 'FLOP/s' },
    same('token-rate', `${prefix}token/day`, 'token/s'),
    same('token-price', `USD/${prefix}token`, 'USD/token'),
    same('energy-price', `USD/${prefix}Wh`, 'USD/J'),
  ]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((prefix) => same('data', `${prefix}B`, 'B')),
  ...['ns', 'ms', 's', 'h', 'days', 'weeks', 'years'].map((text) => same('duration', text, 's')),
  { kind: 'duration', ours: 'min', theirs: 'minutes', canonical: 's' },
  same('area', 'mm^2', 'mm^2'),
  same('area', 'cm^2', 'mm^2'),
  same('rent', 'USD/year', 'USD/s'),
];

function same(kind: NumberKind, text: string, canonical: string) {
  return { kind, ours: text, theirs: text, canonical };
}

const decimal = fc
  .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -6, max: 6 }))
  .map(([digits, power]) => `${digits}e${power}`);

describe('against mathjs', () => {
  it('converts number × prefix × unit alike', () => {
    fc.assert(
      fc.property(fc.constantFrom(...comparable), decimal, ({ kind, ours, theirs, canonical }, number) => {
        const read = parseQuantity(`${number} ${ours}`, kind);
        const expected = unit(Number(number), theirs).toNumber(canonical);
        expect(read).toMatchObject({ ok: true, value: within(1e-12, expected) });
      }),
      { numRuns: 500 },
    );
  });
});

const numberKinds = Object.keys(kinds) as NumberKind[];
const magnitude = fc
  .tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -6, max: 18 }), fc.boolean())
  .map(([digits, power, negative]) => (negative ? -1 : 1) * digits * 10 ** power);

describe('writing and reading back', () => {
  it('gives the value to within the digits shown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...numberKinds),
        magnitude,
        fc.integer({ min: 1, max: 15 }),
        (kind, any, digits) => {
          const value = 'signed' in kinds[kind] ? any : Math.abs(any);
          const text = formatQuantity(value, kind, { digits, currency: 'USD' });
          const read = parseQuantity(text, kind);
          expect(read).toMatchObject({
            ok: true,
            value: within(0.51 * 10 ** (1 - digits), value),
            ...(isMoneyKind(kind) ? { currency: 'USD' } : {}),
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is settled after one writing, but for durations, which turn to the unit that makes them whole', () => {
    const settled = numberKinds.filter((kind) => kind !== 'duration');
    fc.assert(
      fc.property(fc.constantFrom(...settled), magnitude, (kind, value) => {
        const once = formatQuantity(Math.abs(value), kind, { currency: 'CNY', digits: 3 });
        const read = parseQuantity(once, kind);
        expect(read.ok && formatQuantity(read.value, kind, { currency: 'CNY', digits: 3 })).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

const kindOrPlain = fc.constantFrom<QuantityKind>(
  ...numberKinds,
  'date',
  'partial-date',
  'quarter',
  'text',
  'boolean',
);
const pieces = fc.constantFrom(
  ...'5|12 500|1e999|-|±|to|M|B|USD|¥|kW|/|(|)|²|^-3|per|亿|%|١٢|\u0000|🚀|\n|1/0|constructor|__proto__'.split(
    '|',
  ),
);

/** A finite number or another value, or a message that fits a line. */
function isSound(read: ParsedQuantity): boolean {
  if (!read.ok) return read.message.length < 250;
  return typeof read.value !== 'number' || Number.isFinite(read.value);
}

describe('whatever is written', () => {
  it.each([
    ['any characters', fc.string({ unit: 'binary', maxLength: 150 })],
    ['pieces of quantities', fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(' '))],
  ])('answers to %s without throwing', (_, texts) => {
    fc.assert(
      fc.property(texts, kindOrPlain, (text, kind) => {
        expect(isSound(parseQuantity(text, kind))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['digits', '9'.repeat(1_000_000)],
    ['groups', '1'.concat(' 000'.repeat(300_000))],
    ['brackets', '5 '.concat('('.repeat(1_000_000))],
    ['letters', 'x'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['many spaces inside', `5${' '.repeat(1_000_000)}W`],
    ['brackets of allowed length', '5 '.concat('('.repeat(110))],
    ['groups of allowed length', '1'.concat(' 000'.repeat(29))],
  ])('answers at once to %s', (_, text) => {
    const before = performance.now();
    for (const kind of [...numberKinds, 'date', 'partial-date', 'quarter', 'boolean', 'text'] as const) {
      expect(isSound(parseQuantity(text, kind))).toBe(true);
    }
    expect(performance.now() - before).toBeLessThan(1500);
  });
});

/** Matches a number whose relative distance from `value` is below `tolerance`. */
function within(tolerance: number, value: number): unknown {
  return expect.toSatisfy((other: number) => Math.abs(other / value - 1) < tolerance);
}
