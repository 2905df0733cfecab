export * from './units.ts';
export type { IsoDate, Quarter } from './time.ts';
export { currencies } from './money.ts';
export type { Currency, FxTable, Money } from './money.ts';
