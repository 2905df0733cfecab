import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Accelerator, Model } from '../catalog/index.ts';
import { flopPerSecond } from '../quantity/index.ts';
import type { ResolvedRun } from '../scenario/index.ts';
import { published } from './fixture-models.ts';
import { ascend910c, given, h100, h20, h800, mlu590, model, replicaOf, runOf, systemOf } from './fixtures.ts';
import { goodput } from './goodput.ts';
import { rankOf } from './rank.ts';
import { rateRun } from './training.ts';
import { trainingAnswer } from './training-search.ts';
import { fastestSplit } from './training-split.ts';

function rated(
  accelerator: Accelerator,
  entry: Model | undefined,
  changes?: Partial<ResolvedRun>,
  accelerators = 8,
) {
  const system = systemOf(accelerator, accelerators);
  const rate = rateRun(system, rankOf(system, accelerator), entry, runOf(changes));
  if ('code' in rate) throw new Error(rate.why);
  return rate;
}

describe('goodput', () => {
  it('is above 90 % for the 16,384 accelerators of Llama 3 405B, as reported', () => {
    // MTBF 3.09 h; a checkpoint every √(2 × 15 s × 11,134 s) = 578 s costs 2.6 %, lost work 2.6 %, restarts 4.6 %
    expect(goodput(16_384)).toBeCloseTo(0.9023, 3);
  });

  it('falls with the gang and stays a part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (gang) => {
        expect(goodput(gang + 1)).toBeLessThanOrEqual(goodput(gang));
        expect(goodput(gang)).toBeGreaterThanOrEqual(0);
        expect(goodput(gang)).toBeLessThan(1);
      }),
    );
  });
});

describe('the rate of a training run', () => {
  it('is peak × utilisation × goodput, utilisation that of the fastest split', () => {
    const rate = rated(h100, published('llama-3.1-70b'));
    const split = fastestSplit({
      ...replicaOf(h100, published('llama-3.1-70b'), 'bf16', 8, 8),
      ranks: 1024,
      globalBatch: 2048,
      sequence: 4096,
      fused: true,
      given: {},
    });
    if (split === undefined) throw new Error('no split');
    const utilisation = split.step.modelFlop / split.step.seconds / (1024 * 989e12);
    expect(rate.utilisation.value).toBeCloseTo(utilisation, 9);
    // Megatron-Core and llm-foundry print 0.41 to 0.47 of the peak of H100 in 16 bits.
    expect(utilisation).toBeGreaterThan(0.35);
    expect(utilisation).toBeLessThan(0.5);
    expect(rate.flopPerSecond.value).toBeCloseTo(8 * 989e12 * utilisation * goodput(1024), -6);
    expect(rate.lineage).toEqual(
      [
        'h100.dense.bf16',
        'h100.memory',
        'h100.memoryBandwidth',
        'h100.scaleUp',
        'h100-x8.scaleOut',
      ].toSorted(),
    );
    expect(rate.precision).toBe('bf16');
  });

  it('is found for gangs that are no power of two', () => {
    const odd = rated(h100, published('llama-3.1-70b'), { gangMin: 1000, gangMax: 1003 });
    const even = rated(h100, published('llama-3.1-70b'));
    expect(odd.utilisation.value / even.utilisation.value).toBeGreaterThan(0.85);
    expect(odd.utilisation.value / even.utilisation.value).toBeLessThan(1.15);
  });

  it('holds what DeepSeek-V3 and Pangu Ultra MoE report in its interval', () => {
    // 14.8 T tokens in 2,664 thousand hours of H800, in 8 bits (its report).
    const mixture = trainingAnswer({
      system: systemOf(h800),
      accelerator: h800,
      model: published('deepseek-v3'),
      accelerators: 2048,
      globalBatch: 15_360,
      sequence: 4096,
      precision: 'fp8',
    });
    if ('code' in mixture) throw new Error(mixture.why);
    const reported = (14.8e12 / (2.664e6 * 3600)) * 2048;
    expect(mixture.tokensPerSecond.low).toBeLessThan(reported);
    expect(mixture.tokensPerSecond.high).toBeGreaterThan(reported);
    const ascend = rated(ascend910c, published('deepseek-v3'), { gangMin: 6000, gangMax: 6000 }).utilisation;
    expect(ascend.low).toBeLessThan(0.3);
    expect(ascend.high).toBeGreaterThan(0.3);
  });

  it('is that of the largest gang allowed, and of the smallest where none is given', () => {
    const large = rated(h100, undefined, { gangMax: 16_384 });
    expect(large.utilisation.value).toBeLessThan(0.45);
    expect(large.goodput).toBeCloseTo(goodput(16_384), 12);
    expect(rated(h100, undefined, { gangMax: Infinity }).goodput).toBeCloseTo(goodput(1024), 12);
  });

  it('counts a package once, whatever its dies', () => {
    expect(rated(ascend910c, undefined).flopPerSecond.value).toBeCloseTo(
      8 * 752e12 * 0.5 * goodput(1024),
      -6,
    );
  });

  it('gains for mixtures from a wide domain and loses without links', () => {
    const narrow = rated(h100, published('deepseek-v3'));
    expect(rated(h100, published('deepseek-v3'), {}, 64).utilisation.value).toBeGreaterThan(
      narrow.utilisation.value,
    );
    expect(rated(h100, undefined, {}, 72).utilisation.value).toBeCloseTo(0.45, 9);
    const system = { ...systemOf(h20), scaleUpDomain: 1 };
    const cards = rateRun(system, rankOf(system, h20), undefined, runOf());
    if ('code' in cards) throw new Error(cards.why);
    expect(cards.utilisation.value).toBeCloseTo(0.45 * 0.6, 9);
    expect(cards.utilisation.low).toBeLessThan(cards.utilisation.value / 1.5);
  });

  it('is surer of what is known better', () => {
    const relative = (rate: ReturnType<typeof rated>) => rate.flopPerSecond.low / rate.flopPerSecond.value;
    expect(relative(rated(mlu590, undefined))).toBeLessThan(relative(rated(h100, undefined)));
    const vague = {
      ...mlu590,
      dense: { bf16: { ...given(flopPerSecond(314e12)), low: flopPerSecond(256e12) } },
    };
    expect(relative(rated(vague, undefined))).toBeLessThan(relative(rated(mlu590, undefined)));
  });

  it('says when it guessed what the model is', () => {
    expect(rated(h100, undefined).assumptions).toHaveLength(1);
    expect(rated(h100, model('seed', 60, {})).assumptions).toEqual([
      'seed: its size is unknown; whether it fits in the memory of the gang was not checked',
    ]);
  });

  it('does not exist for a gang whose memory cannot hold the state', () => {
    const system = systemOf(h100);
    const rate = rateRun(
      system,
      rankOf(system, h100),
      published('llama-3.1-405b'),
      runOf({ gangMin: 8, gangMax: 64 }),
    );
    expect(rate).toMatchObject({
      code: 'FW-PRF-0005',
      why: expect.stringContaining('at least 91 accelerators'),
    });
  });
});
