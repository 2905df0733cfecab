export { noAnswers } from './answers.ts';
export type { Answers } from './answers.ts';
export { findConflict } from './conflict.ts';
export { conflictItems } from './conflict-sentences.ts';
export { relaxedFeasible, wholeFeasible } from './feasible.ts';
export { pricesAtPlan } from './prices.ts';
export type { RowPrices } from './prices.ts';
export { findRepairs } from './repair.ts';
