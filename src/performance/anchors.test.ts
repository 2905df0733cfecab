import { describe, expect, it } from 'vitest';
import { type Anchor, anchoredRanks, anchorOf } from './anchors.ts';
import { benchmarkRuns } from './benchmark-files.ts';
import { published } from './fixture-models.ts';
import { h20, serviceOf, systemOf } from './fixtures.ts';
import { rankOf } from './rank.ts';
import { rateService } from './serving.ts';

const system = systemOf(h20);
const entry = published('qwen3-8b');
const ratedWith = (anchors: readonly Anchor[]) => {
  const rate = rateService(system, anchoredRanks(rankOf(system, h20), anchors), entry, serviceOf(entry));
  if ('code' in rate) throw new Error(rate.why);
  return rate;
};
const width = ({ low, high }: { readonly low: number; readonly high: number }) => high / low;

describe('anchors', () => {
  const anchor = { measured: 0.02, predicted: 0.025 };

  it('correct every time of the chip and narrow the interval, more with each', () => {
    const plain = ratedWith([]);
    const one = ratedWith([anchor]);
    const three = ratedWith([anchor, anchor, anchor]);
    expect(plain.level).toBe(0);
    expect(one.level).toBe(2);
    expect(one.configuration.timeFactor).toBeCloseTo(0.8 ** 0.5, 12);
    expect(three.configuration.timeFactor).toBeCloseTo(0.8 ** 0.75, 12);
    expect(width(one.tpot)).toBeLessThan(width(plain.tpot));
    expect(width(three.tpot)).toBeLessThan(width(one.tpot));
    expect(three.requestsPerSecond.value).toBeGreaterThan(plain.requestsPerSecond.value);
    expect(three.assumptions.at(-1)).toContain('multiplied by 0.85, as 3 measurements');
  });

  it('keep the rate within its level when the chip is slower than thought', () => {
    const slow = ratedWith([{ measured: 0.04, predicted: 0.02 }]);
    expect(slow.tpot.value).toBeLessThanOrEqual(serviceOf(entry).tpot * 0.85 * (1 + 1e-9));
    expect(slow.requestsPerSecond.value).toBeLessThan(ratedWith([]).requestsPerSecond.value);
  });

  it('are compared with what is said of the same run', () => {
    const run = { tpot: 0.02, users: 16, inputTokens: 1000, outputTokens: 500, tensorParallel: 1 };
    const beside = anchorOf(run, 'fp8', { system, accelerator: h20, model: entry });
    expect(beside?.measured).toBe(0.02);
    expect(beside?.predicted).toBeGreaterThan(0.002);
    expect(beside?.predicted).toBeLessThan(0.02);
  });
});

describe('benchmark files', () => {
  it('of the common tools say the same', () => {
    const runs = benchmarkRuns([
      {
        mean_tpot_ms: '20',
        max_concurrency: '16',
        completed: '10',
        total_input_tokens: '10000',
        total_output_tokens: '5000',
      },
      { mean_tpot: '0.02', conc: '16', isl: '1000', osl: '500', tp: '1' },
      { tpot: '20', concurrency: '16', isl: '1000', osl: '500', tp: '1' },
      { note: 'no run' },
    ]);
    expect(runs.map(({ tool }) => tool)).toEqual(['vLLM or SGLang', 'InferenceX', 'AIConfigurator']);
    for (const run of runs)
      expect(run).toMatchObject({
        tpot: 0.02,
        users: 16,
        inputTokens: 1000,
        outputTokens: 500,
        tensorParallel: 1,
      });
  });
});
