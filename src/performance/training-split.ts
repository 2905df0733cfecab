import type { FormatRate, Rank } from './rank.ts';
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
 * Parts of the forward pass computed again, with the bytes of activations per token, layer and hidden element that are then kept: all kept
 * (Korthikanti, with flash attention), what is cheap to compute computed again (assumed a tenth of the pass), layer inputs alone.
 */
const recomputations: readonly (readonly [number, number])[] = [
  [0, 34],
  [0.1, 18],
  [1, 2],
];

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
            for (const recompute of given.recompute === undefined
              ? recomputations.map(([part]) => part)
              : [given.recompute])
              for (const sharded of given.sharded === undefined ? [false, true] : [given.sharded]) {
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
              }
      }
  return best;
}

/** Bytes of weights, gradients, optimiser state and the activations of the micro-batches in flight. */
function bytesPerRank(setup: TrainingSetup, data: number): number {
  const { shape, tensor, pipeline, context, expert, recompute, microBatch, sequence, sharded } = setup;
  const [heldBytes, splitBytes] = setup.frozen === true ? frozenBytes : trainedBytes;
  const layers = shape.denseLayers + shape.moeLayers;
  const routed = shape.moeLayers * shape.experts * shape.weights.expert;
  const copies = data * context;
  const dense = (shape.total - routed) / (tensor * pipeline);
  const experts = routed / (pipeline * Math.max(expert, tensor));
  // Experts are spread over the copies, so fewer copies share their state.
  const expertCopies = Math.max(1, (copies * tensor) / Math.max(expert, tensor));
  const state = sharded
    ? ((dense + experts) * (heldBytes + splitBytes)) / copies
    : dense * (heldBytes + splitBytes / copies) + experts * (heldBytes + splitBytes / expertCopies);
  // Each stage holds the layers of a p-th for p micro-batches at once.
  const activations =
    (keptBytes(recompute) * microBatch * sequence * shape.hidden * layers) / (tensor * context);
  return state + activations;
}

function keptBytes(recompute: number): number {
  return recomputations.find(([part]) => part === recompute)?.[1] ?? 0;
}

/** Least accelerators that hold the state of the model. */
export function leastRanks({ total }: ModelShape, memory: number): number {
  const [held, split] = trainedBytes;
  return Math.ceil((total * (held + split)) / (memory * usable));
}

function tried(given: number | undefined, most: number): readonly number[] {
  if (given !== undefined) return [given];
  return Array.from({ length: Math.floor(Math.log2(Math.max(1, most))) + 1 }, (_, index) => 2 ** index);
}
