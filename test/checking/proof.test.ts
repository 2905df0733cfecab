import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/checking/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { planScenario, prepareScenario, readWorld, simulatePlan } from '../../src/pipeline/index.ts';
import { smallScenario } from '../simulation/small-scenario.ts';

type ServiceProof = NonNullable<PlanFile['proof']>['services'][number];

const signal = new AbortController().signal;
const onProgress = (): void => {};
const prepared = prepareScenario({ path: 'small.yaml', text: smallScenario('2 s') }, readWorld(), {});
if (!prepared.ok) throw new Error('the scenario cannot be prepared');
const made = await planScenario(prepared, { timeLimit: 20, gap: 0.01, seed: 1, signal, onProgress });
const simulated = await simulatePlan(
  made,
  prepared,
  { replications: 1, seconds: 60 },
  { signal, onProgress, threads: 1 },
);
if ('problems' in simulated) throw new Error('the plan cannot be simulated');
const { plan } = simulated;

/** Codes for the plan with its peak hour proven otherwise. */
function codes(change: (peak: ServiceProof) => Partial<ServiceProof>): readonly string[] {
  const services = plan.proof?.services.map((each, index) =>
    index === 0 ? { ...each, ...change(each) } : each,
  );
  const spoiled = { ...plan, proof: plan.proof && { ...plan.proof, services: services ?? [] } };
  return checkPlan({ ...prepared, plan: spoiled } as Parameters<typeof checkPlan>[0]).map(({ code }) => code);
}

describe('the proof of a plan', () => {
  it('is accepted as it was simulated', () => {
    expect(plan.proof?.services.map(({ when }) => when)).toEqual(['peak hour', 'day']);
    expect(codes(() => ({}))).toEqual([]);
  });

  it.each([
    ['another verdict', ({ verdict }) => ({ verdict: verdict === 'met' ? 'missed' : 'met' })],
    ['a verdict of saturation', () => ({ verdict: 'saturated' })],
    ['a looser level', ({ levels }) => ({ levels: { ...levels, tpot: levels.tpot * 2 } })],
    ['another service', () => ({ service: 'nobody' })],
    ['a quarter beyond the horizon', () => ({ quarter: '2031Q1' })],
    [
      'latencies beyond the level that are called met',
      ({ levels, ttft }) => ({ verdict: 'met', ttft: { ...ttft, p90: levels.ttft * 1.01 } }),
    ],
    ['a level met by turning most away', ({ requests }) => ({ verdict: 'met', turnedAway: requests })],
    [
      'a statistic that misses',
      ({ levels, tpot }) => ({ verdict: 'met', statistic: 'p99', tpot: { ...tpot, p99: levels.tpot * 2 } }),
    ],
  ] satisfies readonly (readonly [string, (peak: ServiceProof) => Partial<ServiceProof>])[])(
    'is refused with %s',
    (_, change) => {
      expect(codes(change)).toContain('FW-CHK-0095');
    },
  );
});
