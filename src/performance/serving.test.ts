import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Accelerator, Model, System } from '../catalog/index.ts';
import { type BytesPerSecond, bytesPerSecond, seconds } from '../quantity/index.ts';
import type { ResolvedService } from '../scenario/index.ts';
import { published } from './fixture-models.ts';
import {
  a100,
  ascend910c,
  b200,
  given,
  h100,
  h20,
  h200,
  mlu590,
  model,
  serviceOf,
  systemOf,
  unknown,
} from './fixtures.ts';
import { rankOf } from './rank.ts';
import { rateService, servingWays } from './serving.ts';
import { shapeOf } from './shape-of.ts';
import type { ServiceRate } from './types.ts';

function rated(
  accelerator: Accelerator,
  entry: Model,
  changes?: Partial<ResolvedService>,
  system?: System,
): ServiceRate {
  const where = system ?? systemOf(accelerator);
  const rate = rateService(where, rankOf(where, accelerator), entry, serviceOf(entry, changes));
  if ('code' in rate) throw new Error(rate.why);
  return rate;
}

function refused(
  accelerator: Accelerator,
  entry: Model,
  changes?: Partial<ResolvedService>,
  system?: System,
): string {
  const where = system ?? systemOf(accelerator);
  const rate = rateService(where, rankOf(where, accelerator), entry, serviceOf(entry, changes));
  if (!('code' in rate)) throw new Error('it has a rate');
  return `${rate.code} ${rate.why}`;
}

/**
 * Requests per second of an 8-chip system by the way that does more, 0 where none meets the level. The way that is chosen may do a little
 * less: it must be safer too.
 */
function requests(accelerator: Accelerator, entry: Model, changes?: Partial<ResolvedService>): number {
  const ranks = rankOf(systemOf(accelerator), accelerator);
  const shape = shapeOf(entry);
  if (!ranks.known || !shape.known) return 0;
  const { shared, pools } = servingWays(shape.shape, ranks.rank, serviceOf(entry, changes));
  return Math.max(
    shared.kind === 'found' ? shared.point.rate * shared.replicasPerSystem : 0,
    pools === undefined ? 0 : pools.rate / pools.systems,
  );
}

function prompts(inputTokens: number): Partial<ResolvedService> {
  return { classes: [{ id: 'chat', share: 1, inputTokens, outputTokens: 400, cachedInput: 0.2 }] };
}

const chips = fc.constantFrom(a100, h100, h20, h200, b200, ascend910c, mlu590);
const entries = fc.constantFrom(
  ...['llama-3.1-8b', 'llama-3.1-70b', 'deepseek-v3', 'qwen3-30b-a3b'].map(published),
);
const factor = fc.double({ min: 1, max: 6, noNaN: true });

