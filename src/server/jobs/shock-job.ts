import { hasErrors } from '../../diagnostics/index.ts';
import { choiceOf, prepareScenario } from '../../pipeline/index.ts';
import { readPlan } from '../../plan/index.ts';
import { depositOf, everyShock, holdAgainst } from '../../stress/index.ts';
import type { JobWork } from './job-process.ts';

/** Input of a shock job: the text of a plan and of the scenario it was made from. */
export interface ShockInputs {
  readonly plan: string;
  readonly scenario: { readonly name: string; readonly text: string };
}

/** Holds a plan against every shock as `shock --all` does; the result is what that gives as JSON, with the title and the gap of the plan. Cancelled: the shocks so far. */
export const shockJob: JobWork = async (input, world, { signal, onProgress }) => {
  const { plan: text, scenario } = JSON.parse(input) as ShockInputs;
  const { plan, diagnostics } = readPlan('plan.json', text);
  if (!plan) return { kind: 'refused', diagnostics };
  const file = { path: `${scenario.name}.yaml`, text: scenario.text };
  const prepared = prepareScenario(file, world, choiceOf(plan));
  if (!prepared.ok) return { kind: 'refused', diagnostics: prepared.diagnostics };
  const { events, problems } = everyShock(prepared);
  if (hasErrors(problems)) return { kind: 'refused', diagnostics: problems };
  const started = performance.now();
  const told = (done: number): void => {
    onProgress({
      text: `${done} of ${events.length} shocks`,
      part: done / events.length,
      seconds: (performance.now() - started) / 1000,
      incumbent: null,
      bound: null,
      gap: null,
    });
  };
  const shocks = await holdAgainst(plan, prepared, events, depositOf(prepared).part, plan.seed, signal, told);
  if (shocks.length === 0 && signal.aborted) return { kind: 'nothing' };
  const { title, currency, scenarioHash, gap } = plan;
  const stale = scenarioHash !== prepared.scenario.hash;
  return {
    kind: 'done',
    result: JSON.stringify({ title, currency, stale, gap, shocks }),
    summary: { shocks: shocks.length, broken: shocks.filter(({ first }) => first !== null).length },
  };
};
