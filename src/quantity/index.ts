export * from './units.ts';
export {
  addDays,
  addQuarters,
  isIsoDate,
  isQuarter,
  quarterDifference,
  quarterEnd,
  quarterOf,
  quarterStart,
  quartersFrom,
  secondsPerQuarter,
} from './time.ts';
export type { IsoDate, Quarter } from './time.ts';
export { convert, currencies } from './money.ts';
export type { Converted, Currency, FxTable, Money } from './money.ts';
export { parseMoney } from './parse-money.ts';
export type { MoneyRead } from './parse-money.ts';
export { parseQuantity } from './parse-quantity.ts';
export type { ParsedQuantity, QuantityRead } from './parse-quantity.ts';
export { formatMoney, formatQuantity } from './format-quantity.ts';
export type { QuantityFormatOptions } from './format-quantity.ts';
export { formatNumber } from './format-number.ts';
export { isMoneyKind, isNumberKind, kinds } from './kinds.ts';
export type {
  KindDefinition,
  MoneyKind,
  NumberKind,
  PlainKind,
  QuantityKind,
  QuantityValue,
} from './kinds.ts';
export { quantityMessages } from './messages.ts';
export type { QuantityProblem } from './messages.ts';
export { randomStream } from './random.ts';
export type { RandomStream } from './random.ts';
export {
  distributionProblem,
  fromInterval,
  lognormalFromMedianAndP90,
  lognormalFromP10AndP90,
  mean,
  quantile,
  sample,
} from './distributions.ts';
export type { Distribution, QuantilePoint } from './distributions.ts';
export { normalQuantile } from './normal.ts';
