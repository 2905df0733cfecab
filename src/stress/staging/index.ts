export { measures, stageScenario } from './stage-scenario.ts';
export type { FutureOutcome, MeasureName, StagedReport, StageWish } from './stage-scenario.ts';
export type { Stance } from './stances.ts';
