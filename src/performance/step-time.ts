import { allReduceSeconds, allToAllSeconds } from './collectives.ts';
import { formatEfficiency } from './efficiency.ts';
import { kvElementsPerLayer, type ModelShape } from './model-shape.ts';
import type { FormatRate, Rank } from './rank.ts';

/** Bytes per element of activations, attention and KV cache: 16 bits in every configuration here. */
export const wideBytes = 2;

/** Bytes per weight. */
export function weightBytes({ format }: FormatRate): number {
  return format === 'bf16' || format === 'fp16' ? 2 : 1;
}

/**
 * One copy of a model on `ranks` ranks. Attention and dense layers are split over `tensorParallel` of them; ranks ÷ tensorParallel such
 * groups work side by side on their own requests (data-parallel attention) and share the routed experts, which are split over all ranks.
 */
export interface Replica {
  readonly shape: ModelShape;
  readonly rank: Rank;
  readonly format: FormatRate;
  readonly tensorParallel: number;
  readonly ranks: number;
}

/** What one iteration of a replica works on; counts are of the whole replica. */
export interface Batch {
  /** Requests that get one more token each, and the mean context they attend to, tokens. */
  readonly decode: number;
  readonly context: number;
  /** Prompt tokens processed in this step, and the mean number of tokens each of them attends to. */
  readonly prefill: number;
  readonly prefillContext: number;
}

/** Seconds of one iteration, and the part of it that memory, compute, links and fixed costs take. */
export interface StepTime {
  readonly seconds: number;
  readonly memory: number;
  readonly compute: number;
  readonly network: number;
  readonly fixed: number;
}

/**
 * Seconds of one engine iteration: the sum over operators of the slower of memory and compute, plus collectives, plus fixed costs.
 *
 * ```
 * each layer   projections → attention (decode, prefill) → all-reduce → dense FFN, or shared + routed experts → all-reduce
 *              experts of more than one group: all-to-all before and after
 * once         logits
 * fixed        kernel starts, attention starts, mixture layers, requests, step
 * ```
 *
 * Assumes balanced experts, perfect shards, no speculative decoding, and a mixed step that shares one pass over the weights.
 * Source: the operator formulas of docs/performance.md.
 */
export function stepTime(replica: Replica, batch: Batch): StepTime {
  const { shape, rank, tensorParallel } = replica;
  const { weights, denseLayers, moeLayers } = shape;
  const { efficiency } = rank;
  const layers = denseLayers + moeLayers;
  const groups = replica.ranks / tensorParallel;
  const requests = batch.decode / groups;
  const tokens = requests + batch.prefill / groups;
  const load = { memory: 0, compute: 0 };
  const operator = (memory: number, compute: number, times: number) => {
    if (memory >= compute) load.memory += memory * times;
    else load.compute += compute * times;
  };
  const linear = (parameters: number, times: number) => {
    if (parameters > 0 && times > 0) {
      const shard = parameters / tensorParallel;
      operator(streaming(replica, shard), multiplying(replica, shard, tokens), times);
    }
  };

  linear(weights.attention, layers);
  decodeAttention(replica, requests, batch.context, operator);
  prefillAttention(replica, batch.prefill / groups, batch.prefillContext, operator);
  linear(weights.denseFfn, denseLayers);
  linear(weights.shared, moeLayers);
  if (moeLayers > 0) routedExperts(replica, batch.decode + batch.prefill, operator);
  linear(weights.head, 1);

  const network = collectives(replica, tokens);
  const fixed =
    fixedSeconds(replica, requests, batch.prefill > 0) + efficiency.step + efficiency.request * requests;
  const { host } = efficiency;
  return {
    seconds: (load.memory + load.compute + network + fixed) * host,
    memory: load.memory * host,
    compute: load.compute * host,
    network: network * host,
    fixed: fixed * host,
  };
}

type Operator = (memory: number, compute: number, times: number) => void;

/** Seconds to read the weights of a shard once. */
function streaming({ rank, format }: Replica, parameters: number): number {
  return (
    (parameters * weightBytes(format)) /
    (rank.bandwidth * formatEfficiency(rank.efficiency, format.format).memory)
  );
}

/** Seconds to multiply `tokens` rows with a shard: 2·m·P / (F·η∞·m/(m+m½)). */
function multiplying({ rank, format }: Replica, parameters: number, tokens: number): number {
  const { compute, unhidden } = formatEfficiency(rank.efficiency, format.format);
  const arithmetic = (2 * tokens * parameters) / format.peak;
  const notHidden = (unhidden * parameters * weightBytes(format)) / rank.bandwidth;
  return (arithmetic + notHidden) / compute;
}

