import { describe, expect, it } from 'vitest';
import { rateFromAnchors } from './anchors.ts';
import { benchmarkRuns } from './benchmark-files.ts';
import { published } from './fixture-models.ts';
import { h20, serviceOf, systemOf } from './fixtures.ts';
import { rankOf } from './rank.ts';
import { rateService } from './serving.ts';

const system = systemOf(h20);
const entry = published('qwen3-8b');
const rate = rateService(system, rankOf(system, h20), entry, serviceOf(entry));
if ('code' in rate) throw new Error(rate.why);
const width = ({ low, high }: { readonly low: number; readonly high: number }) => high / low;

describe('anchors', () => {
  it('correct the rate and narrow its interval, more with each', () => {
    const anchor = { measured: 0.02, predicted: 0.025 };
    const one = rateFromAnchors(rate, [anchor]);
    const three = rateFromAnchors(rate, [anchor, anchor, anchor]);
    expect(rateFromAnchors(rate, [])).toBe(rate);
    expect(one.level).toBe(2);
    expect(one.tpot.value / rate.tpot.value).toBeCloseTo(0.8 ** 0.5, 12);
    expect(three.tpot.value / rate.tpot.value).toBeCloseTo(0.8 ** 0.75, 12);
    expect(width(one.tpot)).toBeLessThan(width(rate.tpot));
    expect(width(three.tpot)).toBeLessThan(width(one.tpot));
    expect(three.requestsPerSecond.value).toBeGreaterThan(rate.requestsPerSecond.value);
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
