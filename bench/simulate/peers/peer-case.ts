import type { Fleet } from '../../../src/simulation/fleet/fleet.ts';
import { enginePresets } from '../../../src/simulation/engine/parameters.ts';
import { type LinearStep, linearSteps } from '../../../src/simulation/steps/step-model.ts';

/** What both simulators are given. Seconds and tokens; requests as arrival, prompt tokens, answer tokens. */
export interface PeerCase {
  readonly name: string;
  readonly replicas: number;
  readonly engine: {
    readonly blockTokens: number;
    readonly kvBlocks: number;
    readonly maxSequences: number;
    readonly maxBatchedTokens: number;
  };
  readonly steps: LinearStep;
  readonly requests: readonly (readonly [arrival: number, input: number, output: number])[];
}

/** The case as a fleet: what the peer does not model (prefix cache, overhead per request, latency) is off. */
export function peerFleet({ replicas, engine, steps }: PeerCase): Fleet {
  return {
    regions: ['one'],
    latency: [[0]],
    pools: [
      {
        id: 'peer',
        site: 'one',
        region: 0,
        role: 'both',
        replicas,
        engine: {
          ...enginePresets.vllm,
          ...engine,
          schedulesAhead: false,
          reserve: 'prompt',
          prefixCaching: false,
          requestOverhead: 0,
        },
        steps: linearSteps(steps),
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
  };
}

/** When the first and the last token of each request came out, seconds, in the order of arrival. */
export interface TokenTimes {
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** Means of the three latencies, seconds; the time per output token is that of requests with more than one. */
export function meanLatencies(
  { requests }: PeerCase,
  { first, last }: TokenTimes,
): { readonly ttft: number; readonly tpot: number; readonly endToEnd: number } {
  let ttft = 0;
  let endToEnd = 0;
  let tpot = 0;
  let several = 0;
  requests.forEach(([arrival, , output], index) => {
    const began = first[index] ?? Number.NaN;
    const ended = last[index] ?? Number.NaN;
    ttft += began - arrival;
    endToEnd += ended - arrival;
    if (output < 2) return;
    tpot += (ended - began) / (output - 1);
    several += 1;
  });
  return { ttft: ttft / requests.length, endToEnd: endToEnd / requests.length, tpot: tpot / several };
}
