import { describe, expect, it } from 'vitest';
import { mergedCells } from '../../src/simulation/answers/cell.ts';
import { Recorder } from '../../src/simulation/answers/recorder.ts';
import { type Estimate, estimate } from '../../src/simulation/answers/student.ts';
import { isSaturated } from '../../src/simulation/answers/summary.ts';
import { type EngineParameters, enginePresets } from '../../src/simulation/engine/parameters.ts';
import { FleetRun } from '../../src/simulation/fleet/fleet-run.ts';
import { closedLoop } from '../../src/simulation/load/closed-loop.ts';
import type { LengthModel } from '../../src/simulation/load/lengths.ts';
import { type Rhythm, syntheticArrivals } from '../../src/simulation/load/synthetic.ts';
import { type LinearStep, linearSteps } from '../../src/simulation/steps/step-model.ts';

// Queues with known answers. A request of n tokens is a job of n steps, so that lengths are service times in milliseconds.

const step = 1e-3;
const serial: LinearStep = { step, request: 0, context: 0, prefill: 0, pair: 0 };
/** Every step takes as long as its batch is large: the processor is shared. */
const shared: LinearStep = { step: 0, request: step, context: 0, prefill: step, pair: 0 };
const exponential = (mean: number): LengthModel => {
  const values = Array.from({ length: 2000 }, (_, index) => -mean * Math.log(1 - (index + 0.5) / 2000));
  return { kind: 'histogram', values, weights: values.map(() => 1) };
};

interface Queue {
  readonly steps: LinearStep;
  readonly servers: number;
  readonly rate: number;
  readonly lengths: LengthModel;
  readonly rhythm?: Rhythm;
  readonly seconds: number;
  readonly seed: number;
}

function pool(steps: LinearStep, servers: number) {
  const engine: EngineParameters = {
    ...enginePresets.vllm,
    kvBlocks: 10_000_000,
    maxSequences: servers,
    maxBatchedTokens: 1_000_000,
    prefixCaching: false,
    requestOverhead: 0,
  };
  return {
    id: 'queue',
    site: 'queue',
    region: 0,
    role: 'both' as const,
    replicas: 1,
    engine,
    steps: linearSteps(steps),
    rate: 1,
    busyWatts: 0,
    idleWatts: 0,
    costPerSecond: 0,
    energyCost: 0,
  };
}

function simulate({ steps, servers, rate, lengths, rhythm = { kind: 'poisson' }, seconds, seed }: Queue) {
  const fleet = {
    regions: ['one'],
    latency: [[0]],
    pools: [pool(steps, servers)],
    routing: { kind: 'round-robin' } as const,
    maxInFlight: Infinity,
    chainTokens: 512,
  };
  const recorder = new Recorder({
    classes: 1,
    pools: 1,
    poolOf: [0],
    level: { ttft: 1, tpot: 1 },
    from: seconds / 10,
    sliceSeconds: (seconds * 0.9) / 10,
    slices: 10,
  });
  const source = syntheticArrivals(
    {
      classes: [{ share: 1, input: { kind: 'fixed', tokens: 1 }, output: lengths }],
      rhythm,
      rate: { kind: 'constant', rate },
      seconds,
      origins: [1],
    },
    seed,
  );
  const run = new FleetRun(fleet, source, recorder, { seed });
  run.run(Infinity, seconds);
  const all = mergedCells(recorder.cells);
  const totals = run.engines[0]?.totals;
  return {
    sojourn: all.endToEndSum / all.finished,
    present: (totals?.batchSeconds ?? 0) / run.time,
    busy: 1 - (totals?.idleSeconds ?? 0) / run.time,
    completed: run.arrived / run.time,
    recorder,
  };
}

function replicate(queue: Omit<Queue, 'seed'>, of: (made: ReturnType<typeof simulate>) => number): Estimate {
  return estimate(Array.from({ length: 10 }, (_, seed) => of(simulate({ ...queue, seed: seed + 1 }))));
}

/** Within the interval, widened by half for the odds of several such tests; and the interval says something. */
function agrees(found: Estimate, truth: number): void {
  expect(found.halfWidth).toBeLessThan(truth * 0.1);
  expect(Math.abs(found.value - truth)).toBeLessThan(1.5 * found.halfWidth);
}

/** Users who think for a second in the mean: requests per second, and seconds until an answer is done. */
function closed(steps: LinearStep, servers: number, users: number, requests: number, seed: number) {
  let stayed = 0;
  let ended = 0;
  const fleet = {
    regions: ['one'],
    latency: [[0]],
    pools: [pool(steps, servers)],
    routing: { kind: 'round-robin' } as const,
    maxInFlight: Infinity,
    chainTokens: 512,
  };
  const load = {
    users,
    think: 1,
    classes: [{ share: 1, input: { kind: 'fixed', tokens: 1 }, output: exponential(100) }],
    turns: 1,
    requests,
    seconds: Infinity,
  } as const;
  const note = {
    ended(request: { readonly arrival: number }, _: unknown, time: number): void {
      stayed += time - request.arrival;
      ended += 1;
    },
  };
  const run = new FleetRun(fleet, closedLoop(load, seed), note, { seed });
  run.run();
  expect(ended).toBe(requests);
  return { throughput: requests / run.time, stayed: stayed / requests };
}

