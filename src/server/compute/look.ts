import { checkPlan } from '../../checking/index.ts';
import type { TextFile } from '../../files/index.ts';
import { choiceOf, prepareScenario, type Answer, type World } from '../../pipeline/index.ts';
import { readPlan, type PlanFile } from '../../plan/index.ts';
import { diffPlans, type PlanDiff } from '../../planning/index.ts';

/** A plan with what the checker says of it; null where its scenario is not at hand or cannot be read. */
export interface Looked {
  readonly plan: PlanFile;
  readonly checked: { readonly violations: number; readonly first: string[] } | null;
}

/** Violations that are kept in words with a version. */
const kept = 5;

/** Looks at a plan before it becomes a version. */
export function lookTask(
  { plan: text, scenario }: { readonly plan: string; readonly scenario: TextFile | undefined },
  world: World,
): Answer<Looked> {
  const { plan, diagnostics } = readPlan('plan.json', text);
  if (!plan) return { ok: false, problems: diagnostics };
  const prepared = scenario && prepareScenario(scenario, world, choiceOf(plan));
  if (prepared?.ok !== true) return { ok: true, value: { plan, checked: null } };
  const found = checkPlan({ plan, ...prepared });
  const first = found.slice(0, kept).map(({ sentence }) => sentence);
  return { ok: true, value: { plan, checked: { violations: found.length, first } } };
}

/** What differs between two plans. */
export function diffTask(texts: { readonly before: string; readonly after: string }): Answer<PlanDiff> {
  const before = readPlan('before.json', texts.before);
  const after = readPlan('after.json', texts.after);
  if (before.plan && after.plan) return { ok: true, value: diffPlans(before.plan, after.plan) };
  return { ok: false, problems: [...before.diagnostics, ...after.diagnostics] };
}
