export { planSchema, planVersion } from './schema.ts';
export type { PlanFile, PlanLimit, PlanLine, PlanPlacement } from './schema.ts';
