import { stateBytes } from './model-shape.ts';
import { indexBytes, kvElementsPerRank, type Replica, weightBytes, wideBytes } from './replica.ts';

/** Prompt tokens a group works on in one step: the chunk of chunked prefill. Between the 2,048 and 8,192 that engines default to. */
export const prefillChunk = 4096;

/** Part of memory that an engine takes. vLLM's default. */
const usable = 0.9;
/**
 * Memory that drivers show over the gigabytes on the data sheet: stacks are sold by the gigabyte and built by the gibibyte. H100
 * 81,559 MiB for 80 GB, H200 143,771 for 141, A100 81,920 for 80, MI300X 196,592 for 192.
 */
const shown = 1.069;
/**
 * Bytes per rank for runtime, context and graphs. What vLLM 0.15 leaves for its cache on H100 at start says 0.9 to 1.8 GB with
 * activations, vLLM 0.22 on H200 2.5 to 3.2 GB.
 */
const runtime = 1.5e9;
/** Live activations, in hidden vectors per token of a chunk. Assumed. */
const activationVectors = 8;
/** Requests one scheduler runs at once, at most: vLLM's default on large cards. */
export const mostRequests = 1024;

/** Bytes of weights on one rank. Embedding, head and router stay in 16 bits. */
export function weightBytesPerRank(replica: Replica): number {
  const { shape, tensorParallel, ranks } = replica;
  const { weights, denseLayers, moeLayers, experts } = shape;
  const linearLayers = shape.linearLayers ?? 0;
  const split =
    (denseLayers + moeLayers - linearLayers) * weights.attention +
    linearLayers * (weights.linearAttention ?? 0) +
    denseLayers * weights.denseFfn +
    moeLayers * weights.shared;
  const ends = weights.embedding + weights.head;
  const whole = moeLayers * weights.router;
  const held = moeLayers === 0 ? 0 : Math.max(1, experts / ranks);
  return (
    (split / tensorParallel) * weightBytes(replica.format) +
    (ends / tensorParallel + whole) * wideBytes +
    moeLayers * held * weights.expert * weightBytes(replica.expertFormat ?? replica.format)
  );
}

/** Bytes on one rank that the cache of one request of mean context `context` (tokens) takes: keys and values, index keys, states. */
export function requestBytes(
  { shape, tensorParallel, kvBytes = wideBytes }: Replica,
  context: number,
): number {
  const cachedTokens = shape.fullLayers * context + shape.windowLayers * Math.min(context, shape.window);
  const index =
    shape.sparse === undefined ? 0 : shape.fullLayers * context * indexBytes(shape.sparse.indexDim);
  return (
    cachedTokens * kvElementsPerRank(shape, tensorParallel) * kvBytes +
    index +
    stateBytes(shape) / tensorParallel
  );
}

/**
 * Bytes of one rank that are left for the caches of requests; not positive where the weights do not fit. In a pipeline a rank holds
 * the weights of its stage, and a part of the cache of as many times more requests.
 */
export function cacheRoom(replica: Replica): number {
  const { shape, rank, stages = 1 } = replica;
  const activations = prefillChunk * shape.hidden * wideBytes * activationVectors;
  return rank.memory * shown * usable - runtime - activations - weightBytesPerRank(replica) / stages;
}

/**
 * Requests of mean context `context` (tokens) whose KV cache fits in one group of a replica: what memory leaves after weights,
 * activations and runtime, over the cache of one request. Not positive when the weights do not fit.
 */
export function requestsThatFit(replica: Replica, context: number): number {
  return cacheRoom(replica) / requestBytes(replica, context);
}

/**
 * Mean number of running requests of a group when at most `most` fit. Arrivals are random, so the number running swings by its
 * square root; two of these are kept free: b + 2√b = most.
 */
export function meanWithin(most: number): number {
  return most <= 0 ? 0 : (Math.sqrt(1 + most) - 1) ** 2;
}
