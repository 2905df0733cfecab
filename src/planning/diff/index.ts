export { diffPlans } from './diff-plans.ts';
export { claimSentence } from './lines.ts';
export type {
  ClaimChange,
  DiffSide,
  FieldChange,
  FigureChange,
  LineChange,
  LineEvent,
  PlanDiff,
} from './plan-diff.ts';
