import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { published, publishedModels } from './fixture-models.ts';
import { ascend910c, b200, h100, h20, h800, mlu590, replicaOf } from './fixtures.ts';
import type { Replica } from './replica.ts';
import type { Batch } from './step-seconds.ts';
import { stepTime } from './step-time.ts';

const decode = (requests: number, context: number): Batch => ({
  decode: requests,
  context,
  prefill: 0,
  prefillContext: 0,
});
const milliseconds = (replica: Replica, batch: Batch) => stepTime(replica, batch).seconds * 1e3;

/** Sums of the same terms may differ in the last bits. */
const roundedUp = (value: number) => value * (1 + 1e-12);

describe('one decode step, by hand', () => {
  // Llama-3.1-8B: attention 41.9 M, FFN 176.2 M per layer, head 525.3 M parameters; 32 layers; 4,096 B of KV per token and layer.
  it('is the stream of weights and cache for a dense model in bf16 on an H100', () => {
    // weights (32 × (41.9 M + 176.2 M) + 525.3 M) × 2 B / (3.35 TB/s × 0.94) = 4.766 ms
    // cache   32 × 32 × 2,048 × 4,096 B / (3.35 TB/s × 0.84) = 3.053 ms
    // between 32 × (8 × 4,096 + 3 × 48 × 128 + 5 × 14,336) × 2 B = 7.86 MB a token, 32 of them / (3.35 TB/s × 0.85) = 0.088 ms
    // fixed   129 × 6.8 µs + 32 × 4.6 µs + 0.2 ms + 32 × 6.7 µs = 1.439 ms
    const step = stepTime(replicaOf(h100, published('llama-3.1-8b'), 'bf16', 1, 1), decode(32, 2048));
    expect(step.seconds * 1e3).toBeCloseTo(9.3461, 3);
    expect(step.memory * 1e3).toBeCloseTo(7.9074, 3);
    expect(step.fixed * 1e3).toBeCloseTo(1.4388, 4);
    expect(step.network).toBe(0);
  });

  it('is half of each on two dies of an Ascend 910C in int8, with two all-reduces a layer and a slow host', () => {
    // weights (6.98 GB in int8 + 1.05 GB of head in bf16) / 2 / (1.6 TB/s × 0.6) = 4.182 ms, cache half of 8.59 GB / 0.96 TB/s = 4.474 ms
    // between 32 × (8 × 4,096 + (3 × 48 × 128 + 5 × 14,336) / 2) × 2 B = 4.98 MB × 32 / (1.6 TB/s × 0.85 / 1.3) = 0.152 ms
    // links   64 × (22 µs + 32 × 4,096 × 2 B / (196 GB/s × 0.7)) = 1.530 ms
    // fixed   193 × 5 µs + 32 × 10 µs + 0.8 ms + 32 × 6.7 µs = 2.299 ms; all × 1.06
    const step = stepTime(replicaOf(ascend910c, published('llama-3.1-8b'), 'int8', 2, 2), decode(32, 2048));
    expect(step.seconds * 1e3).toBeCloseTo(13.3965, 3);
    expect(step.network * 1e3).toBeCloseTo(1.5303 * 1.06, 3);
  });

  it('computes whole expert tiles on a compute-poor H20', () => {
    // Qwen3-30B-A3B on 4 ranks, 400 requests: all 32 experts of a rank are hit, 25 tokens each, tiles of 64:
    // 2 × 32 × 64 × 4.72 M / (148 TFLOP/s × 0.7 × 0.84) = 222 µs a layer and 14 not hidden, against 80 µs to read them: 48 × 236 µs = 11.33 ms
    // projections 18.9 M, 100 tokens: 2 × 100 × 18.9 M / (148 TFLOP/s × 0.7) = 36 µs a layer; cache 400 / 4 × 5,120 × 2,048 B × 48 / (4 TB/s × 0.84)
    const step = stepTime(replicaOf(h20, published('qwen3-30b-a3b'), 'bf16', 1, 4), decode(400, 5120));
    expect(step.seconds * 1e3).toBeCloseTo(36.3453, 3);
    expect(step.network * 1e3).toBeCloseTo(4.1329, 3);
  });

  it('reads the experts that are hit on an H800', () => {
    // 64 tokens hit 16 × (1 − (120/128)^64) = 15.7 of a rank's 16 experts: 15.7 × 4.72 MB / (3.35 TB/s × 0.84) = 26 µs a layer, 1.267 ms
    const step = stepTime(replicaOf(h800, published('qwen3-30b-a3b'), 'fp8', 1, 8), decode(64, 1024));
    expect(step.seconds * 1e3).toBeCloseTo(8.8526, 3);
  });
});