describe('the rate of a service', () => {
  it('keeps predicted times within 85 % of the level, and runs right up to it', () => {
    const rate = rated(h100, published('llama-3.1-70b'));
    expect(rate.tpot.value).toBeLessThanOrEqual(0.85 * 0.05);
    expect(rate.tpot.value).toBeGreaterThan(0.8 * 0.05);
    expect(rate.ttft.value).toBeLessThanOrEqual(0.85 * 2);
  });

  it('covers the truth with an interval: −24 % and +41 % in time per token on NVIDIA chips, wider elsewhere', () => {
    const { tpot, requestsPerSecond } = rated(h100, published('llama-3.1-70b'));
    expect(tpot.low / tpot.value).toBeCloseTo(0.76, 9);
    expect(tpot.high / tpot.value).toBeCloseTo(1.41, 9);
    // A slower truth costs more than its own factor: the batch must shrink too.
    expect(requestsPerSecond.low).toBeLessThan(requestsPerSecond.value / 1.1);
    expect(requestsPerSecond.high).toBeGreaterThan(requestsPerSecond.value * 1.1);
    const other = rated(mlu590, published('llama-3.1-70b'));
    expect(other.tpot.high / other.tpot.value).toBeGreaterThan(1.5);
    expect(other.tpot.low / other.tpot.value).toBeLessThan(0.71);
  });

  it('widens the interval where the chip or the model is uncertain', () => {
    const vague = {
      ...mlu590,
      memoryBandwidth: {
        ...mlu590.memoryBandwidth,
        low: bytesPerSecond(1.2e12),
        high: bytesPerSecond(2.8e12),
      },
    };
    const sure = rated(mlu590, published('llama-3.1-8b'));
    const unsure = rated(vague, published('llama-3.1-8b'));
    expect(unsure.tpot.value).toBe(sure.tpot.value);
    expect(unsure.tpot.high).toBeGreaterThan(sure.tpot.high * 1.1);
    expect(unsure.tpot.low).toBeLessThan(sure.tpot.low * 0.95);

    const sized = model('sized', 61, {
      incomplete: true,
      parameters: given(36e9),
      activeParameters: given(36e9),
    });
    const rough = rated(h100, sized);
    expect(rough.tpot.high / rough.tpot.value).toBeGreaterThan(1.4);
    expect(rough.assumptions).toHaveLength(1);
    expect(rough.lineage).toContain('sized.parameters');
  });

  it('takes 8 bits where the chip has them, else 16', () => {
    expect(rated(h100, published('llama-3.1-8b')).configuration.precision).toBe('fp8');
    expect(rated(a100, published('llama-3.1-8b')).configuration.precision).toBe('int8');
    const { int8: _, ...dense } = a100.dense;
    expect(rated({ ...a100, dense }, published('llama-3.1-8b')).configuration.precision).toBe('bf16');
  });

  it('counts a die of an Ascend 910C as a rank, and rates the package', () => {
    const { configuration } = rated(ascend910c, published('llama-3.1-8b'));
    expect(configuration.ranksPerAccelerator).toBe(2);
    expect(configuration.acceleratorsPerReplica * configuration.replicasPerSystem).toBe(8);
    expect(rated(b200, published('llama-3.1-8b')).configuration.ranksPerAccelerator).toBe(1);
  });

  it('keeps experts in the 4 bits they were published in where that does more, and other weights where the owner permits', () => {
    const { configuration } = rated(b200, published('gpt-oss-120b'));
    expect(configuration).toMatchObject({ precision: 'fp8', expertPrecision: 'mxfp4' });
    const dense = published('llama-3.1-70b');
    const narrow = rated(b200, dense, { formats: ['fp4'] });
    expect(narrow.configuration.precision).toBe('fp4');
    expect(narrow.lineage).toContain('b200.dense.fp4');
    expect(narrow.requestsPerSecond.value).toBeGreaterThan(rated(b200, dense).requestsPerSecond.value);
    // A chip that does not multiply in 4 bits has no use for fp4, but unpacks int4.
    expect(rated(h100, dense, { formats: ['fp4'] })).toEqual(rated(h100, dense));
    const fast: Partial<ResolvedService> = {
      tpot: seconds(0.016),
      formats: ['int4'],
      classes: [{ id: 'write', share: 1, inputTokens: 200, outputTokens: 1000, cachedInput: 0 }],
    };
    expect(rated(a100, dense, fast).configuration.precision).toBe('int4');
  });

  it('spans systems where the model does not fit in one, and mixtures also where that serves more', () => {
    const h100s = rated(h100, published('deepseek-v3'));
    expect(h100s.configuration).toMatchObject({
      aggregated: false,
      acceleratorsPerReplica: 16,
      expertParallel: 16,
    });
    expect(h100s.configuration.prefill).toMatchObject({ unit: 4, acceleratorsPerReplica: 16 });
    expect(h100s.lineage).toContain('h100-x8.scaleOut');
    const h200s = rated(h200, published('deepseek-v3'));
    expect(h200s.configuration).toMatchObject({ acceleratorsPerReplica: 16, prefill: { unit: 5 } });
    const alone = rated(h200, published('deepseek-v3'), {}, systemOf(h200, 8, 'unknown'));
    expect(alone.configuration).toMatchObject({
      aggregated: true,
      replicasPerSystem: 1,
      acceleratorsPerReplica: 8,
    });
    expect(alone.lineage).not.toContain('h200-x8.scaleOut');
    expect(alone.requestsPerSecond.value).toBeLessThan(h200s.requestsPerSecond.value);
    expect(rated(h200, published('llama-3.1-8b')).configuration.replicasPerSystem).toBeGreaterThanOrEqual(1);
    expect(rated(a100, published('llama-3.1-405b')).configuration.replicasPerSystem).toBeLessThanOrEqual(1);
  });

  it('says which claims it rests on', () => {
    expect(rated(h20, published('llama-3.1-8b')).lineage).toEqual([
      'h20.dense.fp8',
      'h20.memory',
      'h20.memoryBandwidth',
      'h20.scaleUp',
    ]);
  });

  it('derives a missing 16-bit rate from the 8-bit one and says so', () => {
    const { bf16: _, ...dense } = h20.dense;
    const rate = rated({ ...h20, dense }, published('llama-3.1-8b'));
    expect(rate.requestsPerSecond.value).toBeCloseTo(
      rated(h20, published('llama-3.1-8b')).requestsPerSecond.value,
      9,
    );
    expect(rate.assumptions).toEqual(['h20: its 16-bit rate is taken as half of its 8-bit rate']);
  });
});

