import { readFileSync } from 'node:fs';
import { enginePresets } from '../../src/simulation/engine/parameters.ts';
import { FleetRun } from '../../src/simulation/fleet/fleet-run.ts';
import { fixedArrivals, plainDraft } from '../../src/simulation/load/arrival-source.ts';
import type { StepModel } from '../../src/simulation/steps/step-model.ts';

/** One request of a real run, and what it felt: seconds. */
export interface RealRequest {
  readonly arrival: number;
  readonly input: number;
  readonly output: number;
  readonly ttft: number;
  readonly tpot: number;
  readonly endToEnd: number;
}

/** Coefficients of a step, in seconds. */
export interface Roofline {
  /** Reading the weights; every token computed; the longer of the two counts. */
  readonly weights: number;
  readonly token: number;
  /** Per decoding request, and per token of context it attends to. */
  readonly request: number;
  readonly context: number;
  /** Per pair of a prompt token and a token it attends to. */
  readonly pair: number;
  /** A step with prompts in it. */
  readonly mixed: number;
}

function rooflineSteps({ weights, token, request, context, pair, mixed }: Roofline): StepModel {
  return {
    seconds: (decode, each, tokens, attended) =>
      Math.max(weights, token * (decode + tokens)) +
      decode * (request + each * context) +
      (tokens > 0 ? mixed + tokens * attended * pair : 0),
  };
}

/** Reads a recorded vLLM run: arrival on the wall clock, token times on the engine's clock. */
export function readRun(file: URL): readonly RealRequest[] {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, number>);
  const start = rows[0]?.arrival_time ?? 0;
  // The two clocks differ by a constant; the shortest way from arrival to queue shows it.
  const apart = Math.min(...rows.map((row) => (row.queued_ts ?? 0) - (row.arrival_time ?? 0)));
  return rows.map((row) => {
    const at = (key: string): number => row[key] ?? Number.NaN;
    const arrival = at('arrival_time') - start;
    const zero = at('arrival_time') + apart;
    return {
      arrival,
      input: at('input_toks'),
      output: at('output_toks'),
      ttft: at('first_token_ts') - zero,
      tpot: (at('last_token_ts') - at('first_token_ts')) / (at('output_toks') - 1),
      endToEnd: at('last_token_ts') - zero,
    };
  });
}

/** The same requests through the simulator, on one replica with the facts of the run. */
export function simulateRun(
  requests: readonly RealRequest[],
  steps: Roofline,
  schedulesAhead: boolean,
): readonly RealRequest[] {
  const felt: RealRequest[] = [];
  const run = new FleetRun(
    {
      regions: ['one'],
      latency: [[0]],
      pools: [
        {
          id: 'real',
          site: 'one',
          region: 0,
          role: 'both',
          replicas: 1,
          // 96 GB card, 16 GB of weights: about 70 GB of KV cache at 128 KiB per token; never near full in the run.
          engine: {
            ...enginePresets.vllm,
            schedulesAhead,
            kvBlocks: 33_000,
            maxSequences: 128,
            maxBatchedTokens: 2048,
            prefixCaching: false,
          },
          steps: rooflineSteps(steps),
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
      requests.map(({ arrival, input, output }) => ({ ...plainDraft(), arrival, input, output })),
    ),
    {
      ended(request, _, time) {
        const arrival = request.arrival;
        const first = request.first;
        const output = request.output;
        felt[request.number] = {
          arrival,
          input: request.input,
          output,
          ttft: first - arrival,
          tpot: (time - first) / (output - 1),
          endToEnd: time - arrival,
        };
      },
    },
    { seed: 1 },
  );
  run.run();
  return felt;
}

/** Relative error of the mean and of the 99th percentile of a figure. */
export function errors(
  real: readonly RealRequest[],
  simulated: readonly RealRequest[],
  of: (request: RealRequest) => number,
): { readonly mean: number; readonly p99: number } {
  const mean = (list: readonly RealRequest[]): number =>
    list.reduce((sum, each) => sum + of(each), 0) / list.length;
  const p99 = (list: readonly RealRequest[]): number =>
    list.map(of).toSorted((a, b) => a - b)[Math.floor(list.length * 0.99)] ?? Number.NaN;
  return { mean: mean(simulated) / mean(real) - 1, p99: p99(simulated) / p99(real) - 1 };
}
