import type { Model } from '../catalog/index.ts';

/** Attention that looks for its `topK` tokens first: an indexer scores every cached token by a small key (DeepSeek sparse attention). */
export interface SparseAttention {
  /** Tokens attended to, at most. */
  readonly topK: number;
  /** Heads of the indexer's queries and width of its keys, which are cached in 8 bits beside the latent vector. */
  readonly indexHeads: number;
  readonly indexDim: number;
}

/** Layers that carry a fixed state from token to token instead of a cache (gated delta rule). */
export interface LinearAttention {
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly headDim: number;
}

/** What a published configuration says of a model beyond the fields of the catalog. */
export interface Architecture {
  readonly sparse?: SparseAttention;
  readonly linear?: LinearAttention;
  /** Every n-th layer attends to the whole context, where the catalog does not say. */
  readonly fullAttentionEvery?: number;
  /** The query projection also makes a gate of its own width. */
  readonly gatedQuery?: boolean;
  /** Format the weights of the routed experts were published in, where that is not the format of the rest. */
  readonly expertFormat?: 'mxfp4' | 'int4' | 'fp4';
}

const deepseekSparse: Architecture = { sparse: { topK: 2048, indexHeads: 64, indexDim: 128 } };

/**
 * By the start of the model's id; the longest start counts. From the published configurations: `index_topk`, `index_n_heads`,
 * `index_head_dim` (DeepSeek-V3.2, GLM-5), `linear_num_key_heads`, `linear_num_value_heads`, `linear_key_head_dim` (Qwen3-Next,
 * Qwen3.5), `layer_types` (gpt-oss: sliding and full in turn). Recalled, except the state sizes of Qwen3-Next and Qwen3.5,
 * which InferSim's kernel timings name.
 */
const known: readonly (readonly [string, Architecture])[] = [
  ['DeepSeek-V3.2', deepseekSparse],
  ['GLM-5', { sparse: { topK: 2048, indexHeads: 32, indexDim: 128 } }],
  ['gpt-oss', { fullAttentionEvery: 2, expertFormat: 'mxfp4' }],
  ['Kimi-K2.5', { expertFormat: 'int4' }],
  ['Qwen3-Next', { linear: { keyHeads: 16, valueHeads: 32, headDim: 128 }, gatedQuery: true }],
  ['Qwen3.5-27B', { linear: { keyHeads: 16, valueHeads: 48, headDim: 128 }, gatedQuery: true }],
  ['Qwen3.5-35B', { linear: { keyHeads: 16, valueHeads: 32, headDim: 128 }, gatedQuery: true }],
  ['Qwen3.5', { linear: { keyHeads: 16, valueHeads: 64, headDim: 128 }, gatedQuery: true }],
];

const plain: Architecture = {};

/** What is known of the model's architecture beyond its catalog entry; nothing for plain models. */
export function architectureOf(model: Model): Architecture {
  return known.find(([start]) => model.id.startsWith(start))?.[1] ?? plain;
}
