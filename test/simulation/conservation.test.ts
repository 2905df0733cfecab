import { describe, expect, it } from 'vitest';
import { benchFleet, benchLoad } from '../../bench/simulate/fleet.ts';
import type { EngineParameters } from '../../src/simulation/engine/parameters.ts';
import { Replica } from '../../src/simulation/engine/replica.ts';
import type { Pool } from '../../src/simulation/fleet/fleet.ts';
import { FleetRun, type Outcome } from '../../src/simulation/fleet/fleet-run.ts';
import { syntheticArrivals } from '../../src/simulation/load/synthetic.ts';

/** Requests of each case; more with `CONSERVATION_REQUESTS=5000000 npx vitest run test/simulation/conservation.test.ts`. */
const requests = Number(process.env.CONSERVATION_REQUESTS ?? 60_000);

interface Features {
  readonly engine?: Partial<EngineParameters>;
  readonly pool?: Partial<Pool>;
}

const cases: readonly (readonly [string, Features])[] = [
  ['as they come', {}],
  [
    'with drafts, swapping and several prompts under way',
    {
      engine: {
        preemption: 'swap',
        swapSecondsPerToken: 1e-6,
        hostBlocks: 2000,
        maxPartialPrompts: 4,
        promptTokensPerStep: 256,
        maxBatchedTokens: 1024,
        speculation: { tokens: 3, acceptance: 0.6, draftShare: 0.1, seed: 7 },
      },
    },
  ],
  [
    'with steps of their own for prompts, by priority, in a pipeline',
    {
      engine: { mixedSteps: false, reserve: 'prompt', order: 'priority', stages: 4 },
    },
  ],
  [
    'that break down, scale and are maintained',
    {
      pool: {
        failures: { meanBetween: 200, meanRepair: 20 },
        scaling: { initial: 15, least: 5, target: 20, interval: 5, coldStart: 10 },
        maintenance: [{ from: 50, until: 100, first: 0, last: 3 }],
      },
    },
  ],
];

describe('a fleet of 20 replicas under bursts', () => {
  it.each(cases)('%s: loses nothing and makes nothing up', (_, { engine, pool }) => {
    const replicas = 20;
    const made = benchFleet(replicas);
    const [only] = made.pools;
    if (only === undefined) throw new RangeError('a fleet needs a pool');
    const fleet = { ...made, pools: [{ ...only, ...pool, engine: { ...only.engine, ...engine } }] };
    const load = { ...benchLoad(replicas, requests, 10), rhythm: { kind: 'bursty', variation: 3 } } as const;
    const ended = new Set<number>();
    const outcomes = { finished: 0, expired: 0, 'turned-away': 0, 'too-long': 0 } satisfies Record<
      Outcome,
      number
    >;
    let clock = 0;
    let answers = 0;
    let prompts = 0;
    let wrong = 0;
    const run = new FleetRun(
      fleet,
      syntheticArrivals(load, 3),
      {
        ended(request, outcome, time, replica) {
          if (ended.has(request.number) || time < clock) wrong += 1;
          ended.add(request.number);
          clock = time;
          outcomes[outcome] += 1;
          if (outcome !== 'finished') return;
          answers += request.output;
          prompts += request.input;
          if (!(request.arrival < request.first && request.first <= time && replica >= 0)) wrong += 1;
        },
      },
      { seed: 3 },
    );
    run.run();
    expect(wrong).toBe(0);
    expect(run.inFlight).toBe(0);
    expect(ended.size).toBe(run.arrived);
    expect(run.arrived).toBeGreaterThan(requests * 0.9);
    expect(outcomes.finished).toBeGreaterThan(run.arrived * 0.9);
    const totals = run.engines.map((each) => each.totals);
    const sum = (of: (each: (typeof totals)[number]) => number): number =>
      totals.reduce((all, each) => all + of(each), 0);
    expect(sum(({ preemptions }) => preemptions)).toBeGreaterThan(0);
    expect(sum(({ answerTokens }) => answerTokens)).toBe(answers);
    expect(sum(({ promptTokens, cachedTokens }) => promptTokens + cachedTokens)).toBeGreaterThanOrEqual(
      prompts,
    );
    const { kvBlocks } = only.engine;
    for (const { mostBlocks } of totals) expect(mostBlocks).toBeLessThanOrEqual(kvBlocks);
    // Nobody holds a block at the end: all are free, or in the cache with nobody's pin on them.
    const left = run.engines.map((replica) =>
      replica instanceof Replica ? replica.free + replica.idle : -1,
    );
    expect(left).toEqual(left.map(() => kvBlocks));
  });
});
