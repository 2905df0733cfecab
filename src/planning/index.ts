export { bestMix } from './mix/index.ts';
export type { MixAnswer, MixMachine, MixQuestion } from './mix/index.ts';
export type { Judge } from './candidates/index.ts';
export { makePlan } from './make-plan.ts';
export type { PlanInput, PlanOptions } from './plan-input.ts';
export { planningMessages } from './messages.ts';
export { localSolver, workerSolver } from './solver/index.ts';
export type { SearchProgress, Solver } from './solver/index.ts';
export { claimSentence, diffPlans } from './diff/index.ts';
export type {
  ClaimChange,
  DiffSide,
  FieldChange,
  FigureChange,
  LineChange,
  LineEvent,
  PlanDiff,
} from './diff/index.ts';
