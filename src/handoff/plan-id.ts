import { sha256Hex } from '../evidence/index.ts';
import { writePlan, type PlanFile } from '../plan/index.ts';

/** Tells one plan from every other: its scenario, variant and date for people, and twelve digits of the hash of its text. */
export function planId(plan: PlanFile): string {
  const variant = plan.variant === null ? '' : `+${plan.variant}`;
  return `${plan.scenario}${variant}@${plan.asOf}#${sha256Hex(writePlan(plan)).slice(0, 12)}`;
}
