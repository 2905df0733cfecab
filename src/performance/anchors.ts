import type { Accelerator, Model, System } from '../catalog/index.ts';
import type { BenchmarkRun } from './benchmark-files.ts';
import { operatingPoint } from './capacity.ts';
import { type RankOf, rankOf } from './rank.ts';
import { serviceMix } from './service-mix.ts';
import { shapeOf } from './shape-of.ts';
import { stepModel } from './step-model.ts';
import { stackFactor } from './validation/anchored.ts';

/** One measurement of a model on a chip: time per output token in seconds, beside what the model says of the same run. */
export interface Anchor {
  readonly measured: number;
  readonly predicted: number;
}

/** A measured run as its own file or a scenario has it. */
export type MeasuredRun = Pick<
  BenchmarkRun,
  'tpot' | 'users' | 'inputTokens' | 'outputTokens' | 'tensorParallel'
>;

/**
 * What the model says of the run that was measured, beside the measurement; undefined where chip or model are not known well enough
 * or the run overloads the replica by our count. Formats are those of the chip by name: `fp8`, `bf16`, …; the first where it has no such.
 */
export function anchorOf(
  run: MeasuredRun,
  precision: string | undefined,
  {
    system,
    accelerator,
    model,
  }: { readonly system: System; readonly accelerator: Accelerator; readonly model: Model },
): Anchor | undefined {
  const ranks = rankOf(system, accelerator);
  const shape = shapeOf(model);
  if (!ranks.known || !shape.known) return undefined;
  const { rank } = ranks;
  const format = rank.formats.find((one) => one.format === precision) ?? rank.formats[0];
  if (format === undefined) return undefined;
  const { tensorParallel } = run;
  const mix = serviceMix([
    { id: 'run', share: 1, inputTokens: run.inputTokens, outputTokens: run.outputTokens, cachedInput: 0 },
  ]);
  const replica = { shape: shape.shape, rank, format, tensorParallel, ranks: tensorParallel };
  const point = operatingPoint(stepModel(replica), mix, run.users);
  return point === undefined ? undefined : { measured: run.tpot, predicted: point.tpot };
}

/** What one, two and three anchors leave of the width of the interval, in logarithms: median errors with them over without. */
const narrowing = [1, 0.9, 0.85, 0.8] as const;

/**
 * The ranks of a system as measurements of one model on its chip show them: every time × the median miss, shrunk to one, and an error
 * that each anchor narrows. Everything that is searched or simulated with them is corrected alike. Level 2 from the first anchor on.
 */
export function anchoredRanks(ranks: RankOf, anchors: readonly Anchor[]): RankOf {
  if (!ranks.known || anchors.length === 0) return ranks;
  const factor = stackFactor(anchors.map(({ measured, predicted }) => Math.log(measured / predicted)));
  const narrow = narrowing[Math.min(anchors.length, narrowing.length - 1)] ?? 1;
  const { rank } = ranks;
  const { fast, slow } = rank.efficiency.spread;
  return {
    ...ranks,
    rank: {
      ...rank,
      level: 2,
      timeFactor: factor,
      efficiency: {
        ...rank.efficiency,
        host: rank.efficiency.host * factor,
        spread: { fast: fast ** narrow, slow: slow ** narrow },
      },
    },
    assumptions: [
      ...ranks.assumptions,
      `times are multiplied by ${factor.toFixed(2)}, as ${anchors.length} measurement${anchors.length === 1 ? '' : 's'} of this model on this chip say${anchors.length === 1 ? 's' : ''}`,
    ],
  };
}