describe('no rate', () => {
  it('for a chip of unknown bandwidth or rates', () => {
    expect(refused({ ...h20, memoryBandwidth: unknown() }, published('llama-3.1-8b'))).toBe(
      'FW-PRF-0001 h20: memory bandwidth unknown',
    );
    expect(refused({ ...h20, dense: {} }, published('llama-3.1-8b'))).toBe(
      'FW-PRF-0001 h20: every dense rate unknown',
    );
  });

  it('for a model of unknown size', () => {
    expect(refused(h20, model('seed', 60, {}))).toMatch(/^FW-PRF-0002 seed/);
  });

  it('where links that a replica needs are unknown', () => {
    expect(refused(h100, published('deepseek-v3'), {}, systemOf(h100, 8, 'unknown'))).toBe(
      'FW-PRF-0003 deepseek-v3 does not fit in one h100-x8, and the bandwidth of its links to others is unknown',
    );
    const alone = { ...h20, scaleUp: unknown<BytesPerSecond>() };
    expect(rated(alone, published('llama-3.1-8b')).configuration.tensorParallel).toBe(1);
    expect(rated(alone, published('llama-3.1-8b')).lineage).not.toContain('h20.scaleUp');
    expect(refused(alone, published('llama-3.1-405b'))).toBe(
      'FW-PRF-0003 llama-3.1-405b does not fit in one h20, and the bandwidth of its links to others is unknown',
    );
  });

  it('where no batch meets the level', () => {
    expect(refused(h20, published('llama-3.1-405b'), { tpot: seconds(0.004) })).toMatch(/^FW-PRF-0004/);
  });
});

describe('a property of every rate', () => {
  const levels = fc.record({
    ttft: fc.double({ min: 0.1, max: 3, noNaN: true }).map(seconds),
    tpot: fc.double({ min: 0.01, max: 0.1, noNaN: true }).map(seconds),
  });
  const runs = { numRuns: 60 };

  it('a longer service level never serves fewer requests', () => {
    fc.assert(
      fc.property(chips, entries, levels, factor, factor, (chip, entry, { ttft, tpot }, a, b) => {
        const relaxed = { ttft: seconds(ttft * a), tpot: seconds(tpot * b) };
        expect(requests(chip, entry, relaxed)).toBeGreaterThanOrEqual(
          requests(chip, entry, { ttft, tpot }) * (1 - 1e-8),
        );
      }),
      runs,
    );
  });

  it('a chip with more bandwidth and memory never serves fewer', () => {
    fc.assert(
      fc.property(chips, entries, levels, factor, (chip, entry, level, more) => {
        const better = {
          ...chip,
          memory: given(((chip.memory.value ?? 0) * more) as NonNullable<typeof chip.memory.value>),
          memoryBandwidth: given(bytesPerSecond((chip.memoryBandwidth.value ?? 0) * more)),
        };
        expect(requests(better, entry, level)).toBeGreaterThanOrEqual(
          requests(chip, entry, level) * (1 - 1e-8),
        );
      }),
      runs,
    );
  });

  it('longer prompts never serve more', () => {
    fc.assert(
      fc.property(
        chips,
        entries,
        fc.integer({ min: 100, max: 20_000 }),
        factor,
        (chip, entry, inputTokens, more) => {
          expect(requests(chip, entry, prompts(inputTokens * more))).toBeLessThanOrEqual(
            requests(chip, entry, prompts(inputTokens)) * (1 + 1e-8),
          );
        },
      ),
      runs,
    );
  });

  it('the interval holds the value', () => {
    fc.assert(
      fc.property(chips, entries, levels, (chip, entry, level) => {
        const where = systemOf(chip);
        const rate = rateService(where, rankOf(where, chip), entry, serviceOf(entry, level));
        if ('code' in rate) return;
        for (const { low, value: centre, high } of [rate.requestsPerSecond, rate.ttft, rate.tpot]) {
          expect(low).toBeLessThanOrEqual(centre);
          expect(high).toBeGreaterThanOrEqual(centre);
        }
      }),
      runs,
    );
  });
});
