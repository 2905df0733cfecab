import { kvElementsPerRank, type Replica, weightBytes, wideBytes } from './step-time.ts';

/** Prompt tokens a group works on in one step: the chunk of chunked prefill. Between the 2,048 and 8,192 that engines default to. */
export const prefillChunk = 4096;

/** Part of memory that an engine takes. vLLM's default. */
const usable = 0.9;
/** Bytes per rank for runtime, context and graphs: middle of the 1 to 3.5 GB that engines report at start. */
const runtime = 2.25e9;
/** Live activations, in hidden vectors per token of a chunk. Assumed. */
const activationVectors = 8;
/** Requests one scheduler runs at once, at most: vLLM's default on large cards. */
export const mostRequests = 1024;

/** Bytes of weights on one rank. */
export function weightBytesPerRank(replica: Replica): number {
  const { shape, tensorParallel, ranks } = replica;
  const { weights, denseLayers, moeLayers, experts } = shape;
  const split =
    (denseLayers + moeLayers) * weights.attention +
    denseLayers * weights.denseFfn +
    moeLayers * weights.shared +
    weights.embedding +
    weights.head;
  const whole = moeLayers * weights.router;
  const held = moeLayers === 0 ? 0 : Math.max(1, experts / ranks);
  return (split / tensorParallel + whole + moeLayers * held * weights.expert) * weightBytes(replica.format);
}

/**
 * Requests of mean context `context` (tokens) whose KV cache fits in one group of a replica: what memory leaves after weights,
 * activations and runtime, over the cache of one request. Not positive when the weights do not fit.
 */
export function requestsThatFit(replica: Replica, context: number): number {
  const { shape, rank, tensorParallel } = replica;
  const activations = prefillChunk * shape.hidden * wideBytes * activationVectors;
  const free = rank.memory * usable - runtime - activations - weightBytesPerRank(replica);
  const cachedTokens = shape.fullLayers * context + shape.windowLayers * Math.min(context, shape.window);
  return free / (cachedTokens * kvElementsPerRank(shape, tensorParallel) * wideBytes);
}

/**
 * Mean number of running requests of a group when at most `most` fit. Arrivals are random, so the number running swings by its
 * square root; two of these are kept free: b + 2√b = most.
 */
export function meanWithin(most: number): number {
  return most <= 0 ? 0 : (Math.sqrt(1 + most) - 1) ** 2;
}
