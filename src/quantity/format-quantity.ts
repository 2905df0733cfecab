import { formatNumber, roundTo } from './format-number.ts';
import { isMoneyKind, isNumberKind, kinds, unitOf } from './kinds.ts';
import type { KindDefinition, QuantityKind, QuantityValue } from './kinds.ts';
import type { Currency, Money } from './money.ts';
import { inUnitsOf, sizeTimesPower } from './size.ts';

/** Options of formatting a quantity. */
export interface QuantityFormatOptions {
  /** Significant digits, 3 unless told; whole counts below a million show all digits unless told. */
  readonly digits?: number;
  /** Needed by kinds of money. */
  readonly currency?: Currency;
}

/**
 * What a planner would write for a value in the canonical unit of its kind: `5.5bn USD`, `40 MW`, `4.8 TB/s`,
 * `30 %`, `8 weeks`, `0.4 CNY/kWh`. `parseQuantity` reads it back to within the digits shown. A kind of money
 * without its currency is a bug and throws.
 */
export function formatQuantity<K extends QuantityKind>(
  value: QuantityValue<K>,
  kind: K,
  options?: QuantityFormatOptions,
): string;
export function formatQuantity(
  value: string | number | boolean,
  kind: QuantityKind,
  options: QuantityFormatOptions = {},
): string {
  if (!isNumberKind(kind) || typeof value !== 'number') return String(value);
  const definition: KindDefinition = kinds[kind];
  const allDigits = kind === 'count' && Number.isInteger(value) && Math.abs(value) < 1e6;
  const digits = options.digits ?? (allDigits ? 6 : 3);
  const { text, unit } =
    definition.scaled === true
      ? renderScaled(value, definition, kind === 'count' ? 1e6 : 1e4, digits)
      : renderPlain(value, definition, digits);
  const named = isMoneyKind(kind) ? unit.replace('¤', currencyOf(options)) : unit;
  return `${text} ${text === '1' ? singular(named) : named}`.trimEnd();
}

/** `5.5bn USD`. */
export function formatMoney(money: Money, options: { readonly digits?: number } = {}): string {
  return formatQuantity(money.amount, 'money', { ...options, currency: money.currency });
}

interface Rendered {
  readonly text: string;
  readonly unit: string;
}

/** In the unit of the kind that suits the value best. */
function renderPlain(value: number, definition: KindDefinition, digits: number): Rendered {
  const candidates = definition.shown
    .map((unit) => ({ unit, exact: inShownUnit(value, unit, definition) }))
    .map((candidate) => ({ ...candidate, rounded: roundTo(candidate.exact, digits) }));
  const atLeastOne = candidates.filter(({ rounded }) => Math.abs(rounded) >= 1);
  const whole = ({ rounded, exact }: (typeof candidates)[number]): boolean =>
    Number.isInteger(rounded) &&
    Math.abs(rounded) < 1000 &&
    Math.abs(rounded - exact) <= 1e-12 * Math.abs(exact);
  const best =
    (definition.wholeFirst === true ? atLeastOne.findLast(whole) : undefined) ??
    atLeastOne.at(-1) ??
    candidates[0];
  return { text: formatNumber(best?.exact ?? value, { digits }), unit: best?.unit ?? '' };
}

const letters = [
  [1e12, 'T'],
  [1e9, 'bn'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** With a letter for thousands and up, from `plainBelow` on. */
function renderScaled(
  value: number,
  definition: KindDefinition,
  plainBelow: number,
  digits: number,
): Rendered {
  const [unit = ''] = definition.shown;
  const rounded = roundTo(inShownUnit(value, unit, definition), digits);
  const [size, letter] =
    Math.abs(rounded) < plainBelow
      ? [1, '']
      : (letters.find(([least]) => Math.abs(rounded) >= least) ?? [1, '']);
  return { text: `${formatNumber(rounded / size, { digits })}${letter}`, unit };
}

function inShownUnit(value: number, unit: string, definition: KindDefinition): number {
  return inUnitsOf(value, sizeTimesPower(unitOf(unit).size, unitOf(definition.canonical).size, -1));
}

function currencyOf({ currency }: QuantityFormatOptions): Currency {
  if (currency === undefined) throw new TypeError('Money cannot be written without its currency');
  return currency;
}

const singular = (unit: string): string => unit.replace(/^(day|week|month|year)s$/, '$1');
