import type { Efficiency } from './efficiency.ts';

/**
 * Trust level 1: what operator timings of a chip itself say, in place of its class. From InferSim's kernel timings (Apache-2.0) of H20
 * and H800: matrix multiplications in fp8 at m ≥ 4,096 (H20 0.83-0.95 of peak, H800 0.64-0.74), grouped ones with ≥ 256 rows an expert
 * (H20 0.73-0.77, H800 0.44-0.64), prefill attention from 4,096 tokens (H20 0.82-0.89, H800 0.63). 16-bit multiplications were not
 * timed on either: H20 is taken to reach in 16 bits what it reaches in 8, as it has little compute for its bandwidth.
 */
const timings: readonly (readonly [RegExp, Partial<Efficiency>])[] = [
  [
    /^nvidia-h20-/u,
    {
      wide: { memory: 0.85, compute: 0.9, unhidden: 0.35 },
      narrow: { memory: 0.8, compute: 0.92, unhidden: 0.35 },
      grouped: 0.82,
      prefillAttention: 0.85,
      decodeAttention: 0.75,
    },
  ],
  [
    /^nvidia-h800-/u,
    { narrow: { memory: 0.83, compute: 0.73, unhidden: 0.5 }, grouped: 0.85, prefillAttention: 0.63 },
  ],
];

/** Efficiencies timed on this chip; undefined where none were. */
export function operatorData(accelerator: string): Partial<Efficiency> | undefined {
  return timings.find(([pattern]) => pattern.test(accelerator))?.[1];
}