function saturatedAt(rate: number): boolean {
  return isSaturated(
    simulate({ steps: serial, servers: 1, rate, lengths: exponential(100), seconds: 2000, seed: 1 }).recorder,
  );
}

describe('queues with known answers', () => {
  it('M/M/1: the time in the system is 1 / (μ − λ)', () => {
    const queue = { steps: serial, servers: 1, rate: 7, lengths: exponential(100), seconds: 4000 };
    agrees(
      replicate(queue, ({ sojourn }) => sojourn),
      1 / (1 / 0.1005 - 7),
    );
  });

  it('M/M/c: the wait is that of Erlang C', () => {
    const servers = 5;
    const service = 0.1005;
    const offered = 40 * service;
    let blocked = 1;
    for (let c = 1; c <= servers; c += 1) blocked = (offered * blocked) / (c + offered * blocked);
    const waits = blocked / (1 - (offered / servers) * (1 - blocked));
    const queue = { steps: serial, servers, rate: 40, lengths: exponential(100), seconds: 1500 };
    agrees(
      replicate(queue, ({ sojourn }) => sojourn),
      service + (waits * service) / (servers - offered),
    );
  });

  it.each([
    ['exponential', exponential(100)],
    ['lognormal', { kind: 'lognormal', mean: 100, spread: 2, most: 1e6 } as const],
    ['fixed', { kind: 'fixed', tokens: 100 } as const],
  ])('M/G/1-PS, %s jobs: the time in the system is E[S] / (1 − ρ), whatever the jobs', (_, lengths) => {
    const queue = { steps: shared, servers: 2000, rate: 6, lengths, seconds: 3000 };
    const { value: mean } = replicate(queue, ({ busy }) => busy / 6);
    agrees(
      replicate(queue, ({ sojourn }) => sojourn),
      mean / (1 - 6 * mean),
    );
  });

  it('Little: those present are the rate times the time each stays', () => {
    const queue = { steps: shared, servers: 2000, rate: 6, lengths: exponential(100), seconds: 3000 };
    const present = replicate(queue, (made) => made.present);
    const product = replicate(queue, (made) => made.completed * made.sojourn);
    expect(Math.abs(present.value / product.value - 1)).toBeLessThan(0.02);
  });

  it('utilisation is the rate times the service time', () => {
    const queue = { steps: serial, servers: 1, rate: 7, lengths: exponential(100), seconds: 4000 };
    agrees(
      replicate(queue, ({ busy }) => busy),
      7 * 0.1005,
    );
  });

  it('says saturated beyond capacity, and only there', () => {
    expect([5, 8, 9, 12, 30].map(saturatedAt)).toEqual([false, false, false, true, true]);
  });

  it.each([
    ['fixed', { kind: 'fixed', tokens: 100 } as const, 0.1, 0],
    ['lognormal', { kind: 'lognormal', mean: 100, spread: 1.5, most: 1e6 } as const, 0.1, 1.5],
  ])('M/G/1, %s jobs: the wait is that of Pollaczek and Khinchine', (_, lengths, mean, spread) => {
    const queue = { steps: serial, servers: 1, rate: 6, lengths, seconds: 6000 };
    agrees(
      replicate(queue, ({ sojourn }) => sojourn),
      mean + (6 * mean ** 2 * (1 + spread ** 2)) / (2 * (1 - 6 * mean)),
    );
  });

  it.each([2, 0.5])(
    'G/M/1, gamma gaps that vary by %d: the time in the system is 1 / μ(1 − σ)',
    (variation) => {
      const rate = 7;
      const service = 0.1005;
      const shape = 1 / variation ** 2;
      // σ = A*(μ(1 − σ)), the transform of the gaps at the rate at which the queue empties.
      let sigma = 0.5;
      for (let round = 0; round < 1000; round += 1)
        sigma = (1 + (1 - sigma) / (service * shape * rate)) ** -shape;
      const queue = { steps: serial, servers: 1, rate, lengths: exponential(100), seconds: 6000 };
      agrees(
        replicate({ ...queue, rhythm: { kind: 'bursty', variation } }, ({ sojourn }) => sojourn),
        service / (1 - sigma),
      );
    },
  );

  it.each([2, 8, 25])('a closed loop of %d users is answered as mean value analysis says', (users) => {
    const service = 0.1005;
    let present = 0;
    let response = service;
    for (let count = 1; count <= users; count += 1) {
      response = service * (1 + present);
      present = (count * response) / (response + 1);
    }
    const made = Array.from({ length: 10 }, (_, seed) => closed(serial, 1, users, 10_000, seed + 1));
    agrees(estimate(made.map(({ stayed }) => stayed)), response);
    agrees(estimate(made.map(({ throughput }) => throughput)), users / (response + 1));
  });

  it('a closed loop keeps N = X (R + Z)', () => {
    const users = 20;
    const { throughput, stayed } = closed(shared, 100, users, 50_000, 1);
    expect(throughput * (stayed + 1)).toBeGreaterThan(users * 0.99);
    expect(throughput * (stayed + 1)).toBeLessThan(users * 1.01);
  });
});
