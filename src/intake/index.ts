export type { Delivery, FleetEntry, Intake, ReadFrom, ServedLoad, SpendRow } from './types.ts';
export { intakeMessages } from './messages.ts';
export { loadOf, readRates } from './rates/index.ts';
export type { RateBook, RateCell, RateSource, ReadRates } from './rates/index.ts';
