export { extensiveForm } from './extensive.ts';
export type { ExtensiveForm } from './extensive.ts';
export type { Decision, Risk, SharedColumn, StagedFuture, StagedProblem } from './problem.ts';
export { reduceFutures } from './reduce.ts';
export { riskOf } from './risk.ts';
export { solveStaged } from './solve.ts';
export type { StagedSolution } from './solve.ts';
export { costsOfHolding } from './what-if-without.ts';
export type { Holding } from './what-if-without.ts';
