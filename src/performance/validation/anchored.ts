import { anchorsHelp, type MetricKind, metricKind, residualSpread } from './residuals.ts';
import type { Comparison } from './score.ts';

/** Anchors per (chip, engine, model, format, regime), and the points there must be for some to be left to score. */
const anchorsPerKey = 3;
/** Weight of having no anchor: a factor of n anchors is shrunk to one as if one more had said so. */
const priorAnchors = 1;

const kinds: readonly MetricKind[] = [
  'first-token',
  'per-token',
  'gap',
  'whole',
  'rate',
  'capacity',
  'arithmetic',
  'until-target',
];

/**
 * Sets three points of each key aside and corrects the others by their median miss, by kind of metric, shrunk to one. Kinds that anchors
 * did not make better in public are left as they were, and so are keys with three points or fewer.
 *
 * @param everywhere correct all kinds, to find out where it helps
 */
export function anchored(
  found: readonly Comparison[],
  skip: (reason: string, n: number) => void,
  everywhere = false,
): readonly Comparison[] {
  const rest: Comparison[] = [];
  for (const group of Map.groupBy(found, ({ key }) => key).values()) {
    const chosen = chosenPoints(group);
    if (chosen.size === 0) {
      rest.push(...group);
      continue;
    }
    const anchors = group.filter(({ point }) => chosen.has(point));
    skip('the point is used as an anchor', anchors.length);
    const factors = factorsOf(anchors);
    for (const one of group) {
      if (chosen.has(one.point)) continue;
      const kind = metricKind(one.metric);
      const factor = factors.get(kind);
      if (factor === undefined || !(everywhere || anchorsHelp(one.regime, kind))) rest.push(one);
      else {
        const predicted = one.predicted * factor;
        const { fast, slow } = residualSpread(one.regime, one.metric, true);
        rest.push({ ...one, predicted, low: predicted * fast, high: predicted * slow });
      }
    }
  }
  return rest;
}

/** Three points, evenly through the group; none where that would leave none to score. */
function chosenPoints(group: readonly Comparison[]): ReadonlySet<string> {
  const points = [...new Set(group.map(({ point }) => point))];
  if (points.length <= anchorsPerKey) return new Set();
  const step = (points.length - 1) / (anchorsPerKey - 1);
  return new Set(Array.from({ length: anchorsPerKey }, (_, index) => points[Math.round(index * step)] ?? ''));
}

function factorsOf(anchors: readonly Comparison[]): ReadonlyMap<MetricKind, number> {
  const factors = new Map<MetricKind, number>();
  for (const kind of kinds) {
    const logs = anchors
      .filter(({ metric }) => metricKind(metric) === kind)
      .map(({ truth, predicted }) => Math.log(truth / predicted));
    if (logs.length > 0) factors.set(kind, stackFactor(logs));
  }
  return factors;
}

/** The factor that anchors say a prediction must be multiplied with: median of their misses, shrunk to one. */
export function stackFactor(logRatios: readonly number[]): number {
  const sorted = logRatios.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  const anchors = Math.min(sorted.length, anchorsPerKey);
  return Math.exp((median * anchors) / (anchors + priorAnchors));
}
