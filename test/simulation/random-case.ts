import { randomStream } from '../../src/quantity/index.ts';
import type { EngineTotals } from '../../src/simulation/engine/engine.ts';
import { enginePresets, type EngineParameters } from '../../src/simulation/engine/parameters.ts';
import type { RequestShape } from '../../src/simulation/engine/request.ts';
import type { Fleet, Pool, Routing } from '../../src/simulation/fleet/fleet.ts';
import { FleetRun, type RunOptions } from '../../src/simulation/fleet/fleet-run.ts';
import { fixedArrivals, plainDraft } from '../../src/simulation/load/arrival-source.ts';
import { linearSteps, speculating, type StepModel } from '../../src/simulation/steps/step-model.ts';
import type { Counts } from '../../src/simulation/answers/histogram.ts';

export interface Case {
  readonly fleet: Fleet;
  readonly requests: readonly RequestShape[];
  readonly seed: number;
}

/** A small fleet and load with features drawn at random: tight memory, mixed pools, every routing, failures and all. */
export function randomCase(seed: number): Case {
  const stream = randomStream(seed, 'reference');
  const next = (): number => stream.next();
  const ahead = randomStream(seed, 'schedules ahead');
  const partial = randomStream(seed, 'partial prompts');
  const piped = randomStream(seed, 'stages');
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const chance = (part: number): boolean => next() < part;

  const engine = (role: Pool['role']): EngineParameters => {
    const preset = enginePresets[pick(['vllm', 'sglang', 'tensorrt-llm', 'mindie'] as const)];
    const blockTokens = pick([1, 4, 16, 32]);
    return {
      ...preset,
      blockTokens,
      kvBlocks: Math.ceil(whole(150, chance(0.5) ? 500 : 4000) / blockTokens),
      maxSequences: whole(1, 24),
      maxBatchedTokens: whole(8, 256),
      schedulesAhead: ahead.next() < 0.5,
      ...(partial.next() < 0.5 && {
        maxPartialPrompts: 1 + Math.floor(partial.next() * 4),
        promptTokensPerStep: partial.next() < 0.3 ? Infinity : 1 + Math.floor(partial.next() * 60),
      }),
      stages: piped.next() < 0.7 ? 1 : 2 + Math.floor(piped.next() * 3),
      preemption: pick(['recompute', 'swap']),
      swapSecondsPerToken: pick([0, 1e-6]),
      hostBlocks: pick([Infinity, Infinity, 0, 12]),
      prefixCaching: role !== 'decode' && chance(0.7),
      order: pick(['arrival', 'arrival', 'priority', 'deadline'] as const),
      speculation: chance(0.25)
        ? { tokens: whole(1, 4), acceptance: next(), draftShare: 0.1, seed: pick([undefined, seed]) }
        : undefined,
      maxQueue: chance(0.2) ? whole(0, 5) : Infinity,
      requestOverhead: pick([0, 0.01]),
    };
  };
  const steps = (parameters: EngineParameters): StepModel => {
    const linear = linearSteps({
      step: 0.001 + next() * 0.02,
      request: next() * 1e-4,
      context: pick([0, next() * 1e-5]),
      prefill: next() * 1e-4,
      pair: next() * 1e-7,
    });
    const bent: StepModel = chance(0.3)
      ? {
          seconds: (decode, context, prefill, attended) =>
            linear.seconds(decode, Math.min(context, 600) + context / 10, prefill, attended),
        }
      : linear;
    return parameters.speculation ? speculating(bent, parameters.speculation) : bent;
  };
  const pool = (id: string, role: Pool['role'], rest: Partial<Pool> = {}): Pool => {
    const parameters = engine(role);
    return {
      id,
      site: id,
      region: whole(0, 1),
      role,
      replicas: whole(1, 3),
      engine: parameters,
      steps: steps(parameters),
      rate: 0.5 + next(),
      busyWatts: 1000,
      idleWatts: 100,
      costPerSecond: 1,
      energyCost: 0,
      failures: chance(0.2) ? { meanBetween: 1 + 3 * next(), meanRepair: next() } : undefined,
      maintenance: chance(0.2) ? [{ from: next(), until: 1 + next(), first: 0, last: 0 }] : undefined,
      ...rest,
    };
  };
  const split = chance(0.25);
  const pools = split
    ? [
        pool('prefill', 'prefill', {
          handOver: { pool: 1, bytesPerToken: 1e5, bytesPerSecond: 1e8, latency: pick([0, 0.003]) },
          failures: undefined,
        }),
        pool('decode', 'decode'),
      ]
    : [
        pool('a', 'both'),
        ...(chance(0.5)
          ? [
              pool('b', 'both', {
                scaling: chance(0.5)
                  ? { initial: 1, least: 1, target: 3, interval: 0.3, coldStart: 0.2 }
                  : undefined,
              }),
            ]
          : []),
      ];
  const routing: Routing = pick([
    { kind: 'round-robin' },
    { kind: 'least-loaded' },
    { kind: 'shortest-queue' },
    { kind: 'weighted' },
    { kind: 'kv-aware' },
    { kind: 'prefix-aware', tokensPerRequest: 20 },
    { kind: 'affinity', slack: 2 },
    { kind: 'region-first', overflow: 3 },
  ] as const);
  const chained = chance(0.2);
  const sessions = whole(1, 12);
  const said = new Map<number, number>();
  let time = 0;
  const requests = Array.from({ length: whole(5, 60) }, (): RequestShape => {
    time += chance(0.2) ? 0 : -Math.log1p(-next()) * pick([0.005, 0.05, 0.3]);
    const session = chance(0.5) ? whole(0, sessions) : -1;
    const history = session < 0 ? 0 : (said.get(session) ?? 0);
    const input = Math.min(1 + history + whole(0, 100), 400);
    const output = chance(0.1) ? 1 : whole(1, 60);
    said.set(session, input + output);
    return {
      ...plainDraft(),
      arrival: time,
      input,
      output,
      klass: whole(0, 2),
      priority: whole(0, 2),
      deadline: chance(0.3) ? time + next() : Infinity,
      shared: chance(0.4) ? whole(0, 1) : -1,
      sharedTokens: 50,
      session,
      chain: chained
        ? Array.from({ length: Math.ceil(input / 32) }, (_, link) =>
            link < 3 ? link : whole(3, 9) * 10 + link,
          )
        : undefined,
      origin: whole(0, 1),
    };
  });
  return {
    fleet: {
      regions: ['here', 'there'],
      latency: [
        [0, pick([0, 0.02])],
        [0.01, 0],
      ],
      pools,
      routing,
      maxInFlight: chance(0.1) ? 10 : Infinity,
      chainTokens: 32,
    },
    requests,
    seed,
  };
}

/** What came of a case: every request's times and end as text, the sums and latencies of every engine. */
export function runCase(
  { fleet, requests, seed }: Case,
  makeEngine: RunOptions['makeEngine'],
): {
  readonly rows: readonly string[];
  readonly totals: readonly EngineTotals[];
  readonly latencies: readonly Counts[];
  readonly run: FleetRun;
} {
  const rows: string[] = [];
  const run = new FleetRun(
    fleet,
    fixedArrivals(requests),
    {
      ended(request, outcome, time, replica) {
        rows.push(
          [
            request.number,
            outcome,
            replica,
            time,
            request.first,
            request.preemptions,
            outcome === 'finished' ? request.cached : 0,
          ].join(' '),
        );
      },
    },
    { seed, ...(makeEngine && { makeEngine }) },
  );
  run.run();
  return {
    rows,
    totals: run.engines.map(({ totals }) => totals),
    latencies: run.latencies,
    run,
  };
}
