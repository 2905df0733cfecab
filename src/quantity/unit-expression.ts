import { dimensionless, timesPower } from './dimension.ts';
import type { Dimension } from './dimension.ts';
import type { Currency } from './money.ts';
import { one, sizeTimesPower } from './size.ts';
import type { Size } from './size.ts';
import type { Token } from './tokens.ts';
import { scales, units } from './unit-table.ts';

/** A written unit worked out: `CNY/kWh` is money per energy, 1 / 3.6e6 of it, in CNY. */
export interface UnitExpression {
  readonly dimension: Dimension;
  readonly size: Size;
  readonly currency?: Currency;
  /** Symbols of the units written, without prefix, in order. */
  readonly symbols: readonly string[];
}

/** Why a unit cannot be worked out. */
export type UnitTrouble =
  | { readonly what: 'unknown unit'; readonly word: string }
  | { readonly what: 'two currencies' }
  | { readonly what: 'syntax' };

type UnitReading =
  | { readonly ok: true; readonly unit: UnitExpression; readonly next: number }
  | { readonly ok: false; readonly trouble: UnitTrouble };

/** What nothing written means: a bare number. */
const noUnit: UnitExpression = { dimension: dimensionless, size: one, symbols: [] };

const divisions = new Set(['/', 'per']);
const products = new Set(['·', '⋅', '*', '×']);

/** A word that names a unit or a scale, not one that joins them. */
const isWord = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.text !== 'per' && token.text !== 'to';
const opensFactor = (token: Token | undefined): boolean => isWord(token) || token?.text === '(';

/**
 * The scale that stands at `tokens[at]`, such as `M` in `71M users`. `B` is a billion before another word, and
 * also alone unless bytes are expected; before a division it is a byte.
 */
export function scaleAt(tokens: readonly Token[], at: number, bytesExpected: boolean): Size | undefined {
  const [word, after] = [tokens[at], tokens[at + 1]];
  if (word?.kind !== 'word') return undefined;
  const isByte = !opensFactor(after) && (bytesExpected || divisions.has(after?.text ?? ''));
  return word.text === 'B' && isByte ? undefined : scales.get(word.text);
}

/**
 * Reads the longest unit expression from `tokens[start]` on; none there reads as `noUnit`.
 *
 * ```
 * expression = term { ("/" | "per" | "·") term }      left to right
 * term       = factor { ["-"] factor }                multiplies first: USD/GPU-hour is USD/(GPU·hour)
 * factor     = (unit | "(" expression ")") [power]
 * ```
 * After a division, a term may open with a number and a scale: `2 CNY / 1k tokens`, `0.8 CNY/M tokens`.
 */
export function readUnitExpression(tokens: readonly Token[], start: number): UnitReading {
  let next = start;
  let trouble: UnitTrouble | undefined;

  const peek = (ahead = 0): Token | undefined => tokens[next + ahead];

  function expression(): UnitExpression {
    let result = term(false);
    while (trouble === undefined) {
      const operator = peek()?.text ?? '';
      const exponent = divisions.has(operator) ? -1 : products.has(operator) ? 1 : 0;
      if (exponent === 0) return result;
      next += 1;
      result = combine(result, term(exponent === -1), exponent);
    }
    return result;
  }

  function term(divided: boolean): UnitExpression {
    let result = divided ? multiple() : noUnit;
    if (divided && !opensFactor(peek())) trouble ??= { what: 'syntax' };
    while (trouble === undefined && opensFactor(peek())) {
      result = combine(result, factor(), 1);
      if (peek()?.text === '-' && isWord(peek(1))) next += 1;
    }
    return result;
  }

  /** `1k` in `CNY / 1k tokens`. */
  function multiple(): UnitExpression {
    let size = one;
    const number = peek();
    if (number?.kind === 'number') {
      next += 1;
      size = { ...one, times: Number(number.text) };
      if (!(size.times > 0 && size.times < Infinity)) trouble ??= { what: 'syntax' };
    }
    const scale = scaleAt(tokens, next, true);
    if (scale !== undefined) {
      next += 1;
      size = sizeTimesPower(size, scale, 1);
    }
    return { ...noUnit, size };
  }

  function factor(): UnitExpression {
    const token = peek();
    next += 1;
    if (token?.text === '(') {
      const inner = expression();
      if (peek()?.text !== ')' || inner.symbols.length === 0) trouble ??= { what: 'syntax' };
      next += 1;
      return raise(inner, power());
    }
    const word = token?.text ?? '';
    const unit = units.get(word);
    if (unit === undefined) {
      trouble ??= { what: 'unknown unit', word };
      return noUnit;
    }
    const { symbol, ...rest } = unit;
    return raise({ ...rest, symbols: [symbol] }, power());
  }

  function power(): number {
    const token = peek();
    if (token?.kind !== 'power') return 1;
    next += 1;
    return token.text === '²' ? 2 : token.text === '³' ? 3 : Number(token.text.replace('^', ''));
  }

  function combine(a: UnitExpression, b: UnitExpression, exponent: number): UnitExpression {
    if (a.currency !== undefined && b.currency !== undefined) trouble ??= { what: 'two currencies' };
    const currency = a.currency ?? b.currency;
    return {
      dimension: timesPower(a.dimension, b.dimension, exponent),
      size: sizeTimesPower(a.size, b.size, exponent),
      symbols: [...a.symbols, ...b.symbols],
      ...(currency === undefined ? {} : { currency }),
    };
  }

  const unit = expression();
  return trouble === undefined ? { ok: true, unit, next } : { ok: false, trouble };
}

function raise(unit: UnitExpression, exponent: number): UnitExpression {
  if (exponent === 1) return unit;
  return {
    ...unit,
    dimension: timesPower(dimensionless, unit.dimension, exponent),
    size: sizeTimesPower(one, unit.size, exponent),
  };
}
