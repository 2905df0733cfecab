import { describe, expect, it } from 'vitest';
import { enginePresets } from '../../src/simulation/engine/parameters.ts';
import type { Fleet, Pool } from '../../src/simulation/fleet/fleet.ts';
import { FleetRun } from '../../src/simulation/fleet/fleet-run.ts';
import { type Request, RequestPool } from '../../src/simulation/engine/request.ts';
import { SharedLink } from '../../src/simulation/fleet/shared-link.ts';
import { fixedArrivals, plainDraft } from '../../src/simulation/load/arrival-source.ts';
import { linearSteps } from '../../src/simulation/steps/step-model.ts';

/** One token per second, whatever else: times can be worked out by hand. */
function pool(id: string, rest: Partial<Pool> = {}): Pool {
  return {
    id,
    site: id,
    region: 0,
    role: 'both',
    replicas: 1,
    engine: { ...enginePresets.vllm, kvBlocks: 1000, maxSequences: 8, requestOverhead: 0 },
    steps: linearSteps({ step: 1, request: 0, context: 0, prefill: 0, pair: 0 }),
    rate: 1,
    busyWatts: 0,
    idleWatts: 0,
    costPerSecond: 0,
    energyCost: 0,
    ...rest,
  };
}

interface Arrival {
  readonly at: number;
  readonly output?: number;
  readonly origin?: number;
}

/** `request: outcome on replica at time (first token at time)` in the order of the requests. */
function outcomes(
  rest: Partial<Fleet> & Pick<Fleet, 'pools'>,
  arrivals: readonly Arrival[],
): readonly string[] {
  const rows: string[] = [];
  const fleet: Fleet = {
    regions: ['a', 'b'],
    latency: [
      [0, 0.5],
      [0.5, 0],
    ],
    routing: { kind: 'least-loaded' },
    maxInFlight: Infinity,
    chainTokens: 512,
    ...rest,
  };
  const requests = arrivals.map(({ at, output = 3, origin = 0 }) => ({
    ...plainDraft(),
    arrival: at,
    input: 10,
    output,
    origin,
  }));
  const observer = {
    ended: ({ number, first }: Request, outcome: string, time: number, replica: number) => {
      rows[number] = `${outcome} on ${replica} at ${time} (${first})`;
    },
  };
  new FleetRun(fleet, fixedArrivals(requests), observer, { seed: 1 }).run();
  return rows;
}

describe('fleets', () => {
  it('shares a link evenly', () => {
    const link = new SharedLink(10);
    const table = new RequestPool();
    [1, 2, 3].forEach((number, index) => link.begin(table.take(number), number, 100, index * 5));
    const ends = [1, 2, 3].map(() => [link.nextAt, link.end()?.number]);
    expect(ends).toEqual([
      [17.5, 1],
      [27.5, 2],
      [30, 3],
    ]);
    expect(link.nextAt).toBe(Infinity);
  });

  it('gives no transfer more of a link than one may take', () => {
    const link = new SharedLink(10, 4);
    const table = new RequestPool();
    [1, 2, 3].forEach((number) => link.begin(table.take(number), number, number * 10, 0));
    const ends = [1, 2, 3].map(() => [link.nextAt, link.end()?.number]);
    // 10/3 B/s each until the first has its 10 B, then 4 each.
    expect(ends).toEqual([
      [3, 1],
      [5.5, 2],
      [8, 3],
    ]);
  });

  it('gives pools requests by what they do, then their idlest replica', () => {
    const pools = [pool('slow', { replicas: 2 }), pool('fast', { rate: 4 })];
    const routing = { kind: 'by-pool' } as const;
    const arrivals = Array.from({ length: 12 }, (_, at) => ({ at: at * 10 }));
    const on = outcomes({ pools, routing }, arrivals).map((row) => Number(row.charAt(12)));
    // Never more than one is there, so by load alone all would go to the first.
    expect([0, 1, 2].map((replica) => on.filter((each) => each === replica).length)).toEqual([4, 0, 8]);
  });

  it('hands prompts over to decode pools, over a link', () => {
    const handOver = { pool: 1, bytesPerToken: 1, bytesPerSecond: 5, latency: 0.25 };
    const pools = [pool('prefill', { role: 'prefill', handOver }), pool('decode', { role: 'decode' })];
    expect(outcomes({ pools }, [{ at: 0 }, { at: 100, output: 1 }])).toEqual([
      'finished on 1 at 5.25 (1)',
      'finished on 0 at 101 (101)',
    ]);
  });

  it('sends requests to their own region until that is full, and adds the way', () => {
    const pools = [pool('a'), pool('b', { region: 1 })];
    const routing = { kind: 'region-first', overflow: 1 } as const;
    expect(outcomes({ pools, routing }, [{ at: 0 }, { at: 0 }, { at: 50, origin: 1 }])).toEqual([
      'finished on 0 at 3 (1)',
      'finished on 1 at 3.5 (1.5)',
      'finished on 1 at 53 (51)',
    ]);
  });

  it('takes replicas out for maintenance', () => {
    const pools = [pool('a', { replicas: 2, maintenance: [{ from: 10, until: 20, first: 0, last: 0 }] })];
    expect(outcomes({ pools }, [{ at: 0 }, { at: 12 }, { at: 30 }])).toEqual([
      'finished on 0 at 3 (1)',
      'finished on 1 at 15 (13)',
      'finished on 0 at 33 (31)',
    ]);
  });

  it('starts replicas when the load asks for them, after their cold start', () => {
    const scaling = { initial: 1, least: 1, target: 1, interval: 5, coldStart: 10 };
    const pools = [pool('a', { replicas: 2, scaling })];
    const found = outcomes({ pools }, [{ at: 0, output: 30 }, { at: 1, output: 30 }, { at: 14 }, { at: 16 }]);
    expect(found.map((row) => row.slice(0, 13))).toEqual([
      'finished on 0',
      'finished on 0',
      'finished on 0',
      'finished on 1',
    ]);
  });

  it('starts requests over elsewhere when a replica breaks down', () => {
    const failures = { meanBetween: 20, meanRepair: 5 };
    const [row] = outcomes({ pools: [pool('a', { failures }), pool('b', { rate: 1e-6 })] }, [
      { at: 0, output: 200 },
    ]);
    expect(row).toMatch(/^finished on 1 at/u);
  });

  it('turns away what is beyond its limits', () => {
    const small = { ...enginePresets.vllm, kvBlocks: 1, maxSequences: 1, maxQueue: 1, requestOverhead: 0 };
    const pools = [pool('a', { engine: small })];
    expect(outcomes({ pools }, [{ at: 0 }, { at: 0 }, { at: 0 }, { at: 50, output: 30 }])).toEqual([
      'finished on 0 at 3 (1)',
      'finished on 0 at 6 (4)',
      'turned-away on -1 at 0 (NaN)',
      'too-long on -1 at 50 (NaN)',
    ]);
    expect(outcomes({ pools: [pool('a')], maxInFlight: 1 }, [{ at: 0 }, { at: 1 }])[1]).toBe(
      'turned-away on -1 at 1 (NaN)',
    );
  });
});
