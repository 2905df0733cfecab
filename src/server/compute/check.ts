import { checkPlan, type Violation } from '../../checking/index.ts';
import type { TextFile } from '../../files/index.ts';
import { choiceOf, prepareScenario, type Answer, type World } from '../../pipeline/index.ts';
import { readPlan } from '../../plan/index.ts';

/** Checks a plan against the scenario it was made from, as `fleetwright check` does. */
export function checkTask(
  { plan: text, scenario }: { readonly plan: string; readonly scenario: TextFile },
  world: World,
): Answer<readonly Violation[]> {
  const { plan, diagnostics } = readPlan('plan.json', text);
  if (!plan) return { ok: false, problems: diagnostics };
  const prepared = prepareScenario(scenario, world, choiceOf(plan));
  if (!prepared.ok) return { ok: false, problems: prepared.diagnostics };
  return { ok: true, value: checkPlan({ plan, ...prepared }) };
}
