import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { published, publishedModels } from './fixture-models.ts';
import { b200, h100, h20, model, replicaOf } from './fixtures.ts';
import { cacheRoom, weightBytesPerRank } from './memory-room.ts';
import { elementwiseBytes } from './operator-costs.ts';
import { fourBitRate } from './rank.ts';
import { expectedTokens } from './replica.ts';
import { stepModel } from './step-model.ts';
import { stepOperators, stepSeconds } from './step-seconds.ts';

function between(entry: string): number {
  const { own, routed } = elementwiseBytes(replicaOf(h100, published(entry), 'bf16', 1, 1));
  return own + routed;
}

describe('a prepared step', () => {
  it('takes as long as its operators together', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...publishedModels),
        fc.constantFrom(h100, h20, b200),
        fc.record({
          decode: fc.integer({ min: 0, max: 1000 }),
          context: fc.integer({ min: 1, max: 50_000 }),
          prefill: fc.integer({ min: 1, max: 10_000 }),
          prefillContext: fc.integer({ min: 1, max: 50_000 }),
        }),
        ([entry], chip, batch) => {
          const prepared = stepModel(replicaOf(chip, entry, 'bf16', 4, 4));
          const { decode, context, prefill, prefillContext } = batch;
          const together = stepOperators(prepared, batch).reduce((sum, { seconds }) => sum + seconds, 0);
          expect(stepSeconds(prepared, decode, context, prefill, prefillContext)).toBeCloseTo(together, 9);
        },
      ),
    );
  });

  it('of a pipeline is a step of each stage with its part of the requests, a little longer, and leaves room for more of them', () => {
    const whole = replicaOf(h100, published('llama-3.1-70b'), 'fp8', 2, 2);
    const staged = { ...whole, stages: 4 };
    const [one, four] = [stepModel(whole), stepModel(staged)];
    expect(four.groups).toBe(4 * one.groups);
    // 5 % for each further stage, and three hand-overs of 16 tokens × 8,192 × 2 B at 11 µs.
    const alone = stepSeconds(one, 16, 2000, 0, 0);
    const handed = 3 * (11e-6 + (16 * 8192 * 2) / (450e9 * 0.65));
    expect(stepSeconds(four, 64, 2000, 0, 0)).toBeCloseTo((alone + handed) * 1.15, 9);
    expect(cacheRoom(staged) - cacheRoom(whole)).toBeCloseTo((weightBytesPerRank(whole) * 3) / 4, -3);
  });

  it('moves more between multiplications where experts are many and narrow', () => {
    // Qwen3-30B-A3B has 3.3 bn active parameters, Llama-3.1-8B 8 bn: less to multiply, more to move.
    expect(between('qwen3-30b-a3b')).toBeGreaterThan(between('llama-3.1-8b'));
  });

  it('reads no more than the chosen tokens where attention is sparse', () => {
    const { id: _, ...v3 } = published('deepseek-v3');
    const dense = stepModel(replicaOf(h100, published('deepseek-v3'), 'fp8', 1, 16));
    const sparse = stepModel(replicaOf(h100, model('DeepSeek-V3.2', v3.layers, v3), 'fp8', 1, 16));
    const attention = (prepared: typeof dense, context: number) =>
      stepOperators(prepared, { decode: 512, context, prefill: 0, prefillContext: 0 }).find(
        ({ name }) => name === 'decode attention',
      )?.seconds ?? 0;
    expect(attention(sparse, 32_768)).toBe(attention(sparse, 2048));
    expect(attention(dense, 32_768)).toBeCloseTo(16 * attention(dense, 2048), 9);
    // The indexer makes it dearer where there is nothing to leave out.
    expect(stepSeconds(sparse, 512, 1024, 0, 0)).toBeGreaterThan(stepSeconds(dense, 512, 1024, 0, 0));
    expect(stepSeconds(sparse, 512, 32_768, 0, 0)).toBeLessThan(stepSeconds(dense, 512, 32_768, 0, 0));
  });

  it('pays for drafts and gains what is accepted', () => {
    const replica = replicaOf(h100, published('llama-3.1-70b'), 'fp8', 4, 4);
    const plain = stepModel(replica);
    const guessing = stepModel({ ...replica, speculation: { drafts: 2, acceptance: 0.7 } });
    expect(expectedTokens({ drafts: 2, acceptance: 0.7 })).toBeCloseTo(1 + 0.7 + 0.49, 12);
    expect(expectedTokens({ drafts: 3, acceptance: 1 })).toBe(4);
    expect(stepSeconds(guessing, 32, 2000, 0, 0)).toBeGreaterThan(stepSeconds(plain, 32, 2000, 0, 0));
    expect(guessing.gain).toBeCloseTo(2.19, 12);
  });

  it('streams 4-bit weights faster, and an 8-bit cache too', () => {
    const replica = replicaOf(b200, published('llama-3.1-70b'), 'bf16', 4, 4);
    const wide = stepSeconds(stepModel(replica), 16, 8000, 0, 0);
    const quarter = { ...replica, format: fourBitRate(replica.rank, 'fp4') };
    expect(stepSeconds(stepModel(quarter), 16, 8000, 0, 0)).toBeLessThan(wide);
    expect(stepSeconds(stepModel({ ...replica, kvBytes: 1 }), 16, 8000, 0, 0)).toBeLessThan(wide);
  });
});
