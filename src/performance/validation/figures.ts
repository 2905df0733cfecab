import type { Configuration } from './configuration-of.ts';
import type { Played } from './play.ts';
import { mean, quantile, weightedMean, weightedQuantile } from './statistics.ts';

/** Figures of one point by metric, in the units of the truth (ms, tokens per second, requests per second). */
export type Figures = Readonly<Record<string, number>>;

export interface Predicted {
  readonly figures: Figures;
  /** Chip, engine, model and format: what anchors are kept by. */
  readonly key: string;
}

/** What anchors of a configuration are kept by. */
export function keyOf({ chip, engine, model, format }: Configuration): string {
  return [chip, engine.name, model.name, format].join('|');
}

const percentiles = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

/** Every metric that a played run answers. */
export function figuresOf(run: Played, { copies, accelerators }: Configuration): Figures {
  const figures: Record<string, number> = {};
  const add = (name: string, values: Float64Array): void => {
    figures[`${name}_mean`] = mean(values) * 1000;
    figures[`${name}_mean_or_median`] = mean(values) * 1000;
    for (const [word, share] of percentiles) figures[`${name}_${word}`] = quantile(values, share) * 1000;
  };
  add('ttft', run.ttft);
  add('tpot', run.tpot);
  add('e2el', run.endToEnd);
  figures.itl_mean = weightedMean(run.gaps, run.waited) * 1000;
  for (const [word, share] of percentiles)
    figures[`itl_${word}`] = weightedQuantile(run.gaps, run.waited, share) * 1000;
  const output = (run.outputTokens / run.seconds) * copies;
  const input = (run.inputTokens / run.seconds) * copies;
  return {
    ...figures,
    output_tput: output,
    output_tput_per_accel: output / accelerators,
    input_tput: input,
    input_tput_per_accel: input / accelerators,
    total_tput: output + input,
    total_tput_per_accel: (output + input) / accelerators,
    request_tput: (run.ttft.length / run.seconds) * copies,
    peak_output_tput: run.peak * copies,
  };
}
