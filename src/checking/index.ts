export { checkPlan } from './check-plan.ts';
export type { CheckInput } from './facts.ts';
export { checkingMessages } from './messages.ts';
export type { Violation } from './violation.ts';
