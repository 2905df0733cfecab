import { allReduceCost, type CollectiveCost } from './collectives.ts';
import {
  elementwiseBytes,
  exchangeCost,
  handOverCost,
  kernelStarts,
  type LinearCost,
  linearCost,
} from './operator-costs.ts';
import type { ModelShape } from './model-shape.ts';
import { isWide } from './rank.ts';
import { expectedTokens, indexBytes, kvElementsPerRank, type Replica, wideBytes } from './replica.ts';

/**
 * A replica turned into the coefficients of its step time, once, so that a step costs a few dozen multiplications and nothing is
 * allocated. Times are seconds, sizes tokens; arrays are indexed by operator.
 */
export interface StepModel {
  /** Groups with requests of their own, in all stages. */
  readonly groups: number;
  /** 1 ÷ groups, and 1 ÷ stages. */
  readonly perGroup: number;
  readonly perStage: number;
  readonly ranks: number;
  /** Tokens each decoding request puts through the layers: one, and its drafts. */
  readonly queries: number;
  /** Tokens a decoding request gains per step, in the mean. */
  readonly gain: number;
  readonly layers: number;
  /** Linear operators, all layers: seconds to stream weights, per token, and not hidden. */
  readonly stream: Float64Array;
  readonly perToken: Float64Array;
  readonly unhidden: Float64Array;
  readonly tile: number;
  /** Attention over cached tokens: seconds per token and request in memory and in compute, all layers of a kind. */
  readonly kvMemory: number;
  readonly kvCompute: number;
  readonly fullLayers: number;
  readonly windowLayers: number;
  readonly window: number;
  readonly reach: number;
  readonly indexMemory: number;
  readonly indexCompute: number;
  readonly state: number;
  readonly statePerToken: number;
  /** Seconds per pair of prompt token and token attended to, one layer. */
  readonly pair: number;
  readonly indexPair: number;
  /** Routed experts. */
  readonly moeLayers: number;
  readonly held: number;
  readonly missLog: number;
  readonly rowsPerToken: number;
  readonly expertStream: number;
  readonly expertPerRow: number;
  readonly expertUnhidden: number;
  /** Normalisation, rotation, activation, routing: seconds per token of a group, and per token of the replica. */
  readonly between: number;
  readonly betweenRouted: number;
  /** Collectives: seconds = fixed + per token of a group. */
  readonly reduce: CollectiveCost;
  readonly reduces: number;
  readonly exchange: CollectiveCost;
  /** Fixed seconds: of any step, of one with requests, of one with prompts, and per request of a group. */
  readonly start: number;
  readonly decodeStart: number;
  readonly prefillStart: number;
  readonly perRequest: number;
  /** Least seconds of a step with prompts: the host launches its kernels one by one. */
  readonly launch: number;
  readonly host: number;
}

/** How much longer each further stage of a pipeline makes a pass: stages are not equal, and wait for each other. Read off 405B over 8. */
const perStageLoss = 0.05;

/** How much more passes through memory where inputs are cast to fewer bits before each multiplication. Assumed. */
const castPasses = 1.3;

/** Least rows of kernels that unpack 4-bit weights (Marlin). */
const unpackedTile = 16;

/** Query heads that kernels of sparse attention work on together: 64 on Hopper (FlashMLA); fewer are padded up to them. */
const sparseHeads = 64;

/**
 * FLOP per pair of prompt token and token attended to, one layer. Sparse attention over latent vectors gathers other tokens for each
 * query, so prompts, too, multiply with the latent vectors themselves rather than with keys and values made of them.
 */
function pairFlop({ attention, sparse }: ModelShape, heads: number): number {
  if (attention.kind !== 'latent') return 4 * heads * attention.headDim;
  if (sparse === undefined) return 2 * heads * (attention.nope + attention.rope + attention.value);
  return 2 * Math.max(heads, sparseHeads) * (2 * attention.latent + attention.rope);
}

