import type { LinearAttention, SparseAttention } from './architecture.ts';

/** How a layer attends. Grouped keeps keys and values of `kvHeads` heads; latent (MLA) keeps one compressed vector for all heads. */
export type Attention =
  | { readonly kind: 'grouped'; readonly heads: number; readonly kvHeads: number; readonly headDim: number }
  | {
      readonly kind: 'latent';
      readonly heads: number;
      /** Width of the compressed key-value vector, of the rotary part beside it, and of one head's key and value. */
      readonly latent: number;
      readonly rope: number;
      readonly nope: number;
      readonly value: number;
    };

/** Parameters by the part of the model that holds them; `attention` to `router` are of one layer. */
interface Weights {
  readonly attention: number;
  /** Projections of a layer with linear attention, where there are any. */
  readonly linearAttention?: number;
  readonly denseFfn: number;
  /** Shared experts of one mixture layer together. */
  readonly shared: number;
  /** One routed expert. */
  readonly expert: number;
  readonly router: number;
  readonly embedding: number;
  /** The matrix that turns the last hidden state into logits; read in every step even where tied to the embedding. */
  readonly head: number;
}

/**
 * A model as the cost formulas see it. Normalisation weights and biases are left out: below 0.1 % of any model here.
 * Multi-token-prediction layers are left out too: they count as neither speed nor cost.
 */
export interface ModelShape {
  readonly hidden: number;
  readonly denseLayers: number;
  readonly moeLayers: number;
  readonly experts: number;
  readonly topK: number;
  readonly attention: Attention;
  readonly weights: Weights;
  /** Layers that attend to the whole context. */
  readonly fullLayers: number;
  /** Layers that attend to at most `window` tokens, and that window. */
  readonly windowLayers: number;
  readonly window: number;
  /** Layers that carry a fixed state instead of a cache, and what it is. */
  readonly linearLayers?: number;
  readonly linear?: LinearAttention;
  /** Width of the vectors that routed experts see, and of their inside, where neither follows from hidden size and weights: latent experts. */
  readonly expertWidth?: number;
  readonly expertInner?: number;
  /** Full layers that attend to a part they look for first. */
  readonly sparse?: SparseAttention;
  /** Format of the routed experts where the model was published in another than the rest. */
  readonly expertFormat?: 'mxfp4' | 'int4' | 'fp4';
  /** Parameters in all, and used for one token. */
  readonly total: number;
  readonly active: number;
}

/** A shape with what had to be approximated (nothing: exact), or the reason why there is none. */
export type ShapeOf =
  | { readonly known: true; readonly shape: ModelShape; readonly approximations: readonly string[] }
  | { readonly known: false; readonly why: string };

/** Elements of KV cache that one more token of context adds, over all layers. */
export function kvElementsPerToken(shape: ModelShape): number {
  return shape.fullLayers * kvElementsPerLayer(shape.attention);
}

/** Elements of KV cache of one token in one layer. */
export function kvElementsPerLayer(attention: Attention): number {
  return attention.kind === 'latent'
    ? attention.latent + attention.rope
    : 2 * attention.kvHeads * attention.headDim;
}

/** Bytes of state that one request keeps in all layers with linear attention: heads × headDim × headDim in 32 bits. */
export function stateBytes({ linear, linearLayers = 0 }: ModelShape): number {
  return linear === undefined ? 0 : linearLayers * linear.valueHeads * linear.headDim ** 2 * 4;
}

/** Adds up total and active parameters of the parts. Active counts embedding and head in full, as model cards do. */
export function withTotals(shape: Omit<ModelShape, 'total' | 'active'>): ModelShape {
  const { weights, denseLayers, moeLayers } = shape;
  const linearLayers = shape.linearLayers ?? 0;
  const always =
    (denseLayers + moeLayers - linearLayers) * weights.attention +
    linearLayers * (weights.linearAttention ?? weights.attention) +
    denseLayers * weights.denseFfn +
    moeLayers * (weights.shared + weights.router) +
    weights.embedding +
    weights.head;
  const routed = moeLayers * weights.expert;
  return { ...shape, total: always + routed * shape.experts, active: always + routed * shape.topK };
}
