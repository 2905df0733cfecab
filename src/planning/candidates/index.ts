export { permittedUses } from './candidate.ts';
export type { Candidate, Standing, UseVerdict } from './candidate.ts';
export { budgetUse, discounted, discountFactor, orderValue, paymentsOf, runningCosts } from './cash.ts';
export type { Payment } from './cash.ts';
export { judgedLine, judgeLines, quarterAt } from './judge-lines.ts';
export type { JudgedLines } from './judge-lines.ts';
export { unjudged, worse } from './judge-use.ts';
export type { Judge } from './judge-use.ts';
