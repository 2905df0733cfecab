import { expect, it } from 'vitest';
import { enginePresets } from '../../src/simulation/engine/parameters.ts';
import { FleetRun } from '../../src/simulation/fleet/fleet-run.ts';
import { fixedArrivals, plainDraft } from '../../src/simulation/load/arrival-source.ts';
import { linearSteps } from '../../src/simulation/steps/step-model.ts';

/** Ends of the steps that gave the first tokens, where every step takes a second and somebody decodes until 20. */
function firstTokens(schedulesAhead: boolean, arrivals: readonly number[]): readonly number[] {
  const first: number[] = [];
  const run = new FleetRun(
    {
      regions: ['one'],
      latency: [[0]],
      pools: [
        {
          id: 'one',
          site: 'one',
          region: 0,
          role: 'both',
          replicas: 1,
          engine: {
            ...enginePresets.vllm,
            kvBlocks: 1000,
            schedulesAhead,
            prefixCaching: false,
            requestOverhead: 0,
          },
          steps: linearSteps({ step: 1, request: 0, context: 0, prefill: 0, pair: 0 }),
          rate: 1,
          busyWatts: 0,
          idleWatts: 0,
          costPerSecond: 0,
          energyCost: 0,
        },
      ],
      routing: { kind: 'round-robin' },
      maxInFlight: Infinity,
      chainTokens: 512,
    },
    fixedArrivals(
      arrivals.map((arrival, index) => ({ ...plainDraft(), arrival, output: index === 0 ? 20 : 1 })),
    ),
    {
      ended(request) {
        first[request.number] = request.first;
      },
    },
    { seed: 1 },
  );
  run.run();
  return first;
}

it('a request that comes during a step is in the next one, or in the one after where the engine schedules ahead', () => {
  expect(firstTokens(false, [0, 2.5, 2.7, 5])).toEqual([1, 4, 4, 6]);
  expect(firstTokens(true, [0, 2.5, 2.7, 5])).toEqual([1, 5, 5, 7]);
});

it('an idle engine starts at once, and one that runs out of work does not wait', () => {
  expect(firstTokens(true, [0, 30.5])).toEqual([1, 31.5]);
  expect(firstTokens(true, [0, 19.5])).toEqual([1, 21]);
});
