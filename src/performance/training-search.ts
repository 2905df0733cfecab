import type { Accelerator, Model, System } from '../catalog/index.ts';
import { goodput } from './goodput.ts';
import { combine, predictedRate, type Spread } from './interval.ts';
import { type Reason, reasons } from './messages.ts';
import { rankOf } from './rank.ts';
import { shapeOf } from './shape-of.ts';
import { trainingStep, type TrainingSetup, type TrainingStep } from './training-step.ts';
import type { Predicted } from './types.ts';

/** What somebody asks of training one model on many accelerators of one system. */
export interface TrainingQuestion {
  readonly system: System;
  readonly accelerator: Accelerator;
  readonly model: Model;
  readonly accelerators: number;
  /** Sequences per step and tokens per sequence. */
  readonly globalBatch: number;
  readonly sequence: number;
}

/** The fastest split found, with its step and what a day of it gives. */
export interface TrainingAnswer {
  readonly setup: Pick<
    TrainingSetup,
    'tensor' | 'pipeline' | 'expert' | 'virtual' | 'microBatch' | 'recompute' | 'sharded'
  > & {
    readonly data: number;
  };
  readonly step: TrainingStep;
  /** Tokens per second, all accelerators, while steps run. */
  readonly tokensPerSecond: Predicted;
  /** Model FLOP over dense 16-bit peak. */
  readonly utilisation: number;
  readonly goodput: number;
}

/** Bytes per parameter of 16-bit weights and 32-bit gradients on every rank, and of optimiser state split over data-parallel ranks. */
const heldBytes = 6;
const splitBytes = 12;
/** Part of memory for model state and activations. */
const usable = 0.9;
/** Bytes of activations per token, layer and hidden element: kept whole (Korthikanti, with flash attention), and layer inputs alone. */
const keptBytes = 34;
const inputBytes = 2;

/** Truth ÷ predicted step time of published runs, 10th and 90th percentile. */
const spread: Spread = { fast: 0.69, slow: 1.6 };

/** The fastest split of a training run over `accelerators`, in 16 bits; the reason where none fits. */
export function trainingAnswer(question: TrainingQuestion): TrainingAnswer | Reason {
  const { system, accelerator, model, accelerators, globalBatch, sequence } = question;
  const ranks = rankOf(system, accelerator);
  if (!ranks.known) return ranks.reason;
  const found = shapeOf(model);
  if (!found.known) return reasons.modelUnknown(model.id, found.why);
  const { rank } = ranks;
  const { shape } = found;
  const count = accelerators * rank.perAccelerator;
  const layers = shape.denseLayers + shape.moeLayers;
  let best: { readonly setup: TrainingSetup; readonly step: TrainingStep; readonly data: number } | undefined;
  for (const tensor of powers(Math.min(8, rank.domain)))
    for (const pipeline of powers(Math.min(32, layers))) {
      const data = count / (tensor * pipeline);
      if (!Number.isInteger(data) || data > globalBatch || shape.attention.heads % tensor !== 0) continue;
      const experts = shape.moeLayers > 0 ? powers(Math.min(64, shape.experts, data * tensor)) : [1];
      for (const expert of experts)
        for (const recompute of [0, 1]) {
          const setup: TrainingSetup = {
            shape,
            rank,
            format: rank.wide,
            ranks: count,
            tensor,
            pipeline,
            context: 1,
            expert,
            virtual: pipeline > 1 ? Math.max(1, Math.min(4, Math.floor(layers / pipeline))) : 1,
            globalBatch,
            microBatch: 1,
            sequence,
            recompute,
            sharded: false,
          };
          if (bytesPerRank(setup, data) > rank.memory * usable) continue;
          const step = trainingStep(setup);
          if (step.seconds < (best?.step.seconds ?? Infinity)) best = { setup, step, data };
        }
    }
  if (best === undefined) {
    const least = Math.ceil(
      (shape.total * (heldBytes + splitBytes)) / (rank.memory * rank.perAccelerator * usable),
    );
    return reasons.gangTooSmall(model.id, accelerators, Math.max(least, accelerators + 1));
  }
  const { setup, step, data } = best;
  const { tensor, pipeline, expert, virtual, microBatch, recompute, sharded } = setup;
  return {
    setup: { tensor, pipeline, expert, virtual, microBatch, recompute, sharded, data },
    step,
    tokensPerSecond: predictedRate(
      (globalBatch * sequence) / step.seconds,
      combine(spread, rank.wide.spread),
    ),
    utilisation: step.modelFlop / step.seconds / (count * rank.wide.peak),
    goodput: goodput(accelerators),
  };
}

/** Weights, gradients, optimiser state and the activations of the micro-batches in flight. */
function bytesPerRank(
  { shape, tensor, pipeline, expert, recompute, microBatch, sequence }: TrainingSetup,
  data: number,
): number {
  const layers = shape.denseLayers + shape.moeLayers;
  const routed = shape.moeLayers * shape.experts * shape.weights.expert;
  const held = (shape.total - routed) / (tensor * pipeline) + routed / (pipeline * Math.max(expert, tensor));
  const activations =
    ((recompute === 1 ? inputBytes : keptBytes) *
      microBatch *
      sequence *
      shape.hidden *
      (layers / pipeline) *
      pipeline) /
    tensor;
  return held * (heldBytes + splitBytes / data) + activations;
}

function powers(most: number): readonly number[] {
  return Array.from({ length: Math.floor(Math.log2(Math.max(1, most))) + 1 }, (_, index) => 2 ** index);
}
