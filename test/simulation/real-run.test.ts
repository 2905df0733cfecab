import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errors, readRun, type RealRequest, simulateRun } from './real-run.ts';

const file = new URL(
  '../../../shared/truth/requests/RTXPRO6000__Llama-3.1-8B.requests.jsonl',
  import.meta.url,
);

/**
 * Step time of vLLM 0.19 with Llama 3.1 8B in bfloat16 on an RTX PRO 6000: fitted to the latencies of every other request of the run,
 * from a start at 16 GB of weights over 84 % of 1.79 TB/s, 128 KiB of KV cache per token over the same, and 280 TFLOP/s for prompts.
 */
const fitted = { step: 9.08e-3, request: 3e-5, context: 8.7e-8, prefill: 5.7e-5, pair: 2.1e-9 };

/** The half of the requests that was not used for the step time. */
function half(list: readonly RealRequest[]): readonly RealRequest[] {
  return list.filter((_, index) => index % 2 === 1);
}

describe.skipIf(!existsSync(file))('a real vLLM run, where it is at hand', () => {
  const real = existsSync(file) ? readRun(file) : [];
  const simulated = simulateRun(real, fitted);

  it.each([
    ['time to first token', ({ ttft }: RealRequest) => ttft],
    ['time per output token', ({ tpot }: RealRequest) => tpot],
    ['end to end', ({ endToEnd }: RealRequest) => endToEnd],
  ])('%s: mean within 5 %%, p99 within 10 %%', (_, of) => {
    const { mean, p99 } = errors(half(real), half(simulated), of);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(p99)).toBeLessThan(0.1);
  });
});
