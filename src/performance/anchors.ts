import type { Accelerator, Model, System } from '../catalog/index.ts';
import type { BenchmarkRun } from './benchmark-files.ts';
import { operatingPoint } from './capacity.ts';
import type { Spread } from './interval.ts';
import { rankOf } from './rank.ts';
import { serviceMix } from './service-mix.ts';
import { shapeOf } from './shape-of.ts';
import { stepModel } from './step-model.ts';
import type { Predicted, ServiceRate } from './types.ts';
import { stackFactor } from './validation/anchored.ts';

/** One measurement of a model on a chip: time per output token in seconds, beside what the model says of the same run. */
export interface Anchor {
  readonly measured: number;
  readonly predicted: number;
}

/**
 * What the model says of the run that was measured, beside the measurement; undefined where chip or model are not known well enough
 * or the run overloads the replica by our count. Formats are those of the chip by name: `fp8`, `bf16`, …; the first where it has no such.
 */
export function anchorOf(
  run: BenchmarkRun,
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
const narrowing = [1, 0.85, 0.75, 0.6] as const;

/**
 * A rate corrected by measurements of the same model on the same chip: times × the median miss shrunk to one, and an interval
 * that each anchor narrows. Level 2 from the first anchor on; without any, the rate as it is.
 */
export function rateFromAnchors(rate: ServiceRate, anchors: readonly Anchor[]): ServiceRate {
  if (anchors.length === 0) return rate;
  const factor = stackFactor(anchors.map(({ measured, predicted }) => Math.log(measured / predicted)));
  const narrow = narrowing[Math.min(anchors.length, narrowing.length - 1)] ?? 1;
  return {
    ...rate,
    requestsPerSecond: moved(rate.requestsPerSecond, 1 / factor, narrow),
    outputTokensPerSecond: rate.outputTokensPerSecond / factor,
    tpot: moved(rate.tpot, factor, narrow),
    level: 2,
    assumptions: [
      ...rate.assumptions,
      `times are multiplied by ${factor.toFixed(2)}, as ${anchors.length} measurement${anchors.length === 1 ? '' : 's'} of this model on this chip say`,
    ],
  };
}

function moved({ value, low, high }: Predicted, factor: number, narrow: number): Predicted {
  const { fast, slow }: Spread = { fast: low / value, slow: high / value };
  const centre = value * factor;
  return { value: centre, low: centre * fast ** narrow, high: centre * slow ** narrow };
}
