import { type FormatRate, isWide, type Rank } from './rank.ts';
import type { ModelShape } from './model-shape.ts';
import { type TrainingSetup, type TrainingStep, trainingStep } from './training-step.ts';

/** A way to split a run, with its step. */
export interface TrainingSplit {
  readonly setup: TrainingSetup;
  readonly step: TrainingStep;
  /** Data-parallel copies. */
  readonly data: number;
}

/** A run whose split is to be found; parts of the split that are given are kept. */
export interface SplitQuestion {
  readonly shape: ModelShape;
  readonly rank: Rank;
  readonly format: FormatRate;
  readonly ranks: number;
  readonly globalBatch: number;
  readonly sequence: number;
  readonly fused: boolean;
  readonly frozen?: boolean;
  readonly recorded?: boolean;
  readonly given: Partial<
    Pick<
      TrainingSetup,
      'tensor' | 'pipeline' | 'context' | 'expert' | 'virtual' | 'microBatch' | 'recompute' | 'sharded'
    >
  >;
}

/** Bytes per parameter of 16-bit weights and 32-bit gradients on every rank, and of optimiser state split over data-parallel ranks. */
const trainedBytes = [6, 12] as const;
/** Where weights stay as they are: the weights alone. */
const frozenBytes = [2, 0] as const;
/** Part of memory for model state and activations. */
const usable = 0.9;
/**
 * Parts of the forward pass computed again, with the bytes of activations per token, layer and hidden element that are then kept, and the
 * part of what routed experts keep: all kept (Korthikanti, with flash attention), what is cheap to compute computed again (assumed a tenth
 * of the pass), the same with all of a quarter or half of the layers computed again, layer inputs alone.
 */
const recomputations: readonly (readonly [part: number, kept: number, routed: number])[] = [
  [0, 34, 1],
  [0.1, 18, 0.5],
  [0.325, 14, 0.375],
  [0.55, 10, 0.25],
  [1, 2, 0],
];
/** Of that in 8 or 4 bits: inputs of multiplications, 14 of 34 bytes, are kept in 8. */
const narrowKept = 0.8;
/** Bytes that an expert keeps of each token: its vectors in and out; gate, up and their product, 16 bits each. */
const keptOfVector = 4;
const keptOfInner = 6;

/** Widest splits tried. Expert parallelism beyond 64 ranks and stages beyond 32 have been published by few. */
const widest = { tensor: 8, pipeline: 32, context: 16, expert: 64, microBatch: 8, virtual: 4 } as const;

/**
 * The fastest split that fits in memory: tensor (within a scale-up domain), pipeline, context, expert, micro-batch, recomputation and
 * sharding of all state are tried in powers of two, the rest is data parallel. Undefined where none fits. A copy works on whole
 * sequences, so there are no more copies than sequences; contexts are split only where copies would run out of them.
 */
export function fastestSplit(question: SplitQuestion): TrainingSplit | undefined {
  const { shape, rank, ranks, globalBatch, given } = question;
  const layers = shape.denseLayers + shape.moeLayers;
  let best: TrainingSplit | undefined;
  const tensors = tried(given.tensor, Math.min(widest.tensor, rank.domain)).filter(
    (tensor) => given.tensor !== undefined || shape.attention.heads % tensor === 0,
  );
  for (const tensor of tensors)
    for (const pipeline of tried(given.pipeline, Math.min(widest.pipeline, layers)))
      for (const context of tried(given.context, widest.context)) {
        const data = ranks / (tensor * pipeline * context);
        if (!Number.isInteger(data) || data < 1 || data > globalBatch) continue;
        if (given.context === undefined && context > 1 && data * 2 <= globalBatch) continue;
        const experts =
          shape.moeLayers === 0
            ? [1]
            : tried(given.expert, Math.min(widest.expert, shape.experts, data * tensor * context));
        for (const expert of experts)
          for (const microBatch of tried(given.microBatch, Math.min(widest.microBatch, globalBatch / data)))
            for (const sharded of given.sharded === undefined ? [false, true] : [given.sharded])
              for (const recompute of recomputed(given.recompute)) {
                const setup: TrainingSetup = {
                  ...question,
                  tensor,
                  pipeline,
                  context,
                  expert,
                  virtual:
                    given.virtual ??
                    (pipeline > 1 ? Math.max(1, Math.min(widest.virtual, Math.floor(layers / pipeline))) : 1),
                  microBatch,
                  recompute,
                  sharded,
                };
                if (bytesPerRank(setup, data) > rank.memory * usable) continue;
                const step = trainingStep(setup);
                if (step.seconds < (best?.step.seconds ?? Infinity)) best = { setup, step, data };
                // Computing more again only takes longer.
                break;
              }
      }
  return best;
}

/** Bytes of weights, gradients, optimiser state and the activations of the micro-batches in flight. */
function bytesPerRank(setup: TrainingSetup, data: number): number {
  const { shape, format, tensor, pipeline, context, expert, recompute, microBatch, sequence, sharded } =
    setup;
  const [heldBytes, splitBytes] = setup.frozen === true ? frozenBytes : trainedBytes;
  const layers = shape.denseLayers + shape.moeLayers;
  const routed = shape.moeLayers * shape.experts * shape.weights.expert;
  const copies = data * context;
  const dense = (shape.total - routed) / (tensor * pipeline);
  const experts = routed / (pipeline * Math.max(expert, tensor));
  // Experts are spread over the copies, so fewer copies share their state.
  const expertCopies = Math.max(1, (copies * tensor) / Math.max(expert, tensor));
  const all = heldBytes + splitBytes;
  const state = sharded
    ? (dense * all) / copies + (experts * all) / expertCopies
    : dense * (heldBytes + splitBytes / copies) + experts * (heldBytes + splitBytes / expertCopies);
  // Each stage holds the layers of a p-th for p micro-batches at once.
  const [, kept, routedKept] = recomputations.find(([part]) => part === recompute) ?? [recompute, 0, 0];
  const { expertWidth = shape.hidden, expertInner = shape.weights.expert / (3 * shape.hidden) } = shape;
  const perToken =
    kept * shape.hidden * layers +
    routedKept * shape.moeLayers * shape.topK * (keptOfVector * expertWidth + keptOfInner * expertInner);
  const inFormat = isWide(format) ? 1 : narrowKept;
  return state + (perToken * inFormat * microBatch * sequence) / (tensor * context);
}

/** Least accelerators that hold the state of the model. */
export function leastRanks({ total }: ModelShape, memory: number): number {
  const [held, split] = trainedBytes;
  return Math.ceil((total * (held + split)) / (memory * usable));
}

/** Parts of the forward pass that may be computed again, fewest first. */
function recomputed(given: number | undefined): readonly number[] {
  return given === undefined ? recomputations.map(([part]) => part) : [given];
}

function tried(given: number | undefined, most: number): readonly number[] {
  if (given !== undefined) return [given];
  return Array.from({ length: Math.floor(Math.log2(Math.max(1, most))) + 1 }, (_, index) => 2 ** index);
}
