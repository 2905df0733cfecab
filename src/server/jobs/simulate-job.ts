import { availableParallelism } from 'node:os';
import { choiceOf, prepareScenario, simulatePlan, type SimulateRequest } from '../../pipeline/index.ts';
import { readPlan, writePlan } from '../../plan/index.ts';
import type { JobWork } from './job-process.ts';

/** Input of a simulation job: the text of a plan and of the scenario it was made from, and what to simulate. */
export interface SimulateInputs {
  readonly plan: string;
  readonly scenario: { readonly name: string; readonly text: string };
  readonly request: SimulateRequest;
}

/** Proves a plan as the command does; the result is the plan file with its proof. */
export const simulateJob: JobWork = async (input, world, { signal, onProgress }) => {
  const { plan: text, scenario, request } = JSON.parse(input) as SimulateInputs;
  const { plan, diagnostics } = readPlan('plan.json', text);
  if (!plan) return { kind: 'refused', diagnostics };
  const prepared = prepareScenario(
    { path: `${scenario.name}.yaml`, text: scenario.text },
    world,
    choiceOf(plan),
  );
  if (!prepared.ok) return { kind: 'refused', diagnostics: prepared.diagnostics };
  const started = performance.now();
  const simulated = await simulatePlan(plan, prepared, request, {
    threads: availableParallelism(),
    signal,
    onProgress: (what, part) =>
      onProgress({
        text: what,
        part,
        seconds: (performance.now() - started) / 1000,
        incumbent: null,
        bound: null,
        gap: null,
      }),
  });
  if ('problems' in simulated) return { kind: 'refused', diagnostics: simulated.problems };
  const { ok, services } = simulated;
  if (services.length === 0 && signal.aborted) return { kind: 'nothing' };
  return {
    kind: 'done',
    result: writePlan(simulated.plan),
    summary: {
      ok,
      services: services.map(({ service, quarter, when, verdict, repair }) => ({
        service,
        quarter,
        when,
        verdict,
        repair,
      })),
    },
  };
};
