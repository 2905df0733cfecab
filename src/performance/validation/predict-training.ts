import { fourBitRate, type FormatRate, type Rank } from '../rank.ts';
import { trainingStep, type TrainingSetup } from '../training-step.ts';
import { chipOf } from './chip-names.ts';
import type { Entries } from './configuration-of.ts';
import { modelOf } from './model-names.ts';
import type { Predicted } from './predict.ts';
import { cell, numberIn, type TruthPoint, type TruthRow } from './truth.ts';

/** Bytes per parameter of weights, gradients and optimiser state in mixed precision. */
const stateBytes = 16;

/** What the model says of a training run: its step by operators. */
export function predictTraining({ row, measured }: TruthPoint, entries: Entries): Predicted | string {
  if (measured.every(({ metric }) => metric === 'time_to_train'))
    return 'time to train depends on how fast the run converges, which is not modelled';
  const chip = chipOf(row, entries, entries.trust);
  if (typeof chip === 'string') return chip;
  const model = modelOf(row, entries);
  if (typeof model === 'string') return model;
  const count = numberIn(row, 'count');
  if (count === undefined) return 'the number of accelerators is not stated';
  const { shape } = model;
  const { rank } = chip;
  const ranks = count * rank.perAccelerator;
  const parallelism = cell(row, 'parallelism');
  const stated = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(parallelism)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const sharded =
    /FSDP|ZeRO-?3|FULL_SHARD/iu.test(`${parallelism} ${cell(row, 'framework')}`) ||
    /MaxText/u.test(cell(row, 'framework'));
  const fitted = splitToFit(shape.total, rank, ranks, sharded);
  const tensor = stated(/TP ?=? ?(\d+)/u) ?? fitted.tensor;
  const pipeline = stated(/PP ?=? ?(\d+)/u) ?? (stated(/TP ?=? ?(\d+)/u) === undefined ? fitted.pipeline : 1);
  const context = stated(/CP ?=? ?(\d+)/u) ?? 1;
  const expert = stated(/EP ?=? ?(\d+)/u) ?? (shape.moeLayers > 0 ? Math.min(shape.experts, ranks, 8) : 1);
  const sequence = numberIn(row, 'seq_len') ?? 4096;
  const data = Math.max(1, ranks / (tensor * pipeline * context));
  const microBatch = stated(/MBS ?=? ?(\d+)|microbatch (\d+)/u) ?? stated(/microbatch (\d+)/u) ?? 1;
  const globalBatch = numberIn(row, 'global_batch') ?? data * microBatch * Math.max(4, pipeline * 4);
  const setup: TrainingSetup = {
    shape,
    rank,
    format: formatOf(row, rank),
    ranks,
    tensor,
    pipeline,
    context,
    expert,
    virtual: stated(/VP ?=? ?(\d+)|interleave (\d+)/u) ?? stated(/interleave (\d+)/u) ?? 1,
    globalBatch: Math.max(globalBatch, data * microBatch),
    microBatch,
    sequence,
    recompute: /actckpt True/u.test(parallelism) ? 1 : 0,
    sharded,
  };
  if (/LoRA/iu.test(cell(row, 'task')) || /LoRA/iu.test(cell(row, 'model')))
    return 'fine-tuning with low-rank adapters is not modelled';
  const step = trainingStep(setup);
  if (!Number.isFinite(step.seconds)) return 'a link that the split needs has no known bandwidth';
  const tokens = (setup.globalBatch * sequence) / step.seconds;
  const flop = step.modelFlop / step.seconds;
  const peak = rank.wide.peak * rank.perAccelerator;
  const mfu = flop / count / peak;
  return {
    key: [chip.name, cell(row, 'framework').split(' ')[0], model.name, setup.format.format].join('|'),
    figures: {
      tokens_per_s: tokens,
      tokens_per_s_per_accel: tokens / count,
      model_tflops_per_accel: flop / count / 1e12,
      aggregate_pflops: flop / 1e15,
      mfu: setup.format === rank.wide ? mfu : (mfu * rank.wide.peak) / setup.format.peak,
      hfu: mfu * (1 + setup.recompute / 3),
      step_time_median: step.seconds,
      iteration_time: step.seconds,
    },
  };
}

/** The narrowest tensor and pipeline split whose state fits, for rows that do not state one. */
function splitToFit(parameters: number, rank: Rank, ranks: number, sharded: boolean) {
  if (sharded) return { tensor: 1, pipeline: 1 };
  // Optimiser state is split over data-parallel ranks; weights and gradients are not.
  const perRank = (split: number): number => (parameters * (6 + ((stateBytes - 6) * split) / ranks)) / split;
  let split = 1;
  while (split < ranks && perRank(split) > rank.memory * 0.7) split *= 2;
  const tensor = Math.min(split, rank.domain, 8);
  return { tensor, pipeline: Math.max(1, split / tensor) };
}

function formatOf(row: TruthRow, rank: Rank): FormatRate {
  const precision = `${cell(row, 'precision')} ${cell(row, 'parallelism')}`;
  if (/fp4/iu.test(precision)) return fourBitRate(rank, 'fp4');
  const narrow = rank.formats.find(({ format }) => format === 'fp8');
  // MLPerf's rows do not state the format; its NVIDIA entries train in 8 bits, and since v5.1 in 4 where the chip can.
  if (/MLPerf/u.test(cell(row, 'source')) && cell(row, 'precision') === '' && narrow !== undefined) {
    const four = /v5\.1|v6/u.test(cell(row, 'source')) && rank.quarter !== undefined;
    return four ? fourBitRate(rank, 'fp4') : narrow;
  }
  return /fp8|float8/iu.test(precision) && narrow !== undefined ? narrow : rank.wide;
}
