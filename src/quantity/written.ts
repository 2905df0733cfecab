import { one, sizeTimesPower } from './size.ts';
import type { Size } from './size.ts';
import type { Token } from './tokens.ts';
import { readUnitExpression, scaleAt } from './unit-expression.ts';
import type { UnitExpression, UnitTrouble } from './unit-expression.ts';
import { units } from './unit-table.ts';

/** A number with what is written behind it: `5.5`, `bn`, `USD`. */
export interface Amount {
  /** Signed decimal numeral without grouping, as `Number` reads it. */
  readonly numeral: string;
  /** Size of the scale word, 1 when there is none. */
  readonly scale: Size;
  readonly unit: UnitExpression;
}

/** One amount, or two and how the second relates to the first. */
export interface Written {
  readonly ok: true;
  readonly first: Amount;
  readonly second?: Amount;
  readonly join: 'none' | 'to' | 'plus-minus';
}

export interface NotWritten {
  readonly ok: false;
  readonly trouble: UnitTrouble;
}

const joins: ReadonlyMap<string, Written['join']> = new Map([
  ...['to', '-', '−', '–', '—', '…', '..', '...'].map((text) => [text, 'to'] as const),
  ...['±', '+-', '+/-'].map((text) => [text, 'plus-minus'] as const),
]);

/**
 * The structure of a written quantity, whatever its kind: `[currency] amount [(to | - | ±) amount]`. A currency
 * ahead belongs to both amounts. `bytesExpected` settles whether a `B` alone is a byte or a billion.
 */
export function readWritten(tokens: readonly Token[], bytesExpected: boolean): Written | NotWritten {
  const currency = currencyAhead(tokens[0]);
  const first = readAmount(tokens, currency === undefined ? 0 : 1, currency, bytesExpected);
  if (!first.ok) return first;
  const separator = tokens[first.next];
  if (separator === undefined) return { ok: true, first: first.amount, join: 'none' };
  const join = joins.get(separator.text);
  if (join === undefined) return syntax;
  const second = readAmount(tokens, first.next + 1, currency, bytesExpected);
  if (!second.ok) return second;
  if (second.next < tokens.length) return syntax;
  return { ok: true, first: first.amount, second: second.amount, join };
}

const syntax: NotWritten = { ok: false, trouble: { what: 'syntax' } };

type AmountReading = { readonly ok: true; readonly amount: Amount; readonly next: number } | NotWritten;

function readAmount(
  tokens: readonly Token[],
  start: number,
  currency: UnitExpression | undefined,
  bytesExpected: boolean,
): AmountReading {
  const sign = signs.get(tokens[start]?.text ?? '');
  let next = start + (sign === undefined ? 0 : 1);
  const number = tokens[next];
  if (number?.kind !== 'number') return syntax;
  next += 1;
  const scale = scaleAt(tokens, next, bytesExpected);
  if (scale !== undefined) next += 1;
  const reading = readUnitExpression(tokens, next);
  if (!reading.ok) return reading;
  const unit = currency === undefined ? reading.unit : behindCurrency(currency, reading.unit);
  if (unit === undefined) return { ok: false, trouble: { what: 'two currencies' } };
  return {
    ok: true,
    amount: { numeral: `${sign ?? ''}${number.text}`, scale: scale ?? one, unit },
    next: reading.next,
  };
}

const signs: ReadonlyMap<string, string> = new Map([
  ['+', ''],
  ['-', '-'],
  ['−', '-'],
]);

/** `USD` in `USD 5bn`. */
function currencyAhead(token: Token | undefined): UnitExpression | undefined {
  const unit = token?.kind === 'word' ? units.get(token.text) : undefined;
  if (unit?.currency === undefined) return undefined;
  return { dimension: unit.dimension, size: unit.size, currency: unit.currency, symbols: [unit.symbol] };
}

/** `USD` and `/GPU/h` of `USD 2/GPU/h` put together; undefined when the unit names a currency too. */
function behindCurrency(currency: UnitExpression, unit: UnitExpression): UnitExpression | undefined {
  if (unit.currency !== undefined) return undefined;
  return {
    ...currency,
    dimension: { ...unit.dimension, ...currency.dimension },
    size: sizeTimesPower(currency.size, unit.size, 1),
    symbols: [...currency.symbols, ...unit.symbols],
  };
}
