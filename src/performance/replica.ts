import { kvElementsPerLayer, type ModelShape } from './model-shape.ts';
import type { FormatRate, Rank } from './rank.ts';

/** Bytes per element of activations and, unless said otherwise, of the KV cache. */
export const wideBytes = 2;

const bytesPerWeight = {
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  // 4 bits and a scale: 8 bits per 16 weights (NVFP4), 8 bits per 32 (MXFP4), 16 bits and a zero per 128 (AWQ, GPTQ).
  fp4: 0.5625,
  mxfp4: 0.53125,
  int4: 0.5195,
} as const satisfies Record<FormatRate['format'], number>;

/** Bytes per weight with its share of scales. */
export function weightBytes({ format }: FormatRate): number {
  return bytesPerWeight[format];
}

/** Tokens guessed ahead per step by a draft head, and the chance that each is right given that those before it are. */
export interface Speculation {
  readonly drafts: number;
  readonly acceptance: number;
  /** Tokens that a step checks per request, where drafts form a tree: more than the one and its drafts. */
  readonly verified?: number;
}

/**
 * One copy of a model on `ranks` ranks, or on `stages` times as many. Attention and dense layers are split over `tensorParallel` of them; ranks ÷ tensorParallel such
 * groups work side by side on their own requests (data-parallel attention) and share the routed experts, which are split over all ranks.
 */
export interface Replica {
  readonly shape: ModelShape;
  readonly rank: Rank;
  readonly format: FormatRate;
  readonly tensorParallel: number;
  readonly ranks: number;
  /** Stages of a pipeline, each of `ranks` ranks with a part of the layers; one where not said. Every stage works on its own part of the requests. */
  readonly stages?: number;
  /** Format of the routed experts where it differs from `format`. */
  readonly expertFormat?: FormatRate;
  /** Bytes per element of the KV cache; 2 where not said. */
  readonly kvBytes?: number;
  readonly speculation?: Speculation;
}

/** Tokens gained per step with K drafts each right with chance p: (1 − p^(K+1)) / (1 − p). */
export function expectedTokens({ drafts, acceptance }: Speculation): number {
  return acceptance >= 1 ? drafts + 1 : (1 - acceptance ** (drafts + 1)) / (1 - acceptance);
}

/** Elements of KV cache per token, layer and rank. Heads are split until each rank has one; a latent vector is on every rank. */
export function kvElementsPerRank({ attention }: ModelShape, tensorParallel: number): number {
  const elements = kvElementsPerLayer(attention);
  return attention.kind === 'latent' ? elements : elements / Math.min(tensorParallel, attention.kvHeads);
}

/** A key of the indexer in 8 bits, and its 32-bit scale. */
export function indexBytes(indexDim: number): number {
  return indexDim + 4;
}

/** Ranks of all stages of a replica. */
export function ranksOf({ ranks, stages = 1 }: Pick<Replica, 'ranks' | 'stages'>): number {
  return ranks * stages;
}
