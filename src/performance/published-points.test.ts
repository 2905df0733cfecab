import { describe, expect, it } from 'vitest';
import { published } from './fixture-models.ts';
import { ascend910c, h20 as h20Class, h800 as h800Class, replicaOf, systemOf } from './fixtures.ts';
import { rankOf } from './rank.ts';
import type { Replica } from './replica.ts';
import type { Batch } from './step-seconds.ts';
import { stepTime } from './step-time.ts';

/**
 * Published throughputs, one by one, against what the model says of the same configuration. Nothing is fitted to them but what operator
 * timings and classes share: the last figure is the miss as it is, prediction ÷ report, also printed in docs/performance.md. A change that moves one must say so there.
 */
const v3 = published('deepseek-v3');
/** With the ids under which their operator timings are kept. */
const h20 = { ...h20Class, id: 'nvidia-h20-96' };
const h800 = { ...h800Class, id: 'nvidia-h800-sxm' };
const onCloudMatrix = (ranks: number): Replica => {
  const system = systemOf(ascend910c, 384);
  const found = rankOf(system, ascend910c);
  if (!found.known) throw new Error(found.reason.why);
  return { ...replicaOf(ascend910c, v3, 'int8', 1, ranks), rank: found.rank };
};
const decode = (perRank: number, ranks: number, context: number): Batch => ({
  decode: perRank * ranks,
  context,
  prefill: 0,
  prefillContext: 0,
});
const prefill = (perRank: number, ranks: number, prompt: number): Batch => ({
  decode: 0,
  context: 0,
  prefill: perRank * ranks,
  prefillContext: prompt / 2,
});

/** Name, replica, batch, ranks per unit counted, tokens per second and unit reported, prediction ÷ report. */
const points: readonly (readonly [string, Replica, Batch, number, number, number])[] = [
  // 24 h production average of V3/R1: 1,850 tok/s per H800 at 20-22 tok/s per user, context 4,989: 88 requests per GPU.
  [
    'H800 decode, DeepSeek production, EP144',
    replicaOf(h800, v3, 'fp8', 1, 144),
    decode(88, 144, 4989),
    1,
    1850,
    0.93,
  ],
  [
    'H800 decode, DeepSeek profile, EP128',
    replicaOf(h800, v3, 'fp8', 1, 128),
    decode(128, 128, 4096),
    1,
    2324,
    0.87,
  ],
  [
    'H800 decode, RTP-LLM, EP144',
    replicaOf(h800, v3, 'fp8', 1, 144),
    decode(13_200 / 144, 144, 5120),
    1,
    1850,
    0.94,
  ],
  [
    'H800 prefill, DeepSeek profile, EP32',
    replicaOf(h800, v3, 'fp8', 1, 32),
    prefill(16_384, 32, 4096),
    1,
    7839,
    0.75,
  ],
  // CloudMatrix 384, R1 in int8: 1,943 tok/s per package of two dies at 50 ms is 97 requests per package; context taken as 4,096.
  ['910C decode, CloudMatrix 384, EP320', onCloudMatrix(320), decode(48.5, 320, 4096), 2, 1943, 0.75],
  ['910C prefill, CloudMatrix 384, EP32', onCloudMatrix(32), prefill(8192, 32, 4096), 2, 6688, 0.84],
  [
    'H20 decode, Qwen3-30B-A3B bf16',
    replicaOf(h20, published('qwen3-30b-a3b'), 'bf16', 1, 4),
    decode(100, 4, 5120),
    1,
    2749,
    1.05,
  ],
  [
    'H20 prefill, Qwen3-30B-A3B bf16',
    replicaOf(h20, published('qwen3-30b-a3b'), 'bf16', 1, 4),
    prefill(4096, 4, 4096),
    1,
    16_594,
    0.85,
  ],
  [
    'H20 decode, Qwen3-8B fp8',
    replicaOf(h20, published('qwen3-8b'), 'fp8', 1, 1),
    decode(100, 1, 5120),
    1,
    2682,
    1.16,
  ],
  [
    'H20 prefill, Qwen3-8B fp8',
    replicaOf(h20, published('qwen3-8b'), 'fp8', 1, 1),
    prefill(4096, 1, 4096),
    1,
    15_061,
    1.03,
  ],
];

describe('published points', () => {
  it.each(points)('%s', (_name, replica, batch, ranksPerUnit, reported, miss) => {
    const perRank = (batch.decode + batch.prefill) / stepTime(replica, batch).seconds / replica.ranks;
    expect((perRank * ranksPerUnit) / reported).toBeCloseTo(miss, 1.9);
  });
});
