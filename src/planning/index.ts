export { bestMix } from './mix/index.ts';
export type { MixAnswer, MixMachine, MixQuestion } from './mix/index.ts';
export type { Judge } from './candidates/index.ts';
export { makePlan } from './make-plan.ts';
export type { PlanInput, PlanOptions } from './plan-input.ts';
export { planningMessages, say as planningTrouble } from './messages.ts';
export { localSolver, workerSolver } from './solver/index.ts';
export type { SearchProgress, Solver } from './solver/index.ts';
export { lineName } from './program/index.ts';
export { quickPlanner } from './quick/index.ts';
export type { Outcome, QuickModel, QuickPlan, QuickPlanner, Settled } from './quick/index.ts';
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
export { attribution, groupTitles, takeOver, verdictChanges } from './replan/index.ts';
export type {
  Attribution,
  AttributionStep,
  InputGroup,
  LineParts,
  OrderNews,
  PlacedOrder,
  SeenFleet,
  SolvedStep,
  TakenOver,
  TakeOverInput,
  VerdictChange,
} from './replan/index.ts';
export { costsOfHolding, extensiveForm, reduceFutures, riskOf, solveStaged } from './staging/index.ts';
export type {
  Decision,
  ExtensiveForm,
  Holding,
  Risk,
  SharedColumn,
  StagedFuture,
  StagedProblem,
  StagedSolution,
} from './staging/index.ts';
export { loadSolver } from './solver/index.ts';
