export { orderKey, settle } from './commitments.ts';
export type { Commitment } from './commitments.ts';
export { assumedDeposit, depositOf, runDraws } from './run-draws.ts';
export type { StressReport, StressWish } from './run-draws.ts';
export type { Estimate } from './statistics.ts';
export type { DrawSummary, Driver, Fact, Fan, LineChance } from './summary.ts';
export type { TornadoBar } from './tornado.ts';
