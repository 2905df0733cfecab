import { dirname } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.ts';
import { readTextFile } from '../files/index.ts';
import { choiceOf, findScenario, prepareScenario, readWorld, type Prepared } from '../pipeline/index.ts';
import { readPlan, type PlanFile, type ReadPlan } from '../plan/index.ts';

/** The plan in a file the user named, or why there is none. */
export function readPlanFile(path: string): ReadPlan {
  const file = readTextFile(path);
  return 'code' in file ? { diagnostics: [file] } : readPlan(file.path, file.text);
}

/** A plan with the scenario it was made from, prepared for the same day and variant; or why there is none. */
export type GroundedPlan = {
  readonly diagnostics: readonly Diagnostic[];
} & ({ readonly plan: PlanFile; readonly prepared: Prepared } | { readonly plan?: undefined });

/** @param scenario file that the user named; otherwise it is looked for by its name beside the plan, here and in `scenarios/` */
export function readGroundedPlan(path: string, scenario: string | boolean | undefined): GroundedPlan {
  const { plan, diagnostics } = readPlanFile(path);
  if (plan === undefined) return { diagnostics };
  const named = typeof scenario === 'string' ? scenario : findScenario(plan.scenario, dirname(path));
  const file = readTextFile(named);
  if ('code' in file)
    return { diagnostics: [...diagnostics, { ...file, hint: 'say where the scenario is: --scenario FILE' }] };
  const prepared = prepareScenario(file, readWorld(), choiceOf(plan));
  if (!prepared.ok) return { diagnostics: [...diagnostics, ...prepared.diagnostics] };
  return { plan, prepared, diagnostics };
}