/** Reads the KV cache of every request; latent attention works on the compressed vectors and cannot be split over ranks. */
function decodeAttention(
  { shape, rank, tensorParallel }: Replica,
  requests: number,
  context: number,
  operator: Operator,
): void {
  if (requests === 0) return;
  const { attention } = shape;
  const heads = attention.heads / tensorParallel;
  const flopPerToken =
    attention.kind === 'latent'
      ? 2 * heads * (2 * attention.latent + attention.rope)
      : 4 * heads * attention.headDim;
  const bytesPerToken = kvElementsPerRank(shape, tensorParallel) * wideBytes;
  const over = (tokens: number, layers: number) =>
    operator(
      (requests * tokens * bytesPerToken) / (rank.bandwidth * rank.efficiency.kvMemory),
      (requests * tokens * flopPerToken) / (rank.wide.peak * rank.efficiency.decodeAttention),
      layers,
    );
  over(context, shape.fullLayers);
  over(Math.min(context, shape.window), shape.windowLayers);
}

/** Elements of KV cache per token, layer and rank. Heads are split until each rank has one; a latent vector is on every rank. */
export function kvElementsPerRank({ attention }: ModelShape, tensorParallel: number): number {
  const elements = kvElementsPerLayer(attention);
  return attention.kind === 'latent' ? elements : elements / Math.min(tensorParallel, attention.kvHeads);
}

/** Compute of causal attention over the prompt; its memory traffic is small beside it. */
function prefillAttention(
  { shape, rank, tensorParallel }: Replica,
  tokens: number,
  attended: number,
  operator: Operator,
): void {
  if (tokens === 0) return;
  const { attention } = shape;
  const heads = attention.heads / tensorParallel;
  const flopPerPair =
    2 *
    heads *
    (attention.kind === 'latent' ? attention.nope + attention.rope + attention.value : 2 * attention.headDim);
  const over = (context: number, layers: number) =>
    operator(
      0,
      (tokens * context * flopPerPair) / (rank.wide.peak * rank.efficiency.prefillAttention),
      layers,
    );
  over(attended, shape.fullLayers);
  over(Math.min(attended, shape.window), shape.windowLayers);
}

/**
 * Routed experts of one rank. Of its E/n experts those hit by any of the replica's tokens are read; each computes at least a tile.
 * With more ranks than experts each rank holds a copy of one.
 */
function routedExperts({ shape, rank, format, ranks }: Replica, tokens: number, operator: Operator): void {
  const { experts, topK, weights, moeLayers } = shape;
  const { memory, compute } = formatEfficiency(rank.efficiency, format.format);
  const held = Math.max(1, experts / ranks);
  const share = Math.min(1, experts / ranks);
  const hit = held * -Math.expm1(tokens * share * Math.log1p(-topK / experts));
  const rows = Math.max((tokens * topK) / ranks, hit * rank.efficiency.expertTile);
  operator(
    (hit * weights.expert * weightBytes(format)) / (rank.bandwidth * memory),
    (2 * rows * weights.expert) / (format.peak * compute),
    moeLayers,
  );
}

/** Two all-reduces per layer within a group, and with several groups the way to the experts and back, less what is hidden. */
function collectives({ shape, rank, format, tensorParallel, ranks }: Replica, tokens: number): number {
  const { hidden, denseLayers, moeLayers, topK } = shape;
  const reduce =
    2 * (denseLayers + moeLayers) * allReduceSeconds(rank, tensorParallel, tokens * hidden * wideBytes);
  if (moeLayers === 0 || ranks === tensorParallel) return reduce;
  const vector = (tokens / tensorParallel) * hidden;
  const there = allToAllSeconds(rank, ranks, topK, vector * weightBytes(format));
  const back = allToAllSeconds(rank, ranks, topK, vector * wideBytes);
  return reduce + moeLayers * (there + back) * (1 - rank.efficiency.overlap);
}

function fixedSeconds({ shape, rank }: Replica, requests: number, prefills: boolean): number {
  const { denseLayers, moeLayers, attention, weights } = shape;
  const { efficiency } = rank;
  const projections = attention.kind === 'latent' ? 5 : 2;
  const kernels =
    (denseLayers + moeLayers) * projections +
    (denseLayers + moeLayers) * 2 +
    (weights.shared > 0 ? moeLayers * 2 : 0) +
    1;
  const attentions = (denseLayers + moeLayers) * ((requests > 0 ? 1 : 0) + (prefills ? 1 : 0));
  return kernels * efficiency.kernel + attentions * efficiency.attention + moeLayers * efficiency.moeLayer;
}
