import { currencies } from './money.ts';
import type { Currency } from './money.ts';
import { dimensionless } from './dimension.ts';
import type { Dimension } from './dimension.ts';
import { one, sizeTimesPower } from './size.ts';
import type { Size } from './size.ts';

/** One unit as it may be spelled, prefix included. */
export interface Unit {
  /** Its plain symbol without prefix: `W` for `MW`, `month` for `months`. */
  readonly symbol: string;
  readonly dimension: Dimension;
  readonly size: Size;
  readonly currency?: Currency;
}

interface UnitFamily {
  /** All spellings; the first is the symbol. */
  readonly spellings: readonly string[];
  readonly dimension: Dimension;
  readonly size?: Partial<Size>;
  readonly prefixes?: readonly Prefix[];
  readonly currency?: Currency;
}

interface Prefix {
  readonly text: string;
  readonly size: Size;
}

const ten = (text: string, power: number): Prefix => ({ text, size: { ...one, ten: power } });
const small = [ten('n', -9), ten('µ', -6), ten('μ', -6), ten('u', -6), ten('m', -3)];
const large = [ten('k', 3), ten('M', 6), ten('G', 9), ten('T', 12), ten('P', 15), ten('E', 18)];
const huge = [ten('Z', 21), ten('Y', 24)];
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((text, index) => ({
  text,
  size: { ...one, times: 1024 ** (index + 1) },
}));

const watt: Dimension = { energy: 1, time: -1 };
const perSecond = (base: 'data' | 'operation' | 'request'): Dimension => ({ [base]: 1, time: -1 });

/**
 * Every unit that may be written. Months and quarters are parts of the mean year of 365.25 days. Things counted
 * (cards, systems) are labels on a bare number. Watts and joules have no small prefixes: `40 mW` is a slip for MW.
 */
const families: readonly UnitFamily[] = [
  { spellings: ['m'], dimension: { length: 1 }, prefixes: [ten('µ', -6), ten('m', -3), ten('c', -2)] },
  { spellings: ['s', 'sec', 'second', 'seconds'], dimension: { time: 1 }, prefixes: small },
  { spellings: ['min', 'minute', 'minutes'], dimension: { time: 1 }, size: { times: 60 } },
  { spellings: ['h', 'hr', 'hour', 'hours'], dimension: { time: 1 }, size: { ten: 2, times: 36 } },
  { spellings: ['day', 'd', 'days'], dimension: { time: 1 }, size: { ten: 2, times: 864 } },
  { spellings: ['week', 'weeks', 'wk'], dimension: { time: 1 }, size: { ten: 2, times: 6048 } },
  { spellings: ['month', 'months'], dimension: { time: 1 }, size: { ten: 2, times: 26_298 } },
  { spellings: ['quarter', 'quarters'], dimension: { time: 1 }, size: { ten: 2, times: 78_894 } },
  { spellings: ['year', 'years', 'yr', 'y'], dimension: { time: 1 }, size: { ten: 2, times: 315_576 } },
  { spellings: ['W', 'watt', 'watts'], dimension: watt, prefixes: large },
  { spellings: ['J', 'joule', 'joules'], dimension: { energy: 1 }, prefixes: large },
  { spellings: ['Wh'], dimension: { energy: 1 }, size: { ten: 2, times: 36 }, prefixes: large },
  { spellings: ['B', 'byte', 'bytes'], dimension: { data: 1 }, prefixes: [...large, ...binary] },
  { spellings: ['Bps'], dimension: perSecond('data'), prefixes: large },
  {
    spellings: ['bit', 'bits', 'b'],
    dimension: { data: 1 },
    size: { over: 8 },
    prefixes: [...large, ...binary],
  },
  { spellings: ['bps'], dimension: perSecond('data'), size: { over: 8 }, prefixes: large },
  { spellings: ['FLOP', 'FLOPs', 'OP', 'OPs'], dimension: { operation: 1 }, prefixes: [...large, ...huge] },
  { spellings: ['FLOPS', 'OPS'], dimension: perSecond('operation'), prefixes: [...large, ...huge] },
  { spellings: ['token', 'tokens', 'tok'], dimension: { token: 1 }, prefixes: large },
  {
    spellings: ['request', 'requests', 'req', 'query', 'queries', 'prompt', 'prompts'],
    dimension: { request: 1 },
  },
  { spellings: ['rps', 'RPS', 'qps', 'QPS'], dimension: perSecond('request') },
  { spellings: ['user', 'users'], dimension: { user: 1 } },
  { spellings: ['MAU'], dimension: { user: 1, time: -1 }, size: { ten: -2, over: 26_298 } },
  { spellings: ['DAU'], dimension: { user: 1, time: -1 }, size: { ten: -2, over: 864 } },
  {
    spellings: (
      'item items unit units piece pieces GPU GPUs NPU NPUs accelerator accelerators card cards chip chips package ' +
      'packages die dies system systems server servers node nodes rack racks parameter parameters params'
    ).split(' '),
    dimension: dimensionless,
  },
  { spellings: ['%', 'percent'], dimension: dimensionless, size: { ten: -2 } },
  { spellings: ['‰'], dimension: dimensionless, size: { ten: -3 } },
  { spellings: ['¤'], dimension: { money: 1 } },
  ...currencies.map((currency) => ({
    spellings: [currency, ...otherNames(currency)],
    dimension: { money: 1 },
    prefixes: [ten('k', 3), ten('M', 6)],
    currency,
  })),
];

function otherNames(currency: Currency): readonly string[] {
  const names: Readonly<Partial<Record<Currency, readonly string[]>>> = {
    USD: ['US$', '$'],
    CNY: ['RMB', 'yuan', '元'],
    EUR: ['€'],
    JPY: ['yen'],
    GBP: ['£'],
    SGD: ['S$'],
  };
  return names[currency] ?? [];
}

/** Spelling → unit, all prefixes applied: `MW`, `GiB`, `TFLOPS`, `kUSD`. */
export const units: ReadonlyMap<string, Unit> = new Map(families.flatMap(spell));

function spell(family: UnitFamily): readonly (readonly [string, Unit])[] {
  const [symbol = ''] = family.spellings;
  const plain: Unit = {
    symbol,
    dimension: family.dimension,
    size: { ...one, ...family.size },
    ...(family.currency === undefined ? {} : { currency: family.currency }),
  };
  const prefixed = (family.prefixes ?? []).flatMap(({ text, size }) =>
    family.spellings.map(
      (spelling) => [`${text}${spelling}`, { ...plain, size: sizeTimesPower(plain.size, size, 1) }] as const,
    ),
  );
  return [...family.spellings.map((spelling) => [spelling, plain] as const), ...prefixed];
}

/** Words and letters that multiply a number: `5.5bn USD`, `71M users`, `30T tokens`, `872亿元`. */
export const scales: ReadonlyMap<string, Size> = new Map(
  (
    [
      [3, ['k', 'K', 'thousand']],
      [4, ['万']],
      [6, ['M', 'mn', 'mln', 'million']],
      [8, ['亿']],
      [9, ['bn', 'B', 'billion']],
      [12, ['T', 'tn', 'trillion', '万亿']],
    ] as const
  ).flatMap(([power, words]) => words.map((word) => [word, { ...one, ten: power }] as const)),
);
