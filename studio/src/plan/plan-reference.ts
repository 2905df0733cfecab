import type { PlanFile } from '../../../src/plan/index.ts';

/** A plan as the server's questions about plans take it: a job by its id, a version by its record, a file by its text with its scenario. */
export function referenceTo(
  id: string,
  plan: PlanFile,
  hasScenario: boolean,
): Readonly<Record<string, unknown>> {
  if (id.startsWith('job:')) return { plan: { job: id.slice(4) } };
  const version = /^record:(?<record>.+)\/(?<number>\d+)$/u.exec(id)?.groups;
  if (version !== undefined) return { plan: { record: version.record, version: Number(version.number) } };
  return {
    plan: { text: JSON.stringify(plan) },
    ...(hasScenario && { scenario: { name: plan.scenario } }),
  };
}
