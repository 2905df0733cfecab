import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Model } from '../catalog/index.ts';
import type { ResolvedClass } from '../scenario/index.ts';
import { published } from './fixture-models.ts';
import { h100, h20, h200, serviceOf, systemOf } from './fixtures.ts';
import { candidatesOf } from './candidates.ts';
import { weightFormats } from './layouts.ts';
import { splitWork } from './pool-rates.ts';
import { rankOf, type Rank } from './rank.ts';
import { ranksOf } from './replica.ts';
import { serviceMix } from './service-mix.ts';
import { rateService } from './serving.ts';
import { shapeOf } from './shape-of.ts';
import { splitPools, splitRate, type SplitPools } from './split-pools.ts';
import type { ServiceRate } from './types.ts';

const chat: ResolvedClass = {
  id: 'chat',
  share: 1,
  inputTokens: 3000,
  outputTokens: 300,
  cachedInput: 0.25,
};

function rankAs(accelerator: typeof h100, changes: Partial<Rank> = {}): Rank {
  const found = rankOf(systemOf(accelerator), accelerator);
  if (!found.known) throw new Error(found.reason.why);
  return { ...found.rank, ...changes };
}

function splitOf(
  rank: Rank,
  entry: Model,
  { classes = [chat], ttft = 2, tpot = 0.05 } = {},
): { readonly found: SplitPools | undefined; readonly at: (ttft: number, tpot: number) => number } {
  const shape = shapeOf(entry);
  if (!shape.known) throw new Error(shape.why);
  const mix = serviceMix(classes);
  const work = splitWork(shape.shape, rank, mix, classes);
  const candidates = candidatesOf(shape.shape, rank, mix, weightFormats(shape.shape, rank));
  const found = splitPools(candidates, work, { ttft, tpot });
  return {
    found,
    at: (first, each) => (found === undefined ? 0 : splitRate(found, work, { ttft: first, tpot: each })),
  };
}

function chosen(accelerator: typeof h100, entry: Model): ServiceRate {
  const system = systemOf(accelerator);
  const rate = rateService(system, rankOf(system, accelerator), entry, serviceOf(entry, { classes: [chat] }));
  if ('code' in rate) throw new Error(rate.why);
  return rate;
}

describe('pools for prompts and for answers', () => {
  it('win where long prompts would hold up a mixture’s answers, and lose on a small dense model', () => {
    const apart = chosen(h200, published('deepseek-v3'));
    expect(apart.configuration).toMatchObject({ aggregated: false });
    const { prefill } = apart.configuration;
    expect(prefill?.part).toBeGreaterThan(0.2);
    expect(prefill?.part).toBeLessThan(0.8);
    expect(apart.tpot.value).toBeLessThanOrEqual(0.05 * 0.85);
    expect(apart.ttft.value).toBeLessThanOrEqual(2 * 0.85);
    expect(chosen(h100, published('llama-3.1-8b')).configuration.aggregated).toBe(true);
  });

  it('fit in their unit, each within the level, and do no more than the slower pool', () => {
    const entries = ['llama-3.1-70b', 'deepseek-v3', 'qwen3-30b-a3b'].map(published);
    fc.assert(
      fc.property(
        fc.constantFrom(h20, h100, h200),
        fc.constantFrom(...entries),
        fc.integer({ min: 200, max: 16_000 }),
        fc.integer({ min: 50, max: 2000 }),
        (accelerator, entry, inputTokens, outputTokens) => {
          const rank = rankAs(accelerator);
          const classes = [{ ...chat, inputTokens, outputTokens }];
          const { found, at } = splitOf(rank, entry, { classes });
          if (found === undefined) return;
          const { prefill, decode, systems } = found;
          const taken = [prefill, decode].map(({ replica, count }) => count * ranksOf(replica));
          expect(taken.reduce((sum, ranks) => sum + ranks, 0)).toBeLessThanOrEqual(systems * rank.perSystem);
          expect(prefill.replica.format).toBe(decode.replica.format);
          expect(found.ttft).toBeLessThanOrEqual(2 * (1 + 1e-9));
          expect(found.tpot).toBeLessThanOrEqual(0.05 * (1 + 1e-9));
          expect(at(2, 0.05)).toBeCloseTo(found.rate, 9);
          expect(at(4, 0.1)).toBeGreaterThanOrEqual(found.rate * (1 - 1e-12));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('hand the whole cache over: 80 layers × 2 × 8 heads × 128 × 2 B a token', () => {
    const { found } = splitOf(rankAs(h100), published('llama-3.1-70b'));
    const bytes = 3000 * 80 * 2 * 8 * 128 * 2;
    expect((found?.handOver ?? 0) * (found?.link ?? 0)).toBeCloseTo(bytes, 0);
  });

  it('do no more over a slower network, and stay within a system where none is known', () => {
    const entry = published('deepseek-v3');
    const rate = (far: number | undefined) => {
      const { found } = splitOf(rankAs(h200, { far }), entry);
      return found === undefined ? 0 : found.rate / found.systems;
    };
    expect(rate(5e9)).toBeLessThanOrEqual(rate(50e9));
    expect(rate(1e7)).toBeLessThan(rate(50e9) / 2);
    const small = splitOf(rankAs(h100, { far: undefined }), published('llama-3.1-8b')).found;
    expect(small?.systems).toBe(1);
    expect(splitOf(rankAs(h100, { far: undefined }), entry).found).toBeUndefined();
  });

  it('need prompts to work on, and a first token in time for long ones', () => {
    const cached = [{ ...chat, cachedInput: 1 }];
    expect(splitOf(rankAs(h100), published('llama-3.1-8b'), { classes: cached }).found).toBeUndefined();
    const entry = published('llama-3.1-70b');
    const mixed = [
      { ...chat, share: 0.9, inputTokens: 500 },
      { ...chat, id: 'document', share: 0.1, inputTokens: 12_000 },
    ];
    const wide = splitOf(rankAs(h20), entry, { classes: mixed }).found;
    const narrow = splitOf(rankAs(h20), entry, { classes: [{ ...chat, inputTokens: 1650 }] }).found;
    expect(wide?.prefill.replica.tensorParallel).toBeGreaterThan(
      narrow?.prefill.replica.tensorParallel ?? 99,
    );
  });
});
