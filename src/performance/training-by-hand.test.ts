import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { published } from './fixture-models.ts';
import { h100, replicaOf, systemOf } from './fixtures.ts';
import { fastestGang, usualBatch } from './training-gang.ts';
import { trainingReach as reach } from './training-reach.ts';
import { trainingAnswer } from './training-search.ts';
import { fastestSplit } from './training-split.ts';
import { trainingStep, type TrainingSetup } from './training-step.ts';

const setupOf = (model: string, changes: Partial<TrainingSetup>): TrainingSetup => {
  const { shape, rank } = replicaOf(h100, published(model), 'bf16', 8, 8);
  return {
    shape,
    rank,
    format: rank.wide,
    ranks: 8,
    tensor: 1,
    pipeline: 1,
    context: 1,
    expert: 1,
    virtual: 1,
    globalBatch: 8,
    microBatch: 1,
    sequence: 4096,
    recompute: 0,
    sharded: false,
    fused: true,
    ...changes,
  };
};

// H100: 989 TFLOP/s in 16 bits, 1,979 in 8; 3.35 TB/s; 450 GB/s to the 8 of a node, 50 GB/s beyond. Hopper reaches 0.7 and 0.78 of peak,
// 0.52 in attention, 0.84 of it in groups, 0.85 of bandwidth; collectives of 8 start in 21 µs.
const sustained = 0.74;
const near = 450e9 * reach.linkNear;
const far = 50e9 * reach.linkFar;
const streamed = 3.35e12 * 0.85;
const rows = 1 + reach.halfRows / 4096;

describe('a training step by hand', () => {
  it('dense: Llama-3.1-70B on 8 H100, tensor parallel, 8 micro-batches', () => {
    const step = trainingStep(setupOf('llama-3.1-70b', { tensor: 8 }));
    const layer = 8192 * 128 * (2 * 64 + 2 * 8) + 3 * 8192 * 28_672;
    const head = 128_256 * 8192;
    const multiplied =
      (2 * (80 * layer + head) * 4096 * 3 * rows) / 8 / (989e12 * 0.7 * sustained * reach.fusedReach);
    // 80 layers see 2,048 tokens in the mean; a key and a value of 128 each, 64 heads; 1 forward, 2.5 backward.
    const attention =
      (2 * 64 * 256 * 80 * 2048 * 4096 * 3.5) / 8 / (989e12 * 0.52 * sustained * reach.fusedAttention);
    const compute = multiplied + attention;
    const forward = 2 * (80 * (8 * 8192 + (3 * (64 + 16) * 128) / 8) + (5 * 80 * 28_672) / 8);
    const elementwise =
      ((forward * 3 + (reach.fusedPasses * 8192 * 80 * 2) / 8) * 4096) / streamed +
      reach.fusedLaunch * 80 * 3;
    const links = 4 * 80 * ((2 * (7 / 8) * 4096 * 8192 * 2) / near + 21e-6) * (1 - reach.tensorOverlap);
    const optimiser = ((80 * layer + 2 * head) / 8) * (30 / streamed);
    expect(step.compute / 8).toBeCloseTo(compute, 6);
    expect(step.elementwise / 8).toBeCloseTo(elementwise, 6);
    expect(step.tensorLinks / 8).toBeCloseTo(links, 6);
    expect(step.seconds).toBeCloseTo(8 * (compute + elementwise + links) + optimiser, 5);
    expect(step.bubble + step.dataLinks + step.expertLinks + step.stageLinks).toBe(0);
  });

  it('a mixture: Qwen3-30B-A3B in 8 bits on 16 H100, experts over both nodes, 2 micro-batches', () => {
    const setup = setupOf('qwen3-30b-a3b', { ranks: 16, expert: 16, globalBatch: 32 });
    const fp8 = setup.rank.formats.find(({ format }) => format === 'fp8') ?? setup.format;
    const step = trainingStep({ ...setup, format: fp8 });
    const always = 48 * (2048 * 128 * (2 * 32 + 2 * 4) + 2048 * 128);
    const head = 151_936 * 2048;
    const expert = 3 * 2048 * 768;
    const narrow = 1979e12 * 0.78 * sustained * reach.narrowReach;
    const wide = 989e12 * 0.7 * sustained * reach.fusedReach;
    // Each of 128 experts sees 8/128 of the 16 × 4,096 tokens of its group: 4,096 rows.
    const each = 2 * 4096 * 3 * rows;
    const compute =
      each * (always / narrow + head / wide + (48 * 8 * expert) / (narrow * 0.84)) +
      (2 * 32 * 256 * 48 * 2048 * 4096 * 3.5) / (989e12 * 0.52 * sustained * reach.fusedAttention);
    const own = 2 * 48 * (8 * 2048 + 3 * (32 + 2 * 4) * 128);
    const routed = 2 * 48 * 8 * (4 * 2048 + 5 * 768);
    const bytes = (own * 3 + reach.fusedPasses * 2048 * 48 * 2 + routed * 3) * (1 + reach.castPasses);
    const elementwise = (bytes * 4096) / streamed + 3 * 48 * (reach.fusedLaunch + reach.mixtureLaunch);
    // Of 8 copies 15/16 leave the rank; to the other node goes one of each token.
    const vector = 4096 * 2048 * 2;
    const sent = Math.max((8 * (15 / 16) * vector) / near, (2 * (1 / 2) * vector) / far);
    const experts = 4 * 48 * sent * (1 - reach.expertOverlap);
    const busy = 2 * (compute + elementwise + experts);
    // All 16 hold what is always on; each its own experts.
    const shared = always + 2 * head;
    const itsExperts = (48 * 128 * expert) / 16;
    const summed = (bytesEach: number) =>
      (shared * bytesEach * (7 / 8)) / near + ((shared * bytesEach) / 8 / far) * (1 / 2);
    const traffic = summed(4) + summed(2);
    const gradients = Math.max(traffic * (1 - reach.dataOverlap), traffic - reach.dataOverlap * busy);
    expect(step.compute / 2).toBeCloseTo(compute, 6);
    expect(step.elementwise / 2).toBeCloseTo(elementwise, 6);
    expect(step.expertLinks / 2).toBeCloseTo(experts, 6);
    expect(step.dataLinks).toBeCloseTo(gradients, 6);
    expect(step.seconds).toBeCloseTo(busy + gradients + ((shared / 16 + itsExperts) * 30) / streamed, 5);
  });
});

