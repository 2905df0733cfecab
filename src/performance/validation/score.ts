import type { Catalog } from '../../catalog/index.ts';
import { predictServing } from './predict.ts';
import { predictTraining } from './predict-training.ts';
import { anchored } from './anchored.ts';
import { residualSpread, type ScoreLevel } from './residuals.ts';
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
  return { rows: scoreSlices(comparisons, level), skipped };
}

/** One row per group, regime and metric, in the order of regimes. */
export function scoreSlices(comparisons: readonly Comparison[], level: ScoreLevel): readonly ScoreRow[] {
  const slices = Map.groupBy(comparisons, ({ group, regime, metric }) =>
    [group, regime, metric].join('\u0000'),
  );
  const scored = [...slices.values()].map((slice) => scoreSlice(slice, level));
  return scored.toSorted(
    (a, b) =>
      a.regime.localeCompare(b.regime) || a.metric.localeCompare(b.metric) || a.group.localeCompare(b.group),
  );
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
  const { fast, slow } = residualSpread(regime, metric, false);
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
