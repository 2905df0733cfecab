import type { Model } from '../catalog/index.ts';
import {
  type Architecture,
  architectureOf,
  type LinearAttention,
  type SparseAttention,
} from './architecture.ts';
import { type Attention, type ModelShape, withTotals } from './model-shape.ts';

/** The shape of a model whose dimensions are all in the catalog, or known of its architecture; undefined where one is missing. */
export function shapeFromDimensions(model: Model): ModelShape | undefined {
  const { layers, hidden, vocab } = model;
  const attention = attentionOf(model);
  if (model.incomplete || hidden === undefined || vocab === undefined || attention === undefined)
    return undefined;
  const mixture = mixtureOf(model, hidden);
  const denseFfn = model.ffn === undefined ? undefined : 3 * hidden * model.ffn;
  const denseLayers = layers - mixture.moeLayers;
  if (denseLayers > 0 && denseFfn === undefined) return undefined;
  const architecture = architectureOf(model);
  const { sparse, linear, expertFormat } = architecture;
  const alternate = model.slidingWindow === undefined ? undefined : architecture.fullAttentionEvery;
  const fullLayers = Math.ceil(layers / (model.fullAttentionEvery ?? alternate ?? 1));
  return withTotals({
    hidden,
    denseLayers,
    moeLayers: mixture.moeLayers,
    experts: mixture.experts,
    topK: mixture.topK,
    attention,
    fullLayers,
    windowLayers: linear === undefined ? layers - fullLayers : 0,
    window: model.slidingWindow ?? stateInTokens(attention),
    ...(linear !== undefined && { linear, linearLayers: layers - fullLayers }),
    ...(sparse !== undefined && { sparse }),
    ...(expertFormat !== undefined && { expertFormat }),
    weights: {
      attention: attentionWeights(model, attention, hidden, architecture),
      ...(linear !== undefined && { linearAttention: linearWeights(linear, hidden) }),
      denseFfn: denseFfn ?? 0,
      shared: mixture.shared,
      expert: mixture.expert,
      router: hidden * mixture.experts,
      embedding: model.tieEmbeddings === true ? 0 : vocab * hidden,
      head: vocab * hidden,
    },
  });
}

function attentionOf(model: Model): Attention | undefined {
  const { heads, kvHeads, headDim, kvLoraRank, qkNopeHeadDim, qkRopeHeadDim, vHeadDim } = model;
  if (heads === undefined) return undefined;
  if (kvLoraRank === undefined) {
    if (kvHeads === undefined || headDim === undefined) return undefined;
    return { kind: 'grouped', heads, kvHeads, headDim };
  }
  if (qkNopeHeadDim === undefined || qkRopeHeadDim === undefined || vHeadDim === undefined) return undefined;
  return {
    kind: 'latent',
    heads,
    latent: kvLoraRank,
    rope: qkRopeHeadDim,
    nope: qkNopeHeadDim,
    value: vHeadDim,
  };
}

/** Query, key, value and output projections of one layer; queries may pass through a low rank. */
function attentionWeights(
  model: Model,
  attention: Attention,
  hidden: number,
  { sparse, gatedQuery }: Architecture,
): number {
  const { heads } = attention;
  const queryDim =
    attention.kind === 'latent' ? attention.nope + attention.rope : attention.headDim * (gatedQuery ? 2 : 1);
  const query =
    model.qLoraRank === undefined
      ? hidden * heads * queryDim
      : hidden * model.qLoraRank + model.qLoraRank * heads * queryDim;
  if (attention.kind === 'grouped') {
    return query + 2 * hidden * attention.kvHeads * attention.headDim + heads * attention.headDim * hidden;
  }
  const compress = hidden * (attention.latent + attention.rope);
  const expand = attention.latent * heads * (attention.nope + attention.value);
  const index = sparse === undefined ? 0 : indexerWeights(sparse, model.qLoraRank ?? hidden, hidden);
  return query + compress + expand + heads * attention.value * hidden + index;
}

/** The indexer's queries come from the compressed query, its key and the weights of its heads from the hidden state. */
function indexerWeights(
  { indexHeads, indexDim }: SparseAttention,
  queryRank: number,
  hidden: number,
): number {
  return queryRank * indexHeads * indexDim + hidden * (indexDim + indexHeads);
}

/** Queries, keys, values, the output gate as wide as the values, two gates per value head, and the output projection. */
function linearWeights({ keyHeads, valueHeads, headDim }: LinearAttention, hidden: number): number {
  const [keys, values] = [keyHeads * headDim, valueHeads * headDim];
  return hidden * (2 * keys + 2 * values + 2 * valueHeads) + values * hidden;
}

interface Mixture {
  readonly moeLayers: number;
  readonly experts: number;
  readonly topK: number;
  readonly expert: number;
  readonly shared: number;
}

const noMixture: Mixture = { moeLayers: 0, experts: 0, topK: 0, expert: 0, shared: 0 };

function mixtureOf(model: Model, hidden: number): Mixture {
  const { experts, topK, moeFfn } = model;
  if (experts === undefined || topK === undefined || moeFfn === undefined) return noMixture;
  const sharedFfn = model.sharedFfn ?? (model.sharedExperts ?? 0) * moeFfn;
  return {
    moeLayers: Math.floor((model.layers - (model.firstDenseLayers ?? 0)) / (model.moeEvery ?? 1)),
    experts,
    topK,
    expert: 3 * hidden * moeFfn,
    shared: 3 * hidden * sharedFfn,
  };
}

/**
 * State of a linear-attention layer as tokens of a plain layer's cache: heads × headDim² elements over 2 × kvHeads × headDim
 * (assumed: state sizes are not in the catalog; right within a factor of two for Qwen3-Next).
 */
function stateInTokens(attention: Attention): number {
  return attention.kind === 'latent' ? 0 : (attention.heads * attention.headDim) / (2 * attention.kvHeads);
}
