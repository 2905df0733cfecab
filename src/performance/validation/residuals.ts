import { exact, type Spread } from '../interval.ts';
import { residualTable } from './residual-table.ts';

/** Levels a file can be scored at: data sheets and classes, operator timings of the chip, and anchors of the same model on it. */
export type ScoreLevel = 'spec' | 'operator' | 'anchored';

/**
 * What a metric measures: a first token, time per token, gaps between tokens, whole requests or steps; a rate; the most within a level;
 * arithmetic over time, which frameworks count in their own ways; or a training until its target, which hangs on convergence too.
 */
export type MetricKind =
  | 'first-token'
  | 'per-token'
  | 'gap'
  | 'whole'
  | 'rate'
  | 'capacity'
  | 'arithmetic'
  | 'until-target';

/** The kind of a metric of the truth format. */
export function metricKind(metric: string): MetricKind {
  if (metric.startsWith('capacity')) return 'capacity';
  if (metric.startsWith('ttft')) return 'first-token';
  if (metric.startsWith('tpot')) return 'per-token';
  if (metric.startsWith('itl')) return 'gap';
  if (metric === 'time_to_train') return 'until-target';
  if (/mfu|hfu|flops/u.test(metric)) return 'arithmetic';
  return /tput|tokens/u.test(metric) ? 'rate' : 'whole';
}

/** The kind of a metric, with whether it is of a tail: what widths are kept by. */
export function residualClass(metric: string): string {
  return `${metricKind(metric)}${/_p9\d$/u.test(metric) ? ' tail' : ''}`;
}

/** Where a regime has too few points of a kind: as wide as the widest half of the regimes have it. Assumed. */
const unknown: Spread = { fast: 0.5, slow: 2 };

/** The 80 % interval around a prediction, as factors on it, before or after it was corrected by anchors of its kind. */
export function residualSpread(regime: string, metric: string, anchored: boolean): Spread {
  const kind = residualClass(metric);
  const found =
    residualTable.find(([of, what]) => of === regime && what === kind) ??
    residualTable.find(([of, what]) => of === 'any' && what === kind);
  if (found === undefined) return unknown;
  const [, , plain, corrected] = found;
  return toSpread(anchored ? (corrected ?? plain) : plain);
}

/** Whether anchors of the same regime and kind made public predictions better: elsewhere they are left alone. */
export function anchorsHelp(regime: string, kind: MetricKind): boolean {
  return residualTable.some(
    ([of, what, , corrected]) => of === regime && what === kind && corrected !== undefined,
  );
}

function toSpread([fast, slow]: readonly [number, number]): Spread {
  return { ...exact, fast, slow };
}
