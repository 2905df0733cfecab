export { planJsonSchema } from './json-schema.ts';
export type { JsonSchema } from './json-schema.ts';
export { planReference } from './reference.ts';
export { planMessages } from './messages.ts';
export { readPlan } from './read-plan.ts';
export type { ReadPlan } from './read-plan.ts';
export { planSchema, planVersion } from './schema.ts';
export type { PlanFile, PlanLimit, PlanLine, PlanPlacement, PlanReplan, PlanUncertainty } from './schema.ts';
export { writePlan } from './write-plan.ts';
