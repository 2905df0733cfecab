import type { Spread } from '../interval.ts';

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
 * Truth ÷ prediction at the 10th and 90th percentile, by regime and kind, of the public points, a little widened;
 * a group weighs as the root of its points, so that a group with hundreds of points does not set the width for all. Regimes not listed have
 * too few points and take the last row. Anchors narrow its logarithm by the factor at the end.
 */
const table: Readonly<Record<string, Readonly<Record<MetricKind, Spread>>>> = {
  'closed-loop': {
    'first-token': { fast: 0.5, slow: 3.8 },
    time: { fast: 0.74, slow: 1.55 },
    rate: { fast: 0.3, slow: 1.5 },
  },
  'closed-loop-disagg': {
    'first-token': { fast: 1.6, slow: 40 },
    time: { fast: 0.78, slow: 1.27 },
    rate: { fast: 0.7, slow: 1.4 },
  },
  'open-loop': {
    'first-token': { fast: 0.7, slow: 18 },
    time: { fast: 0.72, slow: 3.4 },
    rate: { fast: 0.7, slow: 1.05 },
  },
  'burst-at-t0': {
    'first-token': { fast: 1.2, slow: 10 },
    time: { fast: 0.8, slow: 7 },
    rate: { fast: 0.18, slow: 0.9 },
  },
  'static-batch': {
    'first-token': { fast: 0.5, slow: 3 },
    time: { fast: 0.66, slow: 2 },
    rate: { fast: 0.53, slow: 1.5 },
  },
  'batch-1': {
    'first-token': { fast: 0.7, slow: 3 },
    time: { fast: 1.0, slow: 1.6 },
    rate: { fast: 0.62, slow: 1.0 },
  },
  'max-throughput': {
    'first-token': { fast: 0.5, slow: 3 },
    time: { fast: 0.7, slow: 1.6 },
    rate: { fast: 0.74, slow: 1.28 },
  },
  'mlperf-offline': {
    'first-token': { fast: 0.5, slow: 3 },
    time: { fast: 0.6, slow: 2 },
    rate: { fast: 0.74, slow: 1.85 },
  },
  'mlperf-server': {
    'first-token': { fast: 0.65, slow: 16 },
    time: { fast: 0.75, slow: 6.3 },
    rate: { fast: 0.5, slow: 1.4 },
  },
  'mlperf-interactive': {
    'first-token': { fast: 0.5, slow: 5 },
    time: { fast: 0.7, slow: 3 },
    rate: { fast: 0.35, slow: 1.2 },
  },
  training: {
    'first-token': { fast: 0.5, slow: 2 },
    time: { fast: 0.5, slow: 1.6 },
    rate: { fast: 0.62, slow: 1.45 },
  },
};

const anything: Readonly<Record<MetricKind, Spread>> = {
  'first-token': { fast: 0.4, slow: 6 },
  time: { fast: 0.6, slow: 1.9 },
  rate: { fast: 0.5, slow: 1.6 },
};

const anchorNarrows = 0.7;

/** The 80 % interval around a prediction, as factors on it; around a corrected one it is as wide to either side. */
export function residualSpread(regime: string, kind: MetricKind, anchored: boolean): Spread {
  const spread = table[regime]?.[kind] ?? anything[kind];
  if (!anchored) return spread;
  const side = (spread.slow / spread.fast) ** (anchorNarrows / 2);
  return { fast: 1 / side, slow: side };
}
