import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errors, readRun, type RealRequest, type Roofline, simulateRun } from './real-run.ts';

const file = new URL(
  '../../../shared/truth/requests/RTXPRO6000__Llama-3.1-8B.requests.jsonl',
  import.meta.url,
);

/**
 * Step time of vLLM 0.19 with Llama 3.1 8B in bfloat16 on an RTX PRO 6000: its form is a roofline (weights are read while tokens are
 * computed, the longer of the two counts), its coefficients are fitted to the latencies of every other request of the run. They come out
 * as 16 GB of weights at 1.3 TB/s of 1.79, 336 TFLOP/s for tokens, and 128 KiB of KV cache per token at 1.29 TB/s.
 */
const fitted: Roofline = {
  weights: 12.4e-3,
  token: 4.77e-5,
  request: 8.9e-6,
  context: 1.02e-7,
  pair: 4e-10,
  mixed: 9e-4,
};

/** The half of the requests that was not used for the step time. */
function half(list: readonly RealRequest[]): readonly RealRequest[] {
  return list.filter((_, index) => index % 2 === 1);
}

const firstToken = ({ ttft }: RealRequest): number => ttft;

describe.skipIf(!existsSync(file))('a real vLLM run, where it is at hand', () => {
  const real = existsSync(file) ? readRun(file) : [];
  const simulated = simulateRun(real, fitted, true);

  it.each([
    ['time to first token', firstToken],
    ['time per output token', ({ tpot }: RealRequest) => tpot],
    ['end to end', ({ endToEnd }: RealRequest) => endToEnd],
  ])('%s: mean within 5 %%, p99 within 10 %%', (_, of) => {
    const { mean, p99 } = errors(half(real), half(simulated), of);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(p99)).toBeLessThan(0.1);
  });

  /** Median error of the first token of those who found a free place, without sign. */
  const typical = (of: readonly RealRequest[]): number => {
    const all = real.flatMap((each, index) =>
      index % 2 === 1 && each.ttft < 1 ? [Math.abs((of[index]?.ttft ?? 0) / each.ttft - 1)] : [],
    );
    return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Infinity;
  };

  it('time to first token of those who found a free place: mean within 5 %', () => {
    const free = (list: readonly RealRequest[]): readonly RealRequest[] =>
      list.filter((_, index) => index % 2 === 1 && (real[index]?.ttft ?? 1) < 1);
    expect(free(real).length).toBe(64);
    expect(Math.abs(errors(free(real), free(simulated), firstToken).mean)).toBeLessThan(0.05);
    expect(typical(simulated)).toBeLessThan(0.15);
  });

  it('an engine that did not schedule ahead would not have felt like this', () => {
    expect(typical(simulateRun(real, fitted, false))).toBeGreaterThan(0.2);
  });
});
