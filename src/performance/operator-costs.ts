import { allToAllCost, type CollectiveCost } from './collectives.ts';
import { type Efficiency, formatEfficiency } from './efficiency.ts';
import type { ModelShape } from './model-shape.ts';
import type { FormatRate, Rank } from './rank.ts';
import { type Replica, weightBytes, wideBytes } from './replica.ts';

/** Seconds of one matrix multiplication: to stream its weights, per row, and not hidden behind compute; `times` of it in a step. */
export interface LinearCost {
  readonly stream: number;
  readonly perToken: number;
  readonly unhidden: number;
  readonly times: number;
}

/** max( P·w / (BW·η_m), (2·m·P / F + unhidden·P·w / BW) / η_c ), `times` a step. */
export function linearCost(rank: Rank, rate: FormatRate, parameters: number, times: number): LinearCost {
  const { memory, compute, unhidden } = formatEfficiency(rank.efficiency, rate.format);
  const bare = (parameters * weightBytes(rate)) / rank.bandwidth;
  return {
    stream: bare / memory,
    perToken: (2 * parameters) / (rate.peak * compute),
    unhidden: (unhidden * bare) / compute,
    times: parameters > 0 ? times : 0,
  };
}

const noExchange: CollectiveCost = { fixed: 0, perToken: 0 };

/** Both ways to the experts of all layers, less what is hidden behind compute; none where a group holds all experts. */
export function exchangeCost(
  { shape, rank, tensorParallel, ranks }: Replica,
  expertRate: FormatRate,
): CollectiveCost {
  if (shape.moeLayers === 0 || ranks === tensorParallel) return noExchange;
  const vector = shape.hidden / tensorParallel;
  const sent = Math.max(1, weightBytes(expertRate));
  const there = allToAllCost(rank, ranks, shape.topK, vector * Math.min(sent, wideBytes));
  const back = allToAllCost(rank, ranks, shape.topK, vector * wideBytes);
  const shown = shape.moeLayers * (1 - rank.efficiency.overlap);
  return {
    fixed: (there.fixed + back.fixed) * shown,
    perToken: (there.perToken + back.perToken) * shown,
  };
}

/** Passing hidden vectors from stage to stage: within the scale-up domain as long as all stages lie in one. */
export function handOverCost({ shape, rank, ranks, stages = 1 }: Replica): CollectiveCost {
  if (stages === 1) return noExchange;
  const within = ranks * stages <= rank.domain;
  const bandwidth = within ? rank.near : rank.far;
  const part = within ? rank.efficiency.linkNear : rank.efficiency.linkFar;
  const fixed = within ? rank.efficiency.collectiveNear : rank.efficiency.collectiveFar;
  return {
    fixed: (stages - 1) * fixed,
    perToken:
      bandwidth === undefined ? Infinity : ((stages - 1) * shape.hidden * wideBytes) / (bandwidth * part),
  };
}

export function kernelStarts(
  { denseLayers, moeLayers, attention, weights, sparse, linearLayers = 0 }: ModelShape,
  efficiency: Efficiency,
  casts: boolean,
) {
  const layers = denseLayers + moeLayers;
  const projections = attention.kind === 'latent' ? 5 : 2;
  const indexer = sparse === undefined ? 0 : 3;
  // Inputs cast to fewer bits before the projections and before the feed-forward layer.
  const quantised = casts ? 2 : 0;
  const kernels =
    layers * (projections + indexer + quantised + 2) + (weights.shared > 0 ? moeLayers * 2 : 0) + 1;
  return {
    step: kernels * efficiency.kernel + moeLayers * efficiency.moeLayer + efficiency.step,
    attention: (layers - linearLayers) * efficiency.attention + linearLayers * efficiency.linearStart,
  };
}

/** Vectors of the hidden size that the two normalisations of a layer and their residuals read and write. */
const normVectors = 8;
/** Times that queries, keys and values, and the inner vectors of a feed-forward layer, pass through memory between multiplications. */
const headPasses = 3;
const innerPasses = 5;
/** Vectors of the hidden size that sorting a token to an expert and adding its answer up read and write. */
const routingVectors = 4;

/** Bytes per token that what stands between matrix multiplications moves: of a group's tokens on a rank, and of all tokens of the replica. */
export function elementwiseBytes({
  shape,
  tensorParallel,
  ranks,
}: Pick<Replica, 'shape' | 'tensorParallel' | 'ranks'>): { readonly own: number; readonly routed: number } {
  const { hidden, attention, denseLayers, moeLayers, weights, topK } = shape;
  const layers = denseLayers + moeLayers;
  const projected =
    attention.kind === 'latent'
      ? attention.heads * (attention.nope + attention.rope + attention.value)
      : (attention.heads + 2 * attention.kvHeads) * attention.headDim;
  // Gate, up and down: three matrices of hidden × inner.
  const inner = (parameters: number): number => parameters / (3 * hidden);
  const own =
    layers * (normVectors * hidden + (headPasses * projected) / tensorParallel) +
    (innerPasses * (denseLayers * inner(weights.denseFfn) + moeLayers * inner(weights.shared))) /
      tensorParallel;
  const { expertWidth = hidden, expertInner = inner(weights.expert) } = shape;
  const routed = (moeLayers * topK * (routingVectors * expertWidth + innerPasses * expertInner)) / ranks;
  return { own: own * wideBytes, routed: routed * wideBytes };
}
