import { enginePresets } from '../../src/simulation/engine/parameters.ts';
import type { Fleet } from '../../src/simulation/fleet/fleet.ts';
import type { SyntheticLoad } from '../../src/simulation/load/synthetic.ts';
import { linearSteps } from '../../src/simulation/steps/step-model.ts';

/** The fleet of the bench: replicas of a 70B-like model on eight cards, with the step time fitted to such engines. */
export function benchFleet(replicas: number): Fleet {
  return {
    regions: ['one'],
    latency: [[0]],
    pools: [
      {
        id: 'bench',
        site: 'one',
        region: 0,
        role: 'both',
        replicas,
        engine: { ...enginePresets.vllm, kvBlocks: 4200, maxSequences: 256 },
        steps: linearSteps({ step: 8e-3, request: 2e-5, context: 4e-9, prefill: 2.5e-5, pair: 1e-10 }),
        rate: 1,
        busyWatts: 8000,
        idleWatts: 1500,
        costPerSecond: 0.01,
        energyCost: 3e-8,
      },
    ],
    routing: { kind: 'affinity', slack: 8 },
    maxInFlight: 1_000_000,
    chainTokens: 512,
  };
}

/** Conversations of a few turns behind a shared prompt, as many requests per second as keep the replicas busy and their KV caches full. */
export function benchLoad(replicas: number, requests: number, perReplica: number): SyntheticLoad {
  const rate = replicas * perReplica;
  return {
    classes: [
      {
        share: 0.7,
        input: { kind: 'lognormal', mean: 400, spread: 1, most: 4000 },
        output: { kind: 'lognormal', mean: 200, spread: 0.8, most: 1000 },
        sharedTokens: 128,
        sharedPrompts: 4,
      },
      {
        share: 0.3,
        input: { kind: 'lognormal', mean: 1500, spread: 0.8, most: 8000 },
        output: { kind: 'lognormal', mean: 100, spread: 1, most: 1000 },
      },
    ],
    rhythm: { kind: 'poisson' },
    rate: { kind: 'constant', rate },
    seconds: requests / rate,
    origins: [1],
    sessions: replicas * 40,
    turns: 4,
  };
}
