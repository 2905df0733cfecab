import type { IsoDate, Quarter } from './time.ts';
import type { UnitExpression } from './unit-expression.ts';
import { readUnitExpression } from './unit-expression.ts';
import { tokenize } from './tokens.ts';

/** How one kind of number is written, read and shown. In unit texts `¤` stands for the currency. */
export interface KindDefinition {
  /** What messages call it. */
  readonly label: string;
  /** The unit the engine counts in. */
  readonly canonical: string;
  /** Units it is shown in, smallest first; the largest that leaves at least 1 is taken. */
  readonly shown: readonly string[];
  /** Shown with k, M, bn, T before the unit instead of larger units. */
  readonly scaled?: true;
  /** Shorter units that mean the canonical one; the empty text allows a bare number. */
  readonly alsoWritten?: readonly string[];
  /** Shown in the largest unit that makes it a whole number below 1000, if there is one: `8 weeks`, `90 days`. */
  readonly wholeFirst?: true;
  /** May be negative. */
  readonly signed?: true;
  /** Symbols of units that would fit by dimension and mean something else. */
  readonly refuses?: readonly string[];
  readonly example: string;
}

const shorterOrLongerThanMonth = ['s', 'min', 'h', 'day', 'week', 'quarter', 'year', 'DAU'];

/** The kinds of numbers, by name. */
export const kinds = {
  power: { label: 'power', canonical: 'W', shown: ['W', 'kW', 'MW', 'GW', 'TW'], example: '40 MW' },
  energy: {
    label: 'energy',
    canonical: 'J',
    shown: ['J', 'Wh', 'kWh', 'MWh', 'GWh', 'TWh'],
    example: '350 GWh',
  },
  duration: {
    label: 'a duration',
    canonical: 's',
    shown: ['ns', 'µs', 'ms', 's', 'min', 'h', 'days', 'weeks', 'months', 'years'],
    wholeFirst: true,
    example: '8 weeks',
  },
  data: { label: 'data', canonical: 'B', shown: ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'], example: '80 GB' },
  bandwidth: {
    label: 'bandwidth',
    canonical: 'B/s',
    shown: ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s', 'PB/s'],
    example: '4.8 TB/s',
  },
  compute: {
    label: 'a compute rate',
    canonical: 'FLOP/s',
    shown: ['FLOP/s', 'kFLOP/s', 'MFLOP/s', 'GFLOP/s', 'TFLOP/s', 'PFLOP/s', 'EFLOP/s', 'ZFLOP/s'],
    example: '989 TFLOP/s',
  },
  work: { label: 'an amount of compute', canonical: 'FLOP', shown: ['FLOP'], example: '3.8e25 FLOP' },
  area: { label: 'an area', canonical: 'mm2', shown: ['mm²'], example: '814 mm²' },
  ratio: { label: 'a ratio', canonical: '', shown: ['%'], signed: true, refuses: ['item'], example: '30 %' },
  count: {
    label: 'a count',
    canonical: '',
    shown: [''],
    scaled: true,
    refuses: ['%', '‰'],
    example: '12 500',
  },
  money: {
    label: 'an amount of money',
    canonical: '¤',
    shown: ['¤'],
    scaled: true,
    signed: true,
    example: '5.5bn USD',
  },
  rent: { label: 'money over time', canonical: '¤/s', shown: ['¤/h'], scaled: true, example: '2 USD/GPU/h' },
  'energy-price': {
    label: 'a price of energy',
    canonical: '¤/J',
    shown: ['¤/kWh'],
    signed: true,
    refuses: ['W'],
    example: '0.4 CNY/kWh',
  },
  'power-price': {
    label: 'a price of power',
    canonical: '¤/W/quarter',
    shown: ['¤/kW/month'],
    refuses: ['Wh', 'J'],
    example: '120 USD/kW/month',
  },
  tokens: {
    label: 'a number of tokens',
    canonical: 'token',
    shown: ['tokens'],
    scaled: true,
    alsoWritten: [''],
    example: '120T tokens',
  },
  'token-rate': {
    label: 'tokens over time',
    canonical: 'token/s',
    shown: ['tokens/s'],
    scaled: true,
    example: '120T tokens/day',
  },
  'token-price': {
    label: 'a price of tokens',
    canonical: '¤/token',
    shown: ['¤/M tokens'],
    example: '0.8 CNY/M tokens',
  },
  users: {
    label: 'a number of monthly users',
    canonical: 'user/month',
    shown: ['users/month'],
    scaled: true,
    alsoWritten: ['', 'user'],
    refuses: shorterOrLongerThanMonth,
    example: '71M users/month',
  },
  'request-rate': {
    label: 'requests over time',
    canonical: 'request/s',
    shown: ['requests/s'],
    scaled: true,
    example: '1.2k requests/s',
  },
} as const satisfies Readonly<Record<string, KindDefinition>>;

/** Kinds whose value is a number in a canonical unit. */
export type NumberKind = keyof typeof kinds;

/** Kinds whose value is an amount of money per canonical unit. */
export type MoneyKind = 'money' | 'rent' | 'energy-price' | 'power-price' | 'token-price';

/** Kinds that are not numbers: `partial-date` is a day, a month or a year, `2024-05`. */
export type PlainKind = 'date' | 'partial-date' | 'quarter' | 'text' | 'boolean';

/** Everything a field of a scenario or the catalog can hold. */
export type QuantityKind = NumberKind | PlainKind;

/** What a value of a kind is in the engine. */
export type QuantityValue<K extends QuantityKind> = K extends NumberKind
  ? number
  : K extends 'boolean'
    ? boolean
    : K extends 'date'
      ? IsoDate
      : K extends 'quarter'
        ? Quarter
        : string;

export function isNumberKind(kind: QuantityKind): kind is NumberKind {
  return Object.hasOwn(kinds, kind);
}

export function isMoneyKind(kind: NumberKind): kind is MoneyKind {
  return unitOf(kinds[kind].canonical).dimension.money !== undefined;
}

const known = new Map<string, UnitExpression>();

/** A unit text of the table above, worked out; `¤` is any currency. */
export function unitOf(text: string): UnitExpression {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const reading = readUnitExpression(tokenize(text).tokens, 0);
  if (!reading.ok) throw new Error(`The table of kinds holds a unit that cannot be read: ${text}`);
  known.set(text, reading.unit);
  return reading.unit;
}
