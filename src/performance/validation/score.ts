import type { Catalog } from '../../catalog/index.ts';
import { predictServing } from './predict.ts';
import { predictTraining } from './predict-training.ts';
import { type MetricKind, metricKind, residualSpread, type ScoreLevel } from './residuals.ts';
import { cell, type Skipped, type TruthPoint, truthPoints, type TruthRow } from './truth.ts';

/** Errors of one slice, fractions of the truth; bias is the median signed error. */
interface ScoreRow {
  readonly group: string;
  readonly regime: string;
  readonly metric: string;
  readonly n: number;
  readonly medianAbsError: number;
  readonly meanAbsError: number;
  readonly p90AbsError: number;
  readonly bias: number;
  /** Part of the truths inside the 80 % interval. */
  readonly coverage: number;
  readonly level: ScoreLevel;
}

/** A scored file: one row per slice, and every row of the file that is in none, by reason. */
export interface Scores {
  readonly rows: readonly ScoreRow[];
  readonly skipped: readonly Skipped[];
}

/** One figure predicted beside what was measured. */
export interface Comparison {
  readonly point: string;
  readonly source: string;
  readonly group: string;
  readonly regime: string;
  readonly metric: string;
  readonly truth: number;
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
  /** Chip, engine, model, format and regime: what anchors are kept by. */
  readonly key: string;
}

/**
 * Scores the model on a file of measured truth.
 *
 * ```
 * rows ──► points ──► prediction by the physics of the regime, or the reason for none
 *      ──► at level `anchored`: three points of each (chip, engine, model, format, regime) set aside as anchors, the rest corrected
 *      ──► errors and coverage per (group, regime, metric); every other row counted with its reason
 * ```
 */
export function scoreTruth(
  rows: readonly TruthRow[],
  catalog: Pick<Catalog, 'accelerators' | 'systems' | 'models'>,
  level: ScoreLevel,
): Scores {
  const { comparisons, skipped } = compareTruth(rows, catalog, level);
  const slices = Map.groupBy(comparisons, ({ group, regime, metric }) =>
    [group, regime, metric].join('\u0000'),
  );
  const scored = [...slices.values()].map((slice) => scoreSlice(slice, level));
  return {
    rows: scored.toSorted(
      (a, b) =>
        a.regime.localeCompare(b.regime) ||
        a.metric.localeCompare(b.metric) ||
        a.group.localeCompare(b.group),
    ),
    skipped,
  };
}

/** Every prediction beside its truth, and what could not be predicted. */
export function compareTruth(
  rows: readonly TruthRow[],
  catalog: Pick<Catalog, 'accelerators' | 'systems' | 'models'>,
  level: ScoreLevel,
): { readonly comparisons: readonly Comparison[]; readonly skipped: readonly Skipped[] } {
  const { points, advisory, unreadable } = truthPoints(rows);
  const skipped = new Map<string, number>();
  const skip = (reason: string, n: number): void => {
    if (n > 0) skipped.set(reason, (skipped.get(reason) ?? 0) + n);
  };
  skip('the row is advisory, not for scoring', advisory);
  skip('the value cannot be read', unreadable);
  const entries = { ...catalog, trust: level === 'spec' ? ('spec' as const) : ('operator' as const) };
  const found: Comparison[] = [];
  for (const point of points) {
    const training = cell(point.row, 'regime') === '';
    const predicted = training ? predictTraining(point, entries) : predictServing(point, entries);
    if (typeof predicted === 'string') {
      skip(predicted, point.measured.length);
      continue;
    }
    for (const { metric, value } of point.measured) {
      const figure = predicted.figures[metric];
      if (figure === undefined) skip(`the metric ${metric} is not predicted`, 1);
      else if (value <= 0) skip('the value is not positive', 1);
      else if (!Number.isFinite(figure)) skip('the prediction is not finite', 1);
      else found.push(comparison(point, metric, value, figure, predicted.key));
    }
  }
  const corrected = level === 'anchored' ? anchored(found, skip) : found;
  return {
    comparisons: corrected,
    skipped: [...skipped]
      .map(([reason, n]) => ({ reason, n }))
      .toSorted((a, b) => b.n - a.n || a.reason.localeCompare(b.reason)),
  };
}

function comparison(
  { id, row }: TruthPoint,
  metric: string,
  truth: number,
  predicted: number,
  key: string,
): Comparison {
  const regime = cell(row, 'regime') || 'training';
  const { fast, slow } = residualSpread(regime, metricKind(metric), false);
  return {
    point: id,
    source: cell(row, 'source'),
    group: cell(row, 'group'),
    regime,
    metric,
    truth,
    predicted,
    low: predicted * fast,
    high: predicted * slow,
    key: `${key}\u0000${regime}`,
  };
}

/** Anchors per (chip, engine, model, format, regime), and the points there must be for some to be left to score. */
const anchorsPerKey = 3;
/** Weight of having no anchor: a factor of n anchors is shrunk to one as if one more had said so. */
const priorAnchors = 1;

/** Sets three points of each key aside and corrects the others by their median miss, by kind of metric, shrunk to one. */
function anchored(
  found: readonly Comparison[],
  skip: (reason: string, n: number) => void,
): readonly Comparison[] {
  const rest: Comparison[] = [];
  for (const group of Map.groupBy(found, ({ key }) => key).values()) {
    const points = [...new Set(group.map(({ point }) => point))];
    if (points.length <= anchorsPerKey) {
      rest.push(...group);
      continue;
    }
    const step = (points.length - 1) / (anchorsPerKey - 1);
    const chosen = new Set(
      Array.from({ length: anchorsPerKey }, (_, index) => points[Math.round(index * step)]),
    );
    const anchors = group.filter(({ point }) => chosen.has(point));
    skip('the point is used as an anchor', anchors.length);
    const factors = new Map<MetricKind, number>();
    for (const kind of ['first-token', 'time', 'rate'] as const) {
      const logs = anchors
        .filter(({ metric }) => metricKind(metric) === kind)
        .map(({ truth, predicted }) => Math.log(truth / predicted));
      if (logs.length > 0) factors.set(kind, stackFactor(logs));
    }
    for (const one of group) {
      if (chosen.has(one.point)) continue;
      const kind = metricKind(one.metric);
      const factor = factors.get(kind);
      if (factor === undefined) rest.push(one);
      else {
        const predicted = one.predicted * factor;
        const { fast, slow } = residualSpread(one.regime, kind, true);
        rest.push({ ...one, predicted, low: predicted * fast, high: predicted * slow });
      }
    }
  }
  return rest;
}

/** The factor that anchors say a prediction must be multiplied with: median of their misses, shrunk to one. */
export function stackFactor(logRatios: readonly number[]): number {
  const sorted = logRatios.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  const anchors = Math.min(sorted.length, anchorsPerKey);
  return Math.exp((median * anchors) / (anchors + priorAnchors));
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function scoreSlice(slice: readonly Comparison[], level: ScoreLevel): ScoreRow {
  const signed = slice.map(({ truth, predicted }) => predicted / truth - 1).toSorted((a, b) => a - b);
  const errors = signed.map(Math.abs).toSorted((a, b) => a - b);
  const [{ group, regime, metric } = { group: '', regime: '', metric: '' }] = slice;
  return {
    group,
    regime,
    metric,
    n: slice.length,
    medianAbsError: at(errors, 0.5),
    meanAbsError: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    p90AbsError: at(errors, 0.9),
    bias: at(signed, 0.5),
    coverage: slice.filter(({ truth, low, high }) => truth >= low && truth <= high).length / slice.length,
    level,
  };
}
