import { describe, expect, it } from 'vitest';
import type { Accelerator } from '../catalog/index.ts';
import { published } from './fixture-models.ts';
import { a100, h100, mlu590, replicaOf, systemOf } from './fixtures.ts';
import { trainingAnswer } from './training-search.ts';
import { fastestSplit } from './training-split.ts';
import { trainingStep, type TrainingSetup } from './training-step.ts';

const { shape, rank } = replicaOf(h100, published('llama-3.1-70b'), 'bf16', 8, 8);
const setup: TrainingSetup = {
  shape,
  rank,
  format: rank.wide,
  ranks: 512,
  tensor: 8,
  pipeline: 4,
  context: 1,
  expert: 1,
  virtual: 1,
  globalBatch: 512,
  microBatch: 1,
  sequence: 4096,
  recompute: 0,
  sharded: false,
  fused: true,
};
const step = trainingStep(setup);

describe('a training step', () => {
  it('counts six FLOP per parameter and token, and attention', () => {
    // 69.5 bn parameters without the embedding; attention 12 × 80 layers × 64 heads × 128 × 2,048 a token.
    const perToken = step.modelFlop / (512 * 4096);
    expect(perToken / 1e9).toBeCloseTo(6 * 69.5 + (12 * 80 * 64 * 128 * 2048) / 1e9, -1);
  });

  it('is the sum of its parts, and idles (p − 1) / (v · m) of its busy time', () => {
    const { compute, elementwise, tensorLinks, expertLinks, stageLinks, optimiser } = step;
    const busy = compute + elementwise + tensorLinks + expertLinks + stageLinks;
    expect(step.seconds).toBeCloseTo(busy + step.bubble + step.dataLinks + optimiser, 9);
    // 16 data-parallel ranks, 32 micro-batches each.
    expect(step.bubble / busy).toBeCloseTo(3 / 32, 9);
    const parts = trainingStep({ ...setup, virtual: 4 });
    expect(parts.bubble / (busy + parts.stageLinks - stageLinks)).toBeCloseTo(3 / 128, 9);
    expect(parts.stageLinks).toBeCloseTo(stageLinks * 4, 9);
  });

  it('reaches 0.3 to 0.55 of peak on 512 H100', () => {
    const utilisation = step.modelFlop / step.seconds / (512 * 989e12);
    expect(utilisation).toBeGreaterThan(0.3);
    expect(utilisation).toBeLessThan(0.55);
  });

  it('takes longer where activations are computed again, links are slower or chips fewer', () => {
    expect(trainingStep({ ...setup, recompute: 1 }).seconds).toBeGreaterThan(step.seconds * 1.2);
    const slow = { ...rank, near: 50e9 };
    expect(trainingStep({ ...setup, rank: slow }).seconds).toBeGreaterThan(step.seconds);
    expect(trainingStep({ ...setup, ranks: 256 }).seconds).toBeGreaterThan(step.seconds * 1.8);
  });

  it('sums gradients within the domain first, then a share per rank between domains', () => {
    // Llama-3.1-70B on 64 ranks without tensor or pipeline parallelism: 70.6 bn × 6 B; 7/8 at 450 GB/s × 0.85, an eighth × 7/8 at 50 GB/s × 0.86.
    const wide = trainingStep({ ...setup, ranks: 64, tensor: 1, pipeline: 1, globalBatch: 64, sequence: 1 });
    const bytes = shape.total * 6;
    const traffic = (bytes * 7) / 8 / (450e9 * 0.85) + ((bytes / 8) * (7 / 8)) / (50e9 * 0.86);
    const busy = wide.compute + wide.elementwise;
    expect(wide.dataLinks).toBeCloseTo(traffic - 0.68 * busy, 6);
  });

  it('trains adapters beside frozen weights without their gradients', () => {
    const adapted = trainingStep({ ...setup, frozen: true });
    expect(adapted.compute / step.compute).toBeGreaterThan(0.66);
    expect(adapted.compute / step.compute).toBeLessThan(0.75);
    expect(adapted.dataLinks).toBeLessThan(step.dataLinks / 100);
  });

  it('splits long sequences where there are fewer of them than ranks', () => {
    const split = fastestSplit({
      shape: replicaOf(h100, published('llama-3.1-8b'), 'bf16', 1, 1).shape,
      rank,
      format: rank.wide,
      ranks: 64,
      globalBatch: 16,
      sequence: 65_536,
      fused: true,
      given: {},
    });
    expect((split?.data ?? 0) <= 16).toBe(true);
    expect(
      (split?.setup.tensor ?? 0) * (split?.setup.context ?? 0) * (split?.setup.pipeline ?? 0),
    ).toBeGreaterThanOrEqual(4);
  });
});

const ask = (accelerators: number) =>
  trainingAnswer({
    system: systemOf(a100),
    accelerator: a100,
    model: published('llama-3.1-70b'),
    accelerators,
    globalBatch: accelerators * 2,
    sequence: 4096,
  });

const relative = (accelerator: Accelerator) => {
  const answer = trainingAnswer({
    system: systemOf(accelerator),
    accelerator,
    model: published('llama-3.1-8b'),
    accelerators: 256,
    sequence: 4096,
  });
  if ('code' in answer) throw new Error(answer.why);
  return answer.tokensPerSecond.low / answer.tokensPerSecond.value;
};

describe('the fastest split', () => {
  it('fits in memory and scales', () => {
    const small = ask(256);
    const large = ask(2048);
    if ('code' in small || 'code' in large) throw new Error('no split');
    const { tensor, pipeline, context, data } = small.setup;
    expect(tensor * pipeline * context * data).toBe(256);
    expect(large.tokensPerSecond.value).toBeGreaterThan(small.tokensPerSecond.value * 4);
    expect(large.goodput).toBeLessThan(small.goodput);
    expect(small.tokensPerSecond.low).toBeLessThan(small.tokensPerSecond.value);
  });

  it('is surer of chips that fits of training saw', () => {
    expect(relative(mlu590)).toBeLessThan(relative(a100) - 0.05);
  });

  it('is refused where the model does not fit', () => {
    expect(ask(4)).toMatchObject({ code: 'FW-PRF-0005' });
  });
});