/** Works out the coefficients of a replica's step time. */
export function stepModel(replica: Replica): StepModel {
  const {
    shape,
    rank,
    format,
    tensorParallel,
    ranks,
    kvBytes = wideBytes,
    speculation,
    stages = 1,
  } = replica;
  const { weights, denseLayers, moeLayers, attention, hidden } = shape;
  const { efficiency } = rank;
  const layers = denseLayers + moeLayers;
  const linearLayers = shape.linearLayers ?? 0;
  const drafts = speculation?.drafts ?? 0;
  const queries = speculation?.verified ?? 1 + drafts;

  const shards = [
    // Each draft comes out of one more layer.
    [weights.attention, layers - linearLayers + drafts, format],
    [weights.linearAttention ?? 0, linearLayers, format],
    [weights.denseFfn, denseLayers + (moeLayers > 0 ? 0 : drafts), format],
    [weights.shared, moeLayers, format],
    [weights.head, 1 + drafts, rank.wide],
  ] as const;
  const linear = shards.map(([parameters, times, rate]) =>
    linearCost(rank, rate, parameters / tensorParallel, times),
  );
  const column = (pick: (cost: LinearCost) => number) => Float64Array.from(linear, pick);

  const heads = attention.heads / tensorParallel;
  const flopPerCached =
    attention.kind === 'latent'
      ? 2 * heads * (2 * attention.latent + attention.rope)
      : 4 * heads * attention.headDim;
  const flopPerPair = pairFlop(shape, heads);
  const kvRate = rank.bandwidth * efficiency.kvMemory;
  const { sparse, linear: state } = shape;
  const indexFlop = sparse === undefined ? 0 : 2 * sparse.indexHeads * sparse.indexDim;
  const narrow = rank.formats.find((rate) => rate.format === 'fp8' || rate.format === 'int8') ?? rank.wide;

  const elementwise = elementwiseBytes(replica);
  const handOvers = handOverCost(replica);
  const casts = isWide(format) ? 1 : castPasses;
  const wideRate = (rank.bandwidth * efficiency.between) / casts;

  const expertRate = replica.expertFormat ?? format;
  const expert = linearCost(rank, expertRate, weights.expert, moeLayers);
  const held = Math.max(1, shape.experts / ranks);
  const share = Math.min(1, shape.experts / ranks);
  const copies = shape.topK;
  const starts = kernelStarts(shape, efficiency, !isWide(format));
  return {
    groups: (ranks * stages) / tensorParallel,
    perGroup: tensorParallel / ranks / stages,
    perStage: 1 / stages,
    ranks,
    queries,
    gain: speculation === undefined ? 1 : expectedTokens(speculation),
    layers,
    stream: column(({ stream, times }) => stream * times),
    perToken: column(({ perToken, times }) => perToken * times),
    unhidden: column(({ unhidden, times }) => unhidden * times),
    tile: format.format === 'int4' ? Math.min(unpackedTile, efficiency.tile) : efficiency.tile,
    kvMemory: (kvElementsPerRank(shape, tensorParallel) * kvBytes) / kvRate,
    kvCompute: (queries * flopPerCached) / (rank.wide.peak * efficiency.decodeAttention),
    fullLayers: shape.fullLayers,
    windowLayers: shape.windowLayers,
    window: shape.window,
    reach: sparse?.topK ?? Infinity,
    indexMemory: sparse === undefined ? 0 : (shape.fullLayers * indexBytes(sparse.indexDim)) / kvRate,
    indexCompute: (shape.fullLayers * queries * indexFlop) / (narrow.peak * efficiency.decodeAttention),
    state:
      state === undefined
        ? 0
        : (2 * linearLayers * (state.valueHeads / tensorParallel) * state.headDim ** 2 * 4) / kvRate,
    statePerToken:
      state === undefined
        ? 0
        : (linearLayers *
            efficiency.scanPasses *
            (state.valueHeads / tensorParallel) *
            state.headDim *
            wideBytes) /
          rank.bandwidth,
    pair: flopPerPair / (rank.wide.peak * efficiency.prefillAttention),
    indexPair: indexFlop / (narrow.peak * efficiency.prefillAttention),
    moeLayers,
    held,
    missLog: shape.experts === 0 ? 0 : share * Math.log1p(-shape.topK / shape.experts),
    rowsPerToken: copies / ranks,
    expertStream: expert.stream * moeLayers,
    expertPerRow: (expert.perToken / efficiency.grouped) * moeLayers,
    expertUnhidden: expert.unhidden * moeLayers,
    between: elementwise.own / wideRate + handOvers.perToken,
    betweenRouted: elementwise.routed / wideRate,
    reduce: allReduceCost(rank, tensorParallel, hidden * wideBytes),
    reduces: 2 * layers,
    exchange: exchangeCost(replica, expertRate),
    start: starts.step + handOvers.fixed,
    // A draft is a pass of its own: the host is asked again.
    decodeStart: starts.attention + drafts * (efficiency.step + starts.step / layers),
    prefillStart: starts.attention,
    perRequest: efficiency.request,
    launch: denseLayers * efficiency.launch + moeLayers * efficiency.launchMoe,
    host: efficiency.host * (1 + perStageLoss * (stages - 1)),
  };
}
