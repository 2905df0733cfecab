import { formatEfficiency } from './efficiency.ts';
import type { ModelShape } from './model-shape.ts';
import { elementwiseBytes } from './operator-costs.ts';
import { type FormatRate, isWide, type Rank } from './rank.ts';
import { wideBytes } from './replica.ts';
import { type Held, layerLinks, overCopies } from './training-links.ts';
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
  /** Whether sorting tokens to experts waits for no host, and gates are fused with multiplications and casts (Megatron-Bridge from 26.06, on Blackwell). */
  readonly recorded?: boolean;
}

/** Seconds of one optimiser step by what takes them. */
export interface TrainingStep {
  readonly seconds: number;
  readonly compute: number;
  readonly elementwise: number;
  readonly tensorLinks: number;
  readonly expertLinks: number;
  readonly stageLinks: number;
  readonly dataLinks: number;
  readonly bubble: number;
  readonly optimiser: number;
  /** Model FLOP of the step, all ranks: 6 per active parameter and token, 4 where it is frozen, and causal attention; recomputation not counted. */
  readonly modelFlop: number;
  /** Model FLOP of attention alone, counted as if every token attended to the whole sequence, as GPT papers count it. */
  readonly fullAttentionFlop: number;
}

/** Whether the newest software records the work of the experts: on Blackwell, where they have gates. */
export function recordsExperts({ efficiency }: Rank, { moeLayers, expertInner }: ModelShape): boolean {
  return moeLayers > 0 && efficiency.name === 'NVIDIA Blackwell' && expertInner === undefined;
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
  // The copy with most micro-batches is waited for.
  const microBatches = Math.max(1, Math.ceil(setup.globalBatch / (data * microBatch)));
  const layers = shape.denseLayers + shape.moeLayers;
  // The stage with most layers sets the pace.
  const uneven = (Math.ceil(layers / pipeline) * pipeline) / layers;
  const tokens = (microBatch * sequence) / context;
  const attended = attendedTokens(shape, sequence);
  const width = attentionWidth(shape);
  const linear = shape.active - shape.weights.embedding;

  const compute = computeSeconds(setup, tokens, width * attended);
  const elementwise = elementwiseSeconds(setup, tokens);
  const { tensorLinks, expertLinks, stageLinks } = layerLinks(setup, tokens);
  const busy = microBatches * (uneven * (compute + elementwise + tensorLinks + expertLinks) + stageLinks);
  const bubble = (busy * (pipeline - 1)) / (setup.virtual * microBatches);

  const held = heldParameters(setup);
  const trained = setup.frozen === true ? adapterPart : 1;
  const summed: Held = { shared: held.shared * trained, experts: held.experts * trained };
  const gathers = sharded ? 2 * microBatches : 1;
  const traffic =
    overCopies(setup, summed, gradientBytes) +
    gathers * overCopies(setup, sharded ? held : summed, gatheredBytes);
  const hidden = trainingReach.dataOverlap;
  const dataLinks = Math.max(traffic * (1 - hidden), traffic - hidden * busy);
  const optimiser =
    ((summed.shared / (data * context) + summed.experts / expertCopies(setup)) * optimiserBytes) /
    (setup.rank.bandwidth * setup.rank.efficiency.between);
  const tokensOfStep = setup.globalBatch * sequence;
  return {
    seconds: busy + bubble + dataLinks + optimiser,
    compute: microBatches * uneven * compute,
    elementwise: microBatches * uneven * elementwise,
    tensorLinks: microBatches * uneven * tensorLinks,
    expertLinks: microBatches * uneven * expertLinks,
    stageLinks: microBatches * stageLinks,
    dataLinks,
    bubble,
    optimiser,
    modelFlop:
      ((setup.frozen === true ? 4 : 6) * linear + 6 * shape.attention.heads * width * attended) *
      tokensOfStep,
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

/**
 * Seconds to multiply for one micro-batch on a rank. Routed experts see the tokens of their whole group, few at a time; logits stay in 16 bits.
 */
function computeSeconds(setup: TrainingSetup, tokens: number, pairs: number): number {
  const { shape, rank, format, tensor, pipeline, expert, recompute, fused, frozen } = setup;
  const { efficiency } = rank;
  const reach = trainingReach;
  const passes = (frozen === true ? 2 : 3) + recompute;
  const seconds = (parameters: number, rows: number, rate: FormatRate, part = 1): number =>
    (2 * parameters * tokens * passes * (1 + reach.halfRows / rows)) /
    (tensor * pipeline * rate.peak * multiplied(setup, rate) * part);
  const routed = shape.moeLayers * shape.topK * shape.weights.expert;
  const { head, embedding } = shape.weights;
  const expertRows = (tokens * shape.topK * Math.max(1, expert / tensor)) / Math.max(1, shape.experts);
  const attentionFlop = (2 * shape.attention.heads * pairs * tokens) / (tensor * pipeline);
  const attention =
    efficiency.prefillAttention *
    efficiency.sustained *
    (fused ? reach.fusedAttention : reach.eagerAttention);
  return (
    seconds(shape.active - embedding - head - routed, tokens, format) +
    seconds(head, tokens, rank.wide) +
    (routed > 0 ? seconds(routed, expertRows, format, efficiency.grouped) : 0) +
    (attentionFlop * (1 + recompute + attentionBackward)) / (rank.wide.peak * attention)
  );
}

/** Part of peak that multiplications of many rows reach in a format. */
function multiplied({ rank: { efficiency }, fused }: TrainingSetup, format: FormatRate): number {
  const reach = trainingReach;
  const kept = isWide(format)
    ? fused
      ? reach.fusedReach
      : 1
    : isQuarter(format)
      ? reach.quarterReach
      : fused
        ? reach.narrowReach
        : reach.eagerNarrowReach;
  return formatEfficiency(efficiency, format.format).compute * efficiency.sustained * kept;
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
  const passed =
    (fused ? reach.fusedPasses : reach.eagerPasses) + (setup.frozen === true ? reach.adapterPasses : 0);
  const extra = passed * shape.hidden * layers * wideBytes;
  const casts = 1 + (isWide(format) ? 0 : isQuarter(format) ? reach.quarterCasts : reach.castPasses);
  const gates = setup.recorded === true ? reach.recordedGates : 1;
  const { linear, linearLayers = 0 } = shape;
  const scanned =
    linear === undefined
      ? 0
      : reach.scanPasses * linearLayers * linear.valueHeads * linear.headDim * wideBytes;
  // With sequence parallelism normalisation is split over the ranks of tensor parallelism, too. A rank of experts works on its share of all.
  const bytes =
    (forward.own * passes +
      extra / tensor +
      (forward.routed * gates * passes) / Math.min(tensor, Math.max(1, expert))) *
      casts +
    (scanned * passes) / tensor;
  const streamed = (bytes * tokens) / pipeline / (rank.bandwidth * rank.efficiency.between);
  const sorted = setup.recorded === true ? reach.recordedMixture : reach.mixtureLaunch;
  const launched = (fused ? reach.fusedLaunch : reach.eagerLaunch) * layers;
  return streamed + ((launched + sorted * shape.moeLayers) * passes) / pipeline;
}

/** Parameters of a rank: dense parts over tensor and pipeline, experts over the ranks they are spread over. */
function heldParameters({ shape, tensor, pipeline, expert }: TrainingSetup): Held {
  const routed = shape.moeLayers * shape.experts * shape.weights.expert;
  return {
    shared: (shape.total - routed) / (tensor * pipeline),
    experts: routed / (pipeline * Math.max(tensor, expert)),
  };
}

/** Ranks that hold the same experts. */
function expertCopies({ ranks, tensor, pipeline, expert }: TrainingSetup): number {
  return Math.max(1, ranks / pipeline / Math.max(tensor, expert));
}
