import { formatEfficiency } from './efficiency.ts';
import type { ModelShape } from './model-shape.ts';
import { elementwiseBytes } from './operator-costs.ts';
import { type FormatRate, isWide, type Rank } from './rank.ts';
import { wideBytes } from './replica.ts';
import { trainingReach } from './training-reach.ts';

/** How a model is trained: the split over ranks, the batch and what is saved or computed again. */
export interface TrainingSetup {
  readonly shape: ModelShape;
  readonly rank: Rank;
  /** Format of the linear layers; attention stays in 16 bits. */
  readonly format: FormatRate;
  readonly ranks: number;
  readonly tensor: number;
  readonly pipeline: number;
  readonly context: number;
  readonly expert: number;
  /** Parts a pipeline stage is cut into (interleaving). */
  readonly virtual: number;
  /** Sequences per step, per micro-batch, and tokens per sequence. */
  readonly globalBatch: number;
  readonly microBatch: number;
  readonly sequence: number;
  /** Part of the forward pass that is computed again in the backward pass: 1 where only layer inputs are kept. */
  readonly recompute: number;
  /** Weights, gradients and optimiser state split over all ranks and gathered layer by layer (ZeRO-3, FSDP). */
  readonly sharded: boolean;
  /** Whether the weights of the model stay as they are and small adapters beside them are trained. */
  readonly frozen?: boolean;
  /** Whether kernels are written for training at scale (Megatron, MindSpeed, MaxText) or come from a general framework one by one. */
  readonly fused: boolean;
}

/** Seconds of one optimiser step by what takes them. */
export interface TrainingStep {
  readonly seconds: number;
  readonly compute: number;
  readonly elementwise: number;
  readonly tensorLinks: number;
  readonly expertLinks: number;
  readonly dataLinks: number;
  readonly bubble: number;
  readonly optimiser: number;
  /** Model FLOP of the step, all ranks: 6 per active parameter and token, and causal attention; recomputation not counted. */
  readonly modelFlop: number;
  /** Model FLOP of attention alone, counted as if every token attended to the whole sequence, as GPT papers count it. */
  readonly fullAttentionFlop: number;
}

/** Bytes per gradient when it is summed over the ranks, and per gathered weight. */
const gradientBytes = 4;
const gatheredBytes = 2;
/** Bytes that the optimiser reads and writes per parameter it holds: master weight, two moments, gradient, weight. */
const optimiserBytes = 30;
/** Parameters of adapters over those of the model. MLPerf's, of rank 16, are 0.06 %; assumed. */
const adapterPart = 0.001;
/** Backward attention computes five products where forward computes two. */
const attentionBackward = 2.5;

/**
 * Seconds of one training step.
 *
 * ```
 * micro-batch   forward (1) + again where not kept + backward (2) of the layers of a stage: linear and attention, elementwise,
 *               all-reduces of tensor parallelism (4 a layer), keys and values of context parallelism, all-to-alls of experts (4 a mixture layer)
 * step          micro-batches × the above / (1 − bubble)   bubble: (stages − 1) / (parts × micro-batches + stages − 1)
 *               + what summing gradients, and gathering weights where sharded, leaves uncovered + the optimiser
 * ```
 */
export function trainingStep(setup: TrainingSetup): TrainingStep {
  const { shape, tensor, pipeline, context, microBatch, sequence, sharded } = setup;
  const data = Math.max(1, setup.ranks / (tensor * pipeline * context));
  const microBatches = Math.max(1, setup.globalBatch / (data * microBatch));
  const tokens = (microBatch * sequence) / context;
  const attended = attendedTokens(shape, sequence);
  const width = attentionWidth(shape);
  const linear = shape.active - shape.weights.embedding;

  const compute = computeSeconds(setup, tokens, linear, width * attended);
  const elementwise = elementwiseSeconds(setup, tokens);
  const { tensorLinks, expertLinks } = layerLinks(setup, tokens);
  const busy = microBatches * (compute + elementwise + tensorLinks + expertLinks);
  const bubble = (busy * (pipeline - 1)) / (setup.virtual * microBatches);

  const held = heldParameters(setup);
  const summed = setup.frozen === true ? held * adapterPart : held;
  const gathers = sharded ? 2 * microBatches : 1;
  const traffic =
    overRanks(setup, summed * gradientBytes, data * context) +
    gathers * overRanks(setup, (sharded ? held : summed) * gatheredBytes, data * context);
  const hidden = trainingReach.dataOverlap;
  const dataLinks = Math.max(traffic * (1 - hidden), traffic - hidden * busy);
  const optimiser =
    (summed * optimiserBytes) / (data * context) / (setup.rank.bandwidth * setup.rank.efficiency.between);
  const tokensOfStep = setup.globalBatch * sequence;
  return {
    seconds: busy + bubble + dataLinks + optimiser,
    compute: microBatches * compute,
    elementwise: microBatches * elementwise,
    tensorLinks: microBatches * tensorLinks,
    expertLinks: microBatches * expertLinks,
    dataLinks,
    bubble,
    optimiser,
    modelFlop: (6 * linear + 6 * shape.attention.heads * width * attended) * tokensOfStep,
    fullAttentionFlop: 6 * shape.attention.heads * width * sequence * shape.fullLayers * tokensOfStep,
  };
}

/** Tokens that a token attends to, summed over the layers, mean over a causal sequence. */
function attendedTokens({ fullLayers, windowLayers, window, sparse }: ModelShape, sequence: number): number {
  const reach = Math.min(sequence / 2, sparse?.topK ?? Infinity);
  return fullLayers * reach + windowLayers * Math.min(window, sequence / 2);
}

