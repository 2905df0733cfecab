import type { Accelerator, Model, System } from '../catalog/index.ts';
import { goodput, publishedInterruptions } from './goodput.ts';
import { combine, predictedRate } from './interval.ts';
import { type Reason, reasons } from './messages.ts';
import { rankOf } from './rank.ts';
import { shapeOf } from './shape-of.ts';
import { spreadOfTraining } from './training-reach.ts';
import { fastestGang, usualBatch } from './training-gang.ts';
import { leastRanks } from './training-split.ts';
import { recordsExperts, type TrainingSetup, type TrainingStep } from './training-step.ts';
import type { Predicted } from './types.ts';

/** What somebody asks of training one model on many accelerators of one system. */
export interface TrainingQuestion {
  readonly system: System;
  readonly accelerator: Accelerator;
  readonly model: Model;
  readonly accelerators: number;
  /** Sequences per step, as usual where not said, and tokens per sequence. */
  readonly globalBatch?: number;
  readonly sequence: number;
  /** Format of the linear layers; 16 bits where not said. */
  readonly precision?: string;
}

/** The fastest split found, with its step and what a day of it gives. */
export interface TrainingAnswer {
  readonly precision: string;
  /** Accelerators that work; the rest of those asked for stands idle, as no split divides them. */
  readonly working: number;
  /** Sequences per step. */
  readonly globalBatch: number;
  readonly setup: Pick<
    TrainingSetup,
    'tensor' | 'pipeline' | 'context' | 'expert' | 'virtual' | 'microBatch' | 'recompute' | 'sharded'
  > & {
    readonly data: number;
  };
  readonly step: TrainingStep;
  /** Tokens per second, all accelerators, while steps run. */
  readonly tokensPerSecond: Predicted;
  /** Model FLOP over dense 16-bit peak of all accelerators asked for. */
  readonly utilisation: number;
  /** Part of time spent on steps that count, and its range over published rates of failure. */
  readonly goodput: number;
  readonly goodputRange: { readonly low: number; readonly high: number };
}

/** The fastest split of a training run over `accelerators`; the reason where none fits. */
export function trainingAnswer(question: TrainingQuestion): TrainingAnswer | Reason {
  const { system, accelerator, model, accelerators, sequence } = question;
  const { globalBatch = usualBatch(accelerators, sequence) } = question;
  const ranks = rankOf(system, accelerator);
  if (!ranks.known) return ranks.reason;
  const found = shapeOf(model);
  if (!found.known) return reasons.modelUnknown(model.id, found.why);
  const { rank } = ranks;
  const { shape } = found;
  const format =
    question.precision === undefined
      ? rank.wide
      : rank.formats.find((one) => one.format === question.precision);
  if (format === undefined) return reasons.noFormat(accelerator.id, question.precision ?? '');
  const best = fastestGang(
    {
      shape,
      rank,
      format,
      globalBatch,
      sequence,
      fused: true,
      recorded: recordsExperts(rank, shape),
      given: {},
    },
    accelerators,
  );
  if (best === undefined) {
    const least = leastRanks(shape, rank.memory * rank.perAccelerator);
    return reasons.gangTooSmall(model.id, accelerators, Math.max(least, accelerators + 1));
  }
  const { setup, step, data } = best;
  const { tensor, pipeline, context, expert, virtual, microBatch, recompute, sharded } = setup;
  return {
    precision: format.format,
    working: best.accelerators,
    globalBatch,
    setup: { tensor, pipeline, context, expert, virtual, microBatch, recompute, sharded, data },
    step,
    tokensPerSecond: predictedRate(
      (globalBatch * sequence) / step.seconds,
      combine(spreadOfTraining(rank), rank.wide.spread),
    ),
    utilisation: step.modelFlop / step.seconds / (accelerators * rank.perAccelerator * rank.wide.peak),
    goodput: goodput(accelerators),
    goodputRange: {
      low: goodput(accelerators, publishedInterruptions.most),
      high: goodput(accelerators, publishedInterruptions.fewest),
    },
  };
}
