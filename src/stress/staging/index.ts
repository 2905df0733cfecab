export { stageInThread } from './stage-in-thread.ts';
export { measures, stageScenario } from './stage-scenario.ts';
export type { MeasureName, StagedReport, StageWish } from './stage-scenario.ts';
export { firstOrders, planUnderUncertainty, withStances } from './staged-plan.ts';
