export type { Outcome } from './outcome.ts';
export { quickPlanner } from './quick-planner.ts';
export type { QuickModel, QuickPlan, QuickPlanner, Settled } from './quick-planner.ts';
