import { choiceOf, prepareScenario, provePlan, type ProofWish } from '../../pipeline/index.ts';
import { readPlan, writePlan } from '../../plan/index.ts';
import type { JobWork } from './job-process.ts';

/** Input of a simulation job: the text of a plan and of the scenario it was made from, and what to prove. */
export interface SimulateInputs extends Omit<ProofWish, 'signal' | 'onProgress' | 'trace' | 'watch'> {
  readonly plan: string;
  readonly scenario: { readonly name: string; readonly text: string };
}

/** Proves a plan as the command does; the result is the plan file with its proof. */
export const simulateJob: JobWork = async (input, world, { signal, onProgress }) => {
  const { plan: text, scenario, ...wish } = JSON.parse(input) as SimulateInputs;
  const { plan, diagnostics } = readPlan('plan.json', text);
  if (!plan) return { kind: 'refused', diagnostics };
  const prepared = prepareScenario(
    { path: `${scenario.name}.yaml`, text: scenario.text },
    world,
    choiceOf(plan),
  );
  if (!prepared.ok) return { kind: 'refused', diagnostics: prepared.diagnostics };
  const started = performance.now();
  const services = await provePlan(plan, prepared, {
    ...wish,
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
  if (services.length === 0 && signal.aborted) return { kind: 'nothing' };
  const { seed, replications, engine } = wish;
  const ok = services.length > 0 && services.every(({ verdict }) => verdict === 'met');
  return {
    kind: 'done',
    result: writePlan({ ...plan, proof: { seed, replications, engine, services: [...services] } }),
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
