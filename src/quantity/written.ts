import { timesPower } from './dimension.ts';
import { one, sizeTimesPower } from './size.ts';
import type { Size } from './size.ts';
import type { Token } from './tokens.ts';
import { readUnitExpression, scaleAt } from './unit-expression.ts';
import type { UnitExpression, UnitTrouble } from './unit-expression.ts';
import { units } from './unit-table.ts';

/** A number with what is written beside it: `5.5`, `bn`, `USD`. */
export interface Amount {
  /** Signed decimal numeral without grouping, as `Number` reads it. */
  readonly numeral: string;
  /** Size of the scale word, 1 when there is none. */
  readonly scale: Size;
  /** A currency written ahead of the number is part of it. */
  readonly unit: UnitExpression;
}

/** One amount, or two and how the second relates to the first. */
export interface Written {
  readonly ok: true;
  readonly first: Amount;
  readonly second?: Amount;
  /** `relative`: plus or minus a percentage of a number that is none itself. */
  readonly join: 'none' | 'to' | 'plus-minus' | 'relative';
}

/** The text is no quantity of any kind. */
export interface NotWritten {
  readonly ok: false;
  readonly trouble: UnitTrouble;
}

const joins: ReadonlyMap<string, Written['join']> = new Map([
  ...['to', '-', '−', '–', '—', '…', '..', '...'].map((text) => [text, 'to'] as const),
  ...['±', '+-', '+/-'].map((text) => [text, 'plus-minus'] as const),
]);

/**
 * The structure of a written quantity, whatever its kind:
 *
 * ```
 * quantity = amount [("to" | "-" | "±") amount]
 * amount   = [sign] [currency] [sign] number [scale] [unit]
 * ```
 * What one amount leaves out it takes from the other: a bare number takes scale and unit (`5 to 6bn USD`), a number
 * with a scale takes the unit (`900M to 1.2bn USD`), and a currency ahead of one belongs to both. Only `± 10 %` gives
 * nothing away: it is a part of the number before it. `bytesExpected` settles whether a `B` alone is a byte or a
 * billion.
 */
export function readWritten(tokens: readonly Token[], bytesExpected: boolean): Written | NotWritten {
  const first = readAmount(tokens, 0, bytesExpected);
  if (!first.ok) return first;
  const separator = tokens[first.next];
  if (separator === undefined) return complete('none', first, first);
  const join = joins.get(separator.text);
  if (join === undefined) return syntax;
  const second = readAmount(tokens, first.next + 1, bytesExpected);
  if (!second.ok) return second;
  return second.next < tokens.length ? syntax : complete(join, first, second);
}

const syntax: NotWritten = { ok: false, trouble: { what: 'syntax' } };

/** An amount as it stands in the text; `next` is the token behind it. */
interface RawAmount {
  readonly ok: true;
  readonly numeral: string;
  readonly scale: Size | undefined;
  readonly unit: UnitExpression;
  readonly ahead: UnitExpression | undefined;
  readonly next: number;
}

function readAmount(tokens: readonly Token[], start: number, bytesExpected: boolean): RawAmount | NotWritten {
  let next = start;
  const take = <T>(read: (token: Token | undefined) => T | undefined): T | undefined => {
    const value = read(tokens[next]);
    if (value !== undefined) next += 1;
    return value;
  };
  const outer = take(sign);
  const ahead = take(currency);
  const inner = outer === undefined ? take(sign) : undefined;
  const number = take((token) => (token?.kind === 'number' ? token.text : undefined));
  if (number === undefined) return syntax;
  const scale = scaleAt(tokens, next, bytesExpected);
  const reading = readUnitExpression(tokens, scale === undefined ? next : next + 1);
  if (!reading.ok) return reading;
  const numeral = `${outer ?? inner ?? ''}${number}`;
  return { ok: true, numeral, scale, unit: reading.unit, ahead, next: reading.next };
}

function sign(token: Token | undefined): '' | '-' | undefined {
  if (token?.text === '+') return '';
  return token?.text === '-' || token?.text === '−' ? '-' : undefined;
}

/** `USD` in `USD 5bn`. */
function currency(token: Token | undefined): UnitExpression | undefined {
  const unit = token?.kind === 'word' ? units.get(token.text) : undefined;
  if (unit?.currency === undefined) return undefined;
  return { dimension: unit.dimension, size: unit.size, currency: unit.currency, symbols: [unit.symbol] };
}

/** Both amounts with what they take from each other. */
function complete(join: Written['join'], first: RawAmount, second: RawAmount): Written | NotWritten {
  const relative = join === 'plus-minus' && isPercent(second.unit) && !isPercent(first.unit);
  const a = relative ? withOther(first, first) : withOther(first, second);
  const b = relative ? withOther(second, second) : withOther(second, first);
  if (a === undefined || b === undefined) return { ok: false, trouble: { what: 'two currencies' } };
  if (join === 'none') return { ok: true, join, first: a };
  return { ok: true, join: relative ? 'relative' : join, first: a, second: b };
}

const isPercent = (unit: UnitExpression): boolean => unit.symbols.join() === '%';

/** Undefined when that makes two currencies. */
function withOther(amount: RawAmount, other: RawAmount): Amount | undefined {
  const unitless = amount.unit.symbols.length === 0;
  const unit = unitless ? other.unit : amount.unit;
  const scale = amount.scale ?? (unitless ? other.scale : undefined) ?? one;
  const ahead = amount.ahead ?? (unit.currency === undefined ? other.ahead : undefined);
  if (ahead === undefined) return { numeral: amount.numeral, scale, unit };
  if (unit.currency !== undefined) return undefined;
  const together: UnitExpression = {
    ...ahead,
    dimension: timesPower(ahead.dimension, unit.dimension, 1),
    size: sizeTimesPower(ahead.size, unit.size, 1),
    symbols: [...ahead.symbols, ...unit.symbols],
  };
  return { numeral: amount.numeral, scale, unit: together };
}
