import { expect, it } from 'vitest';
import type { RunRecord } from '../../src/simulation/answers/run-record.ts';
import { isSaturated } from '../../src/simulation/answers/summary.ts';
import { enginePresets } from '../../src/simulation/engine/parameters.ts';
import type { ProofRun } from '../../src/simulation/proof/proof-run.ts';
import { saturationLoad } from '../../src/simulation/proof/saturation.ts';
import { runHere } from '../../src/simulation/proof/run-here.ts';
import type { ServiceFleet } from '../../src/simulation/proof/service-fleet.ts';
import { linearSteps } from '../../src/simulation/steps/step-model.ts';

/** Two replicas that each work on one request at a time: 11 tokens of 10 ms, so 100/11 requests per second each. */
function made(peak: number): ServiceFleet {
  const pool = {
    id: 'queue',
    site: 'here',
    region: 0,
    role: 'both' as const,
    replicas: 2,
    engine: { ...enginePresets.vllm, kvBlocks: 100_000, maxSequences: 1, prefixCaching: false },
    steps: linearSteps({ step: 0.01, request: 0, context: 0, prefill: 0, pair: 0 }),
    rate: 1,
    busyWatts: 0,
    idleWatts: 0,
    costPerSecond: 0,
    energyCost: 0,
  };
  const classes = [
    {
      share: 1,
      input: { kind: 'fixed', tokens: 50 },
      output: { kind: 'fixed', tokens: 11 },
      sharedTokens: 0,
    },
  ] as const;
  return {
    fleet: {
      regions: ['here'],
      latency: [[0]],
      pools: [pool],
      routing: { kind: 'least-loaded' },
      maxInFlight: 1e6,
      chainTokens: 512,
    },
    service: {
      id: 'chat',
      ttft: 1,
      tpot: 0.1,
      classes: [{ outputTokens: 11 }],
    } as unknown as ServiceFleet['service'],
    share: 1,
    peak,
    mean: peak,
    classes,
    origins: [1],
    classIds: ['all'],
    placed: [],
  };
}

async function saturation(peak: number): Promise<{ found: number | undefined; saturated: boolean }> {
  const fleet = made(peak);
  const runAll = runHere({ fleetOf: () => fleet, pause: async () => 'go' });
  const run: ProofRun = {
    service: 'chat',
    quarter: '2026Q1',
    when: 'peak hour',
    load: 1,
    seed: 1,
    peakSeconds: 600,
    hourSeconds: 60,
  };
  const records: RunRecord[] = [];
  await runAll([run], (record) => records.push(record));
  const options = { seed: 1, replications: 1, cells: 1, statistic: 'p90', cases: [] } as const;
  const found = await saturationLoad(fleet, '2026Q1', records, {
    ...options,
    peakSeconds: 600,
    hourSeconds: 60,
    runAll,
  });
  return { found, saturated: records.some(isSaturated) };
}

const capacity = 200 / 11;

it.each([0.1, 0.5, 0.8, 1.5, 3])(
  'finds the distance to saturation of queues under %f of what they can do',
  async (use) => {
    const { found, saturated } = await saturation(capacity * use);
    expect(saturated).toBe(use > 1);
    expect((found ?? 0) * use).toBeGreaterThan(0.97);
    expect((found ?? 2) * use).toBeLessThan(1.03);
  },
);

it('gives no number where 64 times the load is little', async () => {
  expect((await saturation(capacity / 200)).found).toBeUndefined();
});
