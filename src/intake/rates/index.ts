export { loadOf } from './rate-book.ts';
export type { RateBook, RateCell, ReadRates } from './rate-book.ts';
export { readRates } from './read-rates.ts';
export type { RateSource } from './read-rates.ts';
