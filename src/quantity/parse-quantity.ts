import { isNumberKind, kinds, unitOf } from './kinds.ts';
import type { KindDefinition, NumberKind, QuantityKind, QuantityValue } from './kinds.ts';
import { problems } from './messages.ts';
import type { QuantityProblem } from './messages.ts';
import type { Currency } from './money.ts';
import { parsePlain } from './parse-plain.ts';
import { one, scaleNumeral, sizeTimesPower } from './size.ts';
import { tokenize } from './tokens.ts';
import { isAlsoWritten, strangeHint, unitMisfit, unitProblem } from './unit-fit.ts';
import { readWritten } from './written.ts';
import type { Amount, Written } from './written.ts';

/** A quantity read: the value in the canonical unit of its kind, and the ends of the range if one was written. */
export interface QuantityRead<T> {
  readonly ok: true;
  /** For a range, the midpoint. For kinds of money, the amount per canonical unit in `currency`. */
  readonly value: T;
  readonly low?: T;
  readonly high?: T;
  /** Set exactly for kinds of money. */
  readonly currency?: Currency;
}

export type ParsedQuantity<K extends QuantityKind = QuantityKind> =
  | QuantityRead<QuantityValue<K>>
  | QuantityProblem;

/** No quantity a person writes is longer. */
const longest = 120;

/**
 * Reads what a planner writes for a field of `kind`: `40 MW`, `5.5bn USD`, `0.4 CNY/kWh`, `71M users/month`,
 * `30 %`, `310 to 400 W`, `30 % ± 5 %`, `40 MW ± 10 %`, `2025Q3`. What may be written is in docs/quantities.md.
 * Never throws; takes time linear in the text, which may be anything.
 *
 * ```
 * text → tokens → one or two amounts → do the units fit the kind? → canonical numbers
 * ```
 */
export function parseQuantity<K extends QuantityKind>(
  text: string | number | boolean,
  kind: K,
): ParsedQuantity<K>;
export function parseQuantity(text: string | number | boolean, kind: QuantityKind): ParsedQuantity {
  return isNumberKind(kind) ? parseNumber(String(text).trim(), kind) : parsePlain(text, kind);
}

function parseNumber(text: string, kind: NumberKind): ParsedQuantity<NumberKind> {
  const wanted: KindDefinition = kinds[kind];
  if (text.length > longest) return problems.tooLong(text.length, wanted);
  if (/^[+-]?\.?(?:nan|inf(?:inity)?)$/i.test(text)) return problems.notFinite(text, wanted);
  if (/\d,\d/.test(text)) return problems.comma(text, wanted);
  if (/[¥￥]/.test(text)) {
    return problems.currency(text, 'may be yuan or yen', wanted, 'write `CNY` or `JPY`');
  }
  const { tokens, strangeAt } = tokenize(text);
  if (strangeAt !== undefined) return problems.unreadable(text, wanted, strangeHint(text, strangeAt));
  const bytesExpected = unitOf(wanted.canonical).dimension.data !== undefined;
  const written = readWritten(tokens, bytesExpected);
  if (!written.ok) return unitProblem(written.trouble, text, wanted);
  return evaluate(written, text, wanted);
}

/** Turns amounts into canonical numbers of the kind, or says what stands in the way. */
function evaluate(written: Written, text: string, wanted: KindDefinition): ParsedQuantity<NumberKind> {
  const { first, second, join } = written;
  if (join === 'relative' && wanted === kinds.ratio) {
    return problems.unreadable(text, wanted, 'write `%` behind both numbers or behind neither');
  }
  const misfit =
    unitMisfit(first.unit, text, wanted) ??
    (second === undefined || join === 'relative' ? undefined : unitMisfit(second.unit, text, wanted));
  if (misfit !== undefined) return misfit;
  if (second !== undefined && join !== 'relative' && second.unit.currency !== first.unit.currency) {
    return problems.currency(text, 'names two currencies', wanted, 'write both ends in one currency');
  }

  const a = canonicalValue(first, wanted);
  const [low, value, high] = spread(a, join, second, wanted);
  if (![low, high, value].every(Number.isFinite)) return problems.notFinite(text, wanted);
  if (high < low) return problems.upsideDown(text, wanted);
  if (low < 0 && wanted.signed !== true) return problems.negative(text, wanted);
  const { currency } = first.unit;
  return {
    ok: true,
    value,
    ...(join === 'none' ? {} : { low, high }),
    ...(currency === undefined ? {} : { currency }),
  };
}

/** Low, central and high value of a quantity whose first number is `a`. */
function spread(
  a: number,
  join: Written['join'],
  second: Amount | undefined,
  wanted: KindDefinition,
): readonly [number, number, number] {
  if (second === undefined) return [a, a, a];
  if (join === 'relative') {
    const half = a * scaleNumeral(second.numeral, second.unit.size);
    return [a - half, a, a + half];
  }
  const b = canonicalValue(second, wanted);
  return join === 'to' ? [a, a + (b - a) / 2, b] : [a - b, a, a + b];
}

/** In the canonical unit; NaN when the numeral is beyond what a number holds. */
function canonicalValue({ numeral, scale, unit }: Amount, wanted: KindDefinition): number {
  const canonical = unitOf(wanted.canonical).size;
  const size = isAlsoWritten(unit, wanted) ? one : sizeTimesPower(unit.size, canonical, -1);
  const value = scaleNumeral(numeral, sizeTimesPower(size, scale, 1));
  const vanished = value === 0 && /[1-9]/.test(numeral.split(/e/i)[0] ?? '');
  return vanished ? Number.NaN : value + 0;
}