/** FLOP per head and pair of tokens, halved: keys and values. */
function attentionWidth({ attention }: ModelShape): number {
  return attention.kind === 'latent'
    ? attention.nope + attention.rope + attention.value
    : 2 * attention.headDim;
}

function computeSeconds(setup: TrainingSetup, tokens: number, linear: number, pairs: number): number {
  const { shape, rank, format, tensor, pipeline, recompute, fused } = setup;
  const { efficiency } = rank;
  const reach = trainingReach;
  const rows = tokens / tensor ** 0.5;
  const kept = isWide(format)
    ? 1
    : isQuarter(format)
      ? reach.quarterReach
      : fused
        ? reach.narrowReach
        : reach.eagerNarrowReach;
  const reached =
    formatEfficiency(efficiency, format.format).compute *
    efficiency.sustained *
    kept *
    (rows / (rows + reach.halfRows));
  const linearFlop = (2 * linear * tokens) / (tensor * pipeline);
  const attentionFlop = (2 * shape.attention.heads * pairs * tokens) / (tensor * pipeline);
  const attention =
    efficiency.prefillAttention *
    efficiency.sustained *
    (fused ? reach.fusedAttention : reach.eagerAttention);
  return (
    (linearFlop * ((setup.frozen === true ? 2 : 3) + recompute)) / (format.peak * reached) +
    (attentionFlop * (1 + recompute + attentionBackward)) / (rank.wide.peak * attention)
  );
}

function isQuarter({ format }: FormatRate): boolean {
  return format === 'fp4' || format === 'mxfp4' || format === 'int4';
}

function elementwiseSeconds(setup: TrainingSetup, tokens: number): number {
  const { shape, rank, format, tensor, pipeline, expert, recompute, fused } = setup;
  const reach = trainingReach;
  const layers = shape.denseLayers + shape.moeLayers;
  const forward = elementwiseBytes({ shape, tensorParallel: tensor, ranks: 1 });
  const passes = 3 + recompute;
  const extra = (fused ? reach.fusedPasses : reach.eagerPasses) * shape.hidden * layers * wideBytes;
  const casts = isWide(format) ? 1 : 1 + reach.castPasses;
  // With sequence parallelism normalisation is split over the ranks of tensor parallelism, too. A rank of experts works on its share of all.
  const bytes =
    (forward.own * passes +
      extra / tensor +
      (forward.routed * passes) / Math.min(tensor, Math.max(1, expert))) *
    casts;
  const streamed = (bytes * tokens) / pipeline / (rank.bandwidth * rank.efficiency.between);
  const launched = fused ? 0 : reach.eagerLaunch * layers;
  return streamed + ((launched + reach.mixtureLaunch * shape.moeLayers) * passes) / pipeline;
}

/** Seconds of collectives within the layers of a stage for one micro-batch, less what is hidden. */
function layerLinks(setup: TrainingSetup, tokens: number) {
  const { shape, tensor, pipeline, context, recompute } = setup;
  const { tensorOverlap, expertOverlap } = trainingReach;
  const layers = shape.denseLayers + shape.moeLayers;
  const vector = tokens * shape.hidden * wideBytes;
  const times = 4 + 2 * recompute;
  const reduced = moved(setup, times * 2 * (1 - 1 / tensor) * vector * (layers / pipeline), tensor);
  const keys =
    context > 1 && shape.attention.kind === 'grouped'
      ? moved(
          setup,
          ((2 * shape.attention.kvHeads * shape.attention.headDim * wideBytes * tokens) / tensor) *
            (context - 1) *
            3 *
            (layers / pipeline),
          tensor * context,
        )
      : 0;
  const sent = moved(
    setup,
    times * shape.topK * (1 - 1 / setup.expert) * (vector / tensor) * (shape.moeLayers / pipeline),
    setup.expert,
  );
  return {
    tensorLinks: (reduced + keys) * (1 - tensorOverlap),
    expertLinks: sent * (1 - expertOverlap),
  };
}

/** Parameters of a rank: dense parts over tensor and pipeline, experts over the ranks they are spread over. */
function heldParameters({ shape, tensor, pipeline, expert }: TrainingSetup): number {
  const routed = shape.moeLayers * shape.experts * shape.weights.expert;
  return (shape.total - routed) / (tensor * pipeline) + routed / (pipeline * Math.max(tensor, expert));
}

/** Seconds to move bytes from each rank of a group of `ranks`, over the slowest link among them. */
function moved({ rank }: TrainingSetup, bytes: number, ranks: number): number {
  if (ranks <= 1) return 0;
  const within = ranks <= rank.domain;
  const bandwidth = within ? rank.near : rank.far;
  if (bandwidth === undefined) return Infinity;
  return bytes / (bandwidth * (within ? trainingReach.linkNear : trainingReach.linkFar));
}

/**
 * Seconds to sum or gather `bytes` of every rank over `replicas` copies: first within the domain, then between domains, where each rank
 * carries its share alone. The ranks of tensor parallelism lie within a domain, so fewer copies do.
 */
function overRanks(setup: TrainingSetup, bytes: number, replicas: number): number {
  if (replicas <= 1) return 0;
  const inside = Math.max(1, Math.min(replicas, Math.floor(setup.rank.domain / setup.tensor)));
  const outside = replicas / inside;
  const near = inside > 1 ? moved(setup, bytes * (1 - 1 / inside), inside) : 0;
  const far = outside > 1 ? moved(setup, (bytes / inside) * (1 - 1 / outside), setup.rank.domain + 1) : 0;
  return near + far;
}
