import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestPoint, operatingPoint } from './capacity.ts';
import { published } from './fixture-models.ts';
import { ascend910c, h100, h20, replicaOf } from './fixtures.ts';
import { meanWithin, requestsThatFit, weightBytesPerRank } from './memory-room.ts';
import { serviceMix } from './service-mix.ts';
import { stepModel } from './step-model.ts';
import { stepTime } from './step-time.ts';

const mix = serviceMix([{ id: 'chat', share: 1, inputTokens: 2000, outputTokens: 500, cachedInput: 0.3 }]);
const replicas = [
  replicaOf(h100, published('llama-3.1-8b'), 'bf16', 1, 1),
  replicaOf(h20, published('llama-3.1-70b'), 'fp8', 8, 8),
  replicaOf(h20, published('deepseek-v3'), 'fp8', 1, 16),
  replicaOf(h100, published('qwen3-30b-a3b'), 'fp8', 1, 8),
  replicaOf(ascend910c, published('qwen3-235b-a22b'), 'int8', 4, 16),
];
const someReplica = fc.constantFrom(...replicas);
const someMix = fc
  .array(
    fc.record({
      inputTokens: fc.integer({ min: 1, max: 20_000 }),
      outputTokens: fc.integer({ min: 1, max: 4000 }),
      cachedInput: fc.double({ min: 0, max: 0.95, noNaN: true }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((classes) =>
    serviceMix(classes.map((entry, index) => ({ id: String(index), share: 1 / classes.length, ...entry }))),
  );

describe('the mean request', () => {
  it('weighs contexts by the tokens that see them', () => {
    const two = serviceMix([
      { id: 'short', share: 0.5, inputTokens: 100, outputTokens: 100, cachedInput: 0 },
      { id: 'long', share: 0.5, inputTokens: 1000, outputTokens: 300, cachedInput: 0.5 },
    ]);
    expect(two.fresh).toBe(300);
    expect(two.output).toBe(200);
    // (100 × 50 + 500 × 750) / 600 and (100 × 150 + 300 × 1,150) / 400
    expect(two.prefillContext).toBeCloseTo(633.33, 2);
    expect(two.context).toBe(900);
  });
});

describe('room in memory', () => {
  it('is what weights, activations and runtime leave', () => {
    // 80 GB × 1.069 × 0.9 − 1.5 GB − 4,096 × 4,096 × 16 B − 16.06 GB = 59.14 GB; 131,072 B a token
    const replica = replicaOf(h100, published('llama-3.1-8b'), 'bf16', 1, 1);
    expect(weightBytesPerRank(replica) / 1e9).toBeCloseTo(16.06, 2);
    expect(requestsThatFit(replica, 1000)).toBeCloseTo(59.14e9 / 131_072 / 1000, 0);
  });

  it('is that of one die where a rank is a die', () => {
    // 64 GB × 1.069 × 0.9 − 1.5 GB − 0.27 GB − 6.98 GB in int8 − 2.10 GB of embedding and head in 16 bits = 50.73 GB
    const die = replicaOf(ascend910c, published('llama-3.1-8b'), 'int8', 1, 1);
    expect(requestsThatFit(die, 1000)).toBeCloseTo(50.73e9 / 131_072 / 1000, 0);
  });

  it('keeps two square roots free for chance', () => {
    expect(meanWithin(120)).toBeCloseTo(100, 9);
    expect(meanWithin(-3)).toBe(0);
  });

  it('does not shrink a latent cache by tensor parallelism', () => {
    const one = replicaOf(h20, published('deepseek-v3'), 'fp8', 1, 64);
    const four = replicaOf(h20, published('deepseek-v3'), 'fp8', 4, 64);
    const perToken = (replica: typeof one) =>
      1 / (requestsThatFit(replica, 1000) - requestsThatFit(replica, 2000));
    expect(perToken(four) / perToken(one)).toBeGreaterThan(0.8);
  });
});

describe('a replica in steady state', () => {
  it('takes longer and does more with every request', () => {
    fc.assert(
      fc.property(someReplica, someMix, fc.integer({ min: 1, max: 3000 }), (replica, anyMix, batch) => {
        const one = operatingPoint(stepModel(replica), anyMix, batch);
        const more = operatingPoint(stepModel(replica), anyMix, batch + 1);
        // One request more may overload the replica, never relieve it.
        expect(one === undefined && more !== undefined).toBe(false);
        fc.pre(one !== undefined && more !== undefined);
        expect(more.tpot).toBeGreaterThanOrEqual(one.tpot * (1 - 1e-12));
        expect(more.ttft).toBeGreaterThanOrEqual(one.ttft * (1 - 1e-12));
        expect(more.rate).toBeGreaterThanOrEqual(one.rate * (1 - 1e-9));
      }),
      { numRuns: 500 },
    );
  });

  it('obeys Little: requests running = rate × time decoding', () => {
    const point = operatingPoint(
      stepModel(replicaOf(h100, published('llama-3.1-8b'), 'bf16', 1, 1)),
      mix,
      40,
    );
    expect((point?.rate ?? 0) * mix.output * (point?.tpot ?? 0)).toBeCloseTo(40, 9);
  });

  it('lets the first token wait for the running step, the queue and its own chunks', () => {
    const replica = replicaOf(h20, published('llama-3.1-70b'), 'fp8', 8, 8);
    const long = { fresh: 8192, prefillContext: 4096, output: 400, context: 8400 };
    const point = operatingPoint(stepModel(replica), long, 64);
    const decoding = { decode: 64, context: 8400, prefill: 0, prefillContext: 0 };
    const plain = stepTime(replica, decoding).seconds;
    const mixed = stepTime(replica, { ...decoding, prefill: 4096, prefillContext: 4096 }).seconds;
    // 64 × 8,192 / 400 = 1,311 prompt tokens a step are a chunk of 4,096 in 32 % of the steps.
    const load = (64 * 8192) / 400 / 4096;
    const tpot = plain + load * (mixed - plain);
    expect(point?.tpot).toBeCloseTo(tpot, 12);
    expect(point?.ttft).toBeCloseTo(0.0156 + tpot / 2 + (load / 2 / (1 - load)) * 2 * mixed + 2 * mixed, 12);
    expect(operatingPoint(stepModel(replica), long, 181)).toBeUndefined();
  });

  it('is the largest batch within the limits, as counting up finds it', () => {
    fc.assert(
      fc.property(
        someReplica,
        fc.double({ min: 0.05, max: 4, noNaN: true }),
        fc.double({ min: 0.005, max: 0.2, noNaN: true }),
        (replica, ttft, tpot) => {
          const found = largestPoint(replica, mix, { ttft, tpot });
          const groups = replica.ranks / replica.tensorParallel;
          const most = Math.floor(groups * meanWithin(Math.min(requestsThatFit(replica, mix.context), 1024)));
          let best = 0;
          for (let batch = 1; batch <= most; batch++) {
            const point = operatingPoint(stepModel(replica), mix, batch);
            if (point !== undefined && point.tpot <= tpot && point.ttft <= ttft) best = batch;
          }
          expect(found?.batch ?? 0).toBe(best);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says what it is bound by', () => {
    const [small, , , mixture] = replicas;
    if (small === undefined || mixture === undefined) throw new Error('no fixture');
    expect(largestPoint(small, mix, { ttft: 60, tpot: 60 })?.boundBy).toBe('kv');
    expect(largestPoint(small, mix, { ttft: 0.06, tpot: 60 })?.boundBy).toBe('latency');
    expect(largestPoint(small, { ...mix, fresh: 8000, output: 20 }, { ttft: 60, tpot: 0.2 })?.boundBy).toBe(
      'compute',
    );
    expect(
      largestPoint(small, { ...mix, fresh: 0, context: 20_000 }, { ttft: 60, tpot: 0.015 })?.boundBy,
    ).toBe('memory');
  });
});
