export type { Judge } from './candidates/index.ts';
export { makePlan } from './make-plan.ts';
export type { PlanInput, PlanOptions } from './plan-input.ts';
export { planningMessages } from './messages.ts';
export { localSolver, workerSolver } from './solver/index.ts';
export type { SearchProgress, Solver } from './solver/index.ts';
export { quickPlanner } from './quick/index.ts';
export type { Outcome, QuickModel, QuickPlan, QuickPlanner, Settled } from './quick/index.ts';
