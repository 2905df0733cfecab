import { planSchema, type PlanFile } from './schema.ts';

/**
 * The text of a plan file: JSON, two spaces, keys in the order of the schema, numbers not rounded, a line break at the
 * end. Equal plans give equal bytes. A plan that does not fit its own schema (NaN, a missing field) is a bug and throws.
 */
export function writePlan(plan: PlanFile): string {
  return `${JSON.stringify(planSchema.parse(plan), null, 2)}\n`;
}