const powers = fc.integer({ min: 0, max: 3 }).map((power) => 2 ** power);

describe('a training step', () => {
  it('is never slower with more bandwidth, arithmetic, or less computed again', () => {
    fc.assert(
      fc.property(
        fc.record({
          tensor: powers,
          pipeline: powers,
          expert: powers,
          more: fc.double({ min: 1, max: 4, noNaN: true }),
        }),
        fc.constantFrom('llama-3.1-70b', 'qwen3-30b-a3b', 'deepseek-v3'),
        fc.constantFrom(0, 0.1, 1),
        fc.boolean(),
        ({ more, ...split }, model, recompute, sharded) => {
          const setup = setupOf(model, { ...split, ranks: 512, globalBatch: 1024, recompute, sharded });
          const { rank } = setup;
          const base = trainingStep(setup).seconds;
          expect(base).toBeGreaterThan(0);
          const wide = { ...rank.wide, peak: rank.wide.peak * more };
          for (const better of [
            { ...rank, bandwidth: rank.bandwidth * more },
            { ...rank, near: (rank.near ?? 0) * more },
            { ...rank, far: (rank.far ?? 0) * more },
            { ...rank, wide },
          ])
            expect(trainingStep({ ...setup, rank: better, format: better.wide }).seconds).toBeLessThanOrEqual(
              base * (1 + 1e-12),
            );
          expect(trainingStep({ ...setup, recompute: 1 }).seconds).toBeGreaterThanOrEqual(base);
          expect(trainingStep({ ...setup, globalBatch: 2048 }).seconds).toBeGreaterThan(base);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes at the pace of the stage with most layers and of the copy with most micro-batches', () => {
    // 80 layers over 3 stages: 27 in the longest, 26.7 in the mean.
    const part = (pipeline: number) =>
      trainingStep(setupOf('llama-3.1-70b', { tensor: 8, pipeline, ranks: 8 * pipeline })).elementwise;
    expect((part(3) * 3) / part(1)).toBeCloseTo((27 * 3) / 80, 9);
    const copies = { tensor: 8, ranks: 24 };
    const ten = trainingStep(setupOf('llama-3.1-70b', { ...copies, globalBatch: 10 }));
    expect(ten.compute).toBeCloseTo(
      trainingStep(setupOf('llama-3.1-70b', { ...copies, globalBatch: 12 })).compute,
      9,
    );
  });

  it('counts each part once: a step of twice the batch is twice the work, less what does not grow', () => {
    const once = trainingStep(setupOf('qwen3-30b-a3b', { expert: 8, globalBatch: 64 }));
    const twice = trainingStep(setupOf('qwen3-30b-a3b', { expert: 8, globalBatch: 128 }));
    expect(twice.compute).toBeCloseTo(2 * once.compute, 9);
    expect(twice.modelFlop / once.modelFlop).toBeCloseTo(2, 12);
    expect(twice.optimiser).toBeCloseTo(once.optimiser, 12);
    expect(twice.seconds).toBeLessThan(2 * once.seconds);
  });
});

describe('the memory of a run', () => {
  // Qwen3-30B-A3B, all state over 16 H100: 30.53 bn × 18 / 16 = 34.3 of 72 GB. A token keeps 34 × 2,048 × 48 B, and of its 8 experts
  // 48 × 8 × (4 × 2,048 + 6 × 768) B: 8.26 MB; half of the latter where what is cheap is computed again.
  const { shape, rank } = replicaOf(h100, published('qwen3-30b-a3b'), 'bf16', 8, 8);
  const recomputed = (sequence: number, microBatch: number, format = rank.wide) =>
    fastestSplit({
      shape,
      rank,
      format,
      ranks: 16,
      globalBatch: 64,
      sequence,
      fused: true,
      given: { tensor: 1, pipeline: 1, context: 1, expert: 16, microBatch, sharded: true },
    })?.setup.recompute;

  it('holds what routed experts keep', () => {
    expect(recomputed(4096, 1)).toBe(0);
    expect(recomputed(4096, 2)).toBe(0.1);
  });

  it('holds more tokens in 8 bits', () => {
    const fp8 = rank.formats.find(({ format }) => format === 'fp8');
    expect(recomputed(4608, 1)).toBe(0.1);
    expect(recomputed(4608, 1, fp8)).toBe(0);
  });
});

const ask = (model: string, accelerators: number, globalBatch: number) => {
  const answer = trainingAnswer({
    system: systemOf(h100),
    accelerator: h100,
    model: published(model),
    accelerators,
    globalBatch,
    sequence: 4096,
  });
  if ('code' in answer) throw new Error(answer.why);
  return answer;
};

describe('the fastest gang', () => {
  it('gives more tokens with more chips at the same batch; of each chip more only as less is computed again', () => {
    for (const model of ['llama-3.1-8b', 'llama-3.1-70b', 'qwen3-30b-a3b']) {
      const counts = [64, 128, 256, 512, 1024, 2048];
      const rates = counts.map((count) => ask(model, count, 4096).tokensPerSecond.value);
      for (const [index, rate] of rates.slice(1).entries()) {
        expect(rate).toBeGreaterThan(rates[index] ?? 0);
        expect(rate).toBeLessThan(2.15 * (rates[index] ?? 0));
      }
    }
  });

  it('lets chips stand idle that no split divides, and says so', () => {
    const answer = ask('llama-3.1-405b', 1003, 2006);
    expect(answer.working).toBeLessThan(1003);
    expect(answer.working).toBeGreaterThan(900);
    const { tensor, pipeline, context, data } = answer.setup;
    expect(tensor * pipeline * context * data).toBe(answer.working);
    const even = ask('llama-3.1-405b', answer.working, 2006);
    expect(answer.tokensPerSecond.value).toBeCloseTo(even.tokensPerSecond.value, 3);
    expect(answer.utilisation).toBeLessThan(even.utilisation);
  });

  it('grows the usual batch with the gang up to the largest step published', () => {
    expect(usualBatch(1024, 4096)).toBe(2048);
    expect(usualBatch(50_000, 4096)).toBe(15_360);
    expect(usualBatch(50_000, 8192)).toBe(7680);
    expect(usualBatch(1, 1e9)).toBe(1);
  });

  it('is undefined where nothing fits', () => {
    const { shape, rank } = replicaOf(h100, published('llama-3.1-405b'), 'bf16', 8, 8);
    const question = {
      shape,
      rank,
      format: rank.wide,
      globalBatch: 16,
      sequence: 4096,
      fused: true,
      given: {},
    };
    expect(fastestGang(question, 8)).toBeUndefined();
  });
});
