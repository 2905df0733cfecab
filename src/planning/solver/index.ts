export { dive, quickDive } from './dive.ts';
export { gapOf } from './find-plan.ts';
export { LiveModel } from './live-model.ts';
export type { LinearResult, Objective } from './live-model.ts';
export { loadSolver, localSolver } from './local-solver.ts';
export { costOf, costWeight, penaltyAt, penaltyFirst, valueAt } from './objective.ts';
export type { LinearStep, PlanFound, SearchProgress, Solver } from './requests.ts';
export { workerSolver } from './worker-solver.ts';
