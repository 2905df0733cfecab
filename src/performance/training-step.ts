import { formatEfficiency } from './efficiency.ts';
import type { ModelShape } from './model-shape.ts';
import type { FormatRate, Rank } from './rank.ts';

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
  /** Model FLOP of the step, all ranks: 6 per active parameter and token, and attention; recomputation not counted. */
  readonly modelFlop: number;
}

/** Part of what matrix multiplications reach alone that they reach for minutes on end: power limits clocks. Assumed. */
const sustained = 0.88;
/** Bytes that normalisation, activation, residuals and dropout move per token, layer and hidden element, forward and backward. Assumed. */
const elementwiseBytes = 150;
/** Rows of a matrix multiplication at which half of its efficiency is reached, forward and backward in the mean. Assumed. */
const halfRows = 256;
/** Part of gradient and weight traffic hidden behind compute, at most, and of tensor- and expert-parallel traffic. Assumed. */
const dataOverlap = 0.9;
const tensorOverlap = 0.3;
const expertOverlap = 0.3;
/** Bytes per gradient when it is summed over the ranks, and per gathered weight. */
const gradientBytes = 4;
const gatheredBytes = 2;

/**
 * Seconds of one training step.
 *
 * ```
 * micro-batch   forward (1) + again where not kept + backward (2) of the layers of a stage: linear and attention, elementwise,
 *               all-reduces of tensor parallelism (4 a layer), all-to-alls of experts (4 a mixture layer)
 * step          micro-batches × the above / (1 − bubble)   bubble: (stages − 1) / (parts × micro-batches + stages − 1)
 *               + what summing gradients, and gathering weights where sharded, leaves uncovered
 * ```
 */
export function trainingStep(setup: TrainingSetup): TrainingStep {
  const { shape, rank, format, tensor, pipeline, context, microBatch, sequence, recompute, sharded } = setup;
  const { efficiency } = rank;
  const data = Math.max(1, setup.ranks / (tensor * pipeline * context));
  const microBatches = Math.max(1, setup.globalBatch / (data * microBatch));
  const tokens = (microBatch * sequence) / context;
  const layers = shape.denseLayers + shape.moeLayers;
  const passes = 3 + recompute;

  const { weights } = shape;
  const linear = shape.active - weights.embedding;
  const rows = tokens / tensor ** 0.5;
  const reached =
    formatEfficiency(efficiency, format.format).compute * sustained * (rows / (rows + halfRows));
  const linearFlop = (2 * linear * tokens) / (tensor * pipeline);
  const attended =
    (shape.fullLayers * sequence) / 2 + shape.windowLayers * Math.min(shape.window, sequence / 2);
  const width =
    shape.attention.kind === 'latent'
      ? shape.attention.nope + shape.attention.rope + shape.attention.value
      : 2 * shape.attention.headDim;
  const attentionFlop = (2 * shape.attention.heads * width * attended * tokens) / (tensor * pipeline);
  // Backward attention computes five products where forward computes two.
  const attentionPasses = passes + 0.5;
  const compute =
    (linearFlop * passes) / (format.peak * reached) +
    (attentionFlop * attentionPasses) / (rank.wide.peak * efficiency.prefillAttention * sustained);
  const elementwise =
    (elementwiseBytes * (1 + recompute / 3) * tokens * shape.hidden * layers) /
    (tensor * pipeline * rank.bandwidth * efficiency.wide.memory);

  const link = (ranks: number): number => {
    const within = ranks <= rank.domain;
    const bandwidth = within ? rank.near : rank.far;
    return bandwidth === undefined ? 0 : bandwidth * (within ? efficiency.linkNear : efficiency.linkFar);
  };
  const moved = (bytes: number, ranks: number): number =>
    ranks <= 1 ? 0 : link(ranks) === 0 ? Infinity : bytes / link(ranks);
  const vector = tokens * shape.hidden * 2;
  const tensorLinks =
    moved((4 + 2 * recompute) * 2 * (1 - 1 / tensor) * vector * (layers / pipeline), tensor) *
    (1 - tensorOverlap);
  const expertLinks =
    moved(
      (4 + 2 * recompute) *
        shape.topK *
        (1 - 1 / setup.expert) *
        (vector / tensor) *
        (shape.moeLayers / pipeline),
      setup.expert,
    ) *
    (1 - expertOverlap);

  const busy = microBatches * (compute + elementwise + tensorLinks + expertLinks);
  const bubble = (busy * (pipeline - 1)) / (setup.virtual * microBatches);
  const held = shape.total / (tensor * pipeline * Math.max(1, setup.expert > 1 ? setup.expert / tensor : 1));
  const perStep = held * gradientBytes + held * gatheredBytes;
  const perMicroBatch = sharded ? 2 * held * gatheredBytes : 0;
  const traffic = moved(
    perStep + perMicroBatch * microBatches,
    data > 1 ? Math.max(data, rank.domain + 1) : 1,
  );
  const outside = setup.ranks <= rank.domain ? moved(perStep + perMicroBatch * microBatches, data) : traffic;
  const dataLinks = Math.max(outside * (1 - dataOverlap), outside - dataOverlap * busy);
  const flopPerToken = 6 * linear + 3 * 2 * shape.attention.heads * width * attended;
  return {
    seconds: busy + bubble + dataLinks,
    compute: microBatches * compute,
    elementwise: microBatches * elementwise,
    tensorLinks: microBatches * tensorLinks,
    expertLinks: microBatches * expertLinks,
    dataLinks,
    bubble,
    modelFlop: flopPerToken * setup.globalBatch * sequence,
  };
}
