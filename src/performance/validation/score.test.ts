import { describe, expect, it } from 'vitest';
import { h100, systemOf } from '../fixtures.ts';
import { model } from '../fixtures.ts';
import { stackFactor } from './anchored.ts';
import { compareTruth, scoreTruth } from './score.ts';
import type { TruthRow } from './truth.ts';

const chip = { ...h100, id: 'nvidia-h100-sxm' };
const catalog = {
  accelerators: new Map([[chip.id, chip]]),
  systems: new Map([['hgx-h100', { ...systemOf(chip), id: 'hgx-h100' }]]),
  models: new Map([
    [
      'Llama-3.1-8B',
      model('Llama-3.1-8B', 32, {
        hidden: 4096,
        heads: 32,
        kvHeads: 8,
        headDim: 128,
        ffn: 14336,
        vocab: 128256,
      }),
    ],
  ]),
};
const row = (changes: TruthRow = {}): TruthRow => ({
  point_id: 'p1',
  count: '1',
  model: 'meta-llama/Llama-3.1-8B',
  model_norm: 'Llama-3-8B',
  accel_norm: 'H100',
  accelerator: 'H100-SXM5-80GB',
  group: 'H100|Llama-3-8B',
  regime: 'closed-loop',
  precision: 'BF16',
  engine: 'vLLM',
  engine_version: '0.11.0',
  parallelism: 'tp=1',
  isl: '1000',
  osl: '200',
  concurrency: '16',
  metric: 'tpot_mean',
  value: '9',
  score_tier: 'score',
  ...changes,
});

const derived = new Set(['point_id', 'accel_norm', 'model_norm', 'group', 'score_tier']);
/** A row without the columns that others are derived from. */
const bare = (changes: TruthRow): TruthRow =>
  Object.fromEntries(Object.entries(row(changes)).filter(([column]) => !derived.has(column)));

const deepseek = (version: string): TruthRow => ({
  ...row({ model: 'deepseek-ai/DeepSeek-R1', model_norm: 'DeepSeek-V3/R1', engine: 'TensorRT-LLM' }),
  engine_version: version,
  precision: 'FP8',
  count: '8',
  parallelism: 'TP8 PP1 attnDP1 moeTP8 moeEP1',
});

describe('scoring measured truth', () => {
  it('counts every row once, priced or with its reason', () => {
    const rows = [
      row(),
      row({ metric: 'ttft_mean', value: '120' }),
      row({ metric: 'prefix_cache_hit_rate', value: '1' }),
      row({ point_id: 'p2', accel_norm: 'XPU-1' }),
      row({ point_id: 'p3', model: 'unheard-of', model_norm: 'unheard-of' }),
      row({ point_id: 'p4', score_tier: 'advisory' }),
      row({ point_id: 'p5', value: 'n/a' }),
      row({ point_id: 'p6', regime: 'sideways' }),
      row({ point_id: 'p7', concurrency: '' }),
    ];
    const scores = scoreTruth(rows, catalog, 'operator');
    const priced = scores.rows.reduce((sum, { n }) => sum + n, 0);
    const skipped = scores.skipped.reduce((sum, { n }) => sum + n, 0);
    expect(priced).toBe(2);
    expect(priced + skipped).toBe(rows.length);
    expect(scores.skipped.map(({ reason }) => reason)).toContain('the chip XPU-1 has no data sheet here');
  });

  it('reads files that leave out ids, normalised names and tiers', () => {
    const rows = [
      bare({ metric: 'tpot_mean' }),
      bare({ metric: 'ttft_mean', value: '120' }),
      bare({ concurrency: '4' }),
      bare({ accelerator: 'Nvidia H100 80GB HBM3', concurrency: '8' }),
      bare({ accelerator: 'Cerebras WSE-3' }),
    ];
    const { comparisons, skipped } = compareTruth(rows, catalog, 'operator');
    expect(comparisons.map(({ metric }) => metric)).toEqual([
      'tpot_mean',
      'ttft_mean',
      'tpot_mean',
      'tpot_mean',
    ]);
    expect(new Set(comparisons.map(({ point }) => point)).size).toBe(3);
    expect(comparisons[0]?.group).toBe('H100-SXM5-80GB|meta-llama/Llama-3.1-8B');
    expect(skipped).toEqual([{ reason: 'the chip Cerebras WSE-3 has no data sheet here', n: 1 }]);
  });

  it('measures errors against the truth', () => {
    const [predicted] = compareTruth([row()], catalog, 'operator').comparisons;
    const truth = (predicted?.predicted ?? 0) / 1.1;
    const [score] = scoreTruth([row({ value: String(truth) })], catalog, 'operator').rows;
    expect(score?.medianAbsError).toBeCloseTo(0.1, 9);
    expect(score?.bias).toBeCloseTo(0.1, 9);
    expect(score?.coverage).toBe(1);
  });

  it('knows the images that InferenceX ran with drafts only', () => {
    const rows = [deepseek('1.2.0rc6.post2'), { ...deepseek('1.2.0rc6.post3'), point_id: 'p2' }];
    const [llama] = catalog.models.values();
    const named = { ...catalog, models: new Map(llama === undefined ? [] : [['DeepSeek-V3', llama]]) };
    const [plain, drafting] = compareTruth(rows, named, 'operator').comparisons;
    expect((plain?.predicted ?? 0) / (drafting?.predicted ?? 1)).toBeGreaterThan(1.2);
  });

  it('sets three points aside as anchors and corrects the others, shrunk by a quarter', () => {
    const six = Array.from({ length: 6 }, (_, index) =>
      row({ point_id: `p${index}`, concurrency: String(4 * (index + 1)) }),
    );
    const plain = compareTruth(six, catalog, 'operator').comparisons;
    const slow = six.map((each, index) => ({ ...each, value: String((plain[index]?.predicted ?? 0) * 2) }));
    const { comparisons, skipped } = compareTruth(slow, catalog, 'anchored');
    expect(comparisons).toHaveLength(3);
    expect(skipped).toEqual([{ reason: 'the point is used as an anchor', n: 3 }]);
    for (const { predicted, truth } of comparisons) expect(predicted / truth).toBeCloseTo(2 ** 0.75 / 2, 9);
  });

  it('shrinks the median of anchors to one', () => {
    expect(stackFactor([Math.log(2)])).toBeCloseTo(2 ** 0.5, 12);
    expect(stackFactor([Math.log(2), Math.log(2), Math.log(20)])).toBeCloseTo(2 ** 0.75, 12);
  });
});