describe('step time', () => {
  const chips = [h100, h20, b200, ascend910c, mlu590];
  const replicas = fc
    .record({
      chip: fc.constantFrom(...chips),
      entry: fc.constantFrom(...publishedModels),
      width: fc.constantFrom(1, 2, 4, 8),
      groups: fc.constantFrom(1, 2),
    })
    .map(({ chip, entry: [entry], width, groups }) => {
      const replica = replicaOf(chip, entry, 'bf16', width, width);
      return replica.shape.moeLayers > 0 ? { ...replica, ranks: width * groups } : replica;
    });
  const batches = fc.record({
    decode: fc.integer({ min: 1, max: 2000 }),
    context: fc.integer({ min: 1, max: 100_000 }),
    prefill: fc.integer({ min: 0, max: 20_000 }),
    prefillContext: fc.integer({ min: 1, max: 50_000 }),
  });
  const factor = fc.double({ min: 1, max: 8, noNaN: true });

  it('is never longer with more bandwidth', () => {
    fc.assert(
      fc.property(replicas, batches, factor, (replica, batch, more) => {
        const faster = { ...replica, rank: { ...replica.rank, bandwidth: replica.rank.bandwidth * more } };
        expect(milliseconds(faster, batch)).toBeLessThanOrEqual(roundedUp(milliseconds(replica, batch)));
      }),
    );
  });

  it('is never longer with more compute', () => {
    fc.assert(
      fc.property(replicas, batches, factor, (replica, batch, more) => {
        const { rank, format } = replica;
        const faster = {
          ...replica,
          rank: { ...rank, wide: { ...rank.wide, peak: rank.wide.peak * more } },
          format: { ...format, peak: format.peak * more },
        };
        expect(milliseconds(faster, batch)).toBeLessThanOrEqual(roundedUp(milliseconds(replica, batch)));
      }),
    );
  });

  it('is never longer with faster links', () => {
    fc.assert(
      fc.property(replicas, batches, factor, (replica, batch, more) => {
        const { rank } = replica;
        const faster = {
          ...replica,
          rank: { ...rank, near: (rank.near ?? 0) * more, far: (rank.far ?? 0) * more },
        };
        expect(milliseconds(faster, batch)).toBeLessThanOrEqual(roundedUp(milliseconds(replica, batch)));
      }),
    );
  });

  it('is never shorter with a longer context, more requests or more prompt tokens', () => {
    fc.assert(
      fc.property(
        replicas,
        batches,
        factor,
        fc.constantFrom('context', 'decode', 'prefill', 'prefillContext'),
        (replica, batch, more, field) => {
          expect(milliseconds(replica, batch)).toBeLessThanOrEqual(
            roundedUp(milliseconds(replica, { ...batch, [field]: batch[field] * more })),
          );
        },
      ),
    );
  });

  it('is the sum of its parts', () => {
    fc.assert(
      fc.property(replicas, batches, (replica, batch) => {
        const { seconds, memory, compute, network, fixed } = stepTime(replica, batch);
        expect(memory + compute + network + fixed).toBeCloseTo(seconds, 12);
      }),
    );
  });

  it('cannot be split over links of unknown bandwidth', () => {
    const replica = replicaOf(h100, published('llama-3.1-8b'), 'bf16', 2, 2);
    const { near: _, ...rank } = replica.rank;
    expect(milliseconds({ ...replica, rank: { ...rank, near: undefined } }, decode(1, 1))).toBe(Infinity);
  });
});
