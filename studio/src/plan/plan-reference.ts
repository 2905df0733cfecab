import type { PlanFile } from '../../../src/plan/index.ts';

/** A plan as the server's questions about plans take it: a job by its id, a file by its text, with its scenario. */
export function referenceTo(
  id: string,
  plan: PlanFile,
  hasScenario: boolean,
): Readonly<Record<string, unknown>> {
  return {
    plan: id.startsWith('job:') ? { job: id.slice(4) } : { text: JSON.stringify(plan) },
    ...(!id.startsWith('job:') && hasScenario && { scenario: { name: plan.scenario } }),
  };
}
