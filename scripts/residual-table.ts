/**
 * Writes `src/performance/validation/residual-table.ts`: how wide 80 % intervals are, by regime and kind of metric, from measured rates.
 *
 * ```
 * predictions beside truths ──► logarithms of truth ÷ predicted, a group of chip and model weighing as the root of its points
 *                           ──► 10th and 90th percentile, widened by what leaving groups out adds to the error of the fit
 * the same with anchors, where they make the median error of a regime and kind smaller
 * ```
 *
 *     node scripts/residual-table.ts [--left-out FILE] … TRUTH.csv.gz …
 *
 * A FILE is what `scripts/fit-rates.ts --left-out` wrote: predictions by fits that left their group out. They are widened all the same, as
 * those fits started from constants that had seen it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readTable } from '../src/cli/table-file.ts';
import { anchored } from '../src/performance/validation/anchored.ts';
import { capacityRows } from '../src/performance/validation/capacity-rows.ts';
import { metricKind, residualClass } from '../src/performance/validation/residuals.ts';
import { type Comparison, compareTruth } from '../src/performance/validation/score.ts';
import { readWorld } from '../src/pipeline/index.ts';

/** Error with groups left out over error of the fit, middle over the regimes (`scripts/fit-rates.ts`); of training 1.07. */
const leftOutWidens = 1.08;
/** Fewer points than this say nothing of tenths. */
const leastPoints = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'left-out': { type: 'string', multiple: true, default: [] } },
});
const published = positionals.flatMap((file) => {
  const table = readTable(file);
  if (!table.ok) throw new Error(table.diagnostic.message);
  return table.rows;
});
const rows = [...published, ...capacityRows(published)];
interface Figure {
  readonly point: string;
  readonly metric: string;
  readonly predicted: number;
}
const figureOf = ({ point, metric }: Pick<Figure, 'point' | 'metric'>): string => `${point}\u0000${metric}`;
/** Figures predicted by fits that left their group out. */
const leftOut = new Map(
  values['left-out']
    .flatMap((file): readonly Figure[] => JSON.parse(readFileSync(file, 'utf8')))
    .map((figure) => [figureOf(figure), figure.predicted]),
);
const plain = compareTruth(rows, readWorld().catalog, 'operator').comparisons.map((one) => ({
  ...one,
  predicted: leftOut.get(figureOf(one)) ?? one.predicted,
}));
const corrected = anchored(plain, () => undefined, true);
const scored = new Set(corrected.map(figureOf));
const beside = plain.filter((one) => scored.has(figureOf(one)));

function tenths(some: readonly Comparison[]): readonly [number, number] {
  const sizes = Map.groupBy(some, ({ group }) => group);
  const weighed = some
    .map((one) => ({
      log: Math.log(one.truth / one.predicted),
      weight: 1 / Math.sqrt(sizes.get(one.group)?.length ?? 1),
    }))
    .toSorted((a, b) => a.log - b.log);
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const at = (share: number): number => {
    let below = 0;
    for (const { log, weight } of weighed) {
      below += weight;
      if (below >= share * all) return log;
    }
    return 0;
  };
  const [low, middle, high] = [at(0.1), at(0.5), at(0.9)];
  return [
    Math.exp(middle - (middle - low) * leftOutWidens),
    Math.exp(middle + (high - middle) * leftOutWidens),
  ];
}

function medianError(some: readonly Comparison[]): number {
  const errors = some
    .map(({ truth, predicted }) => Math.abs(predicted / truth - 1))
    .toSorted((a, b) => a - b);
  return errors[Math.floor(errors.length / 2)] ?? Infinity;
}

const lines: string[] = [];
const regimes = [...new Set(plain.map(({ regime }) => regime))].toSorted();
const classes = [...new Set(plain.map(({ metric }) => residualClass(metric)))].toSorted();
const number = (value: number): string => String(Number(value.toPrecision(3)));
for (const regime of [...regimes, 'any'])
  for (const what of classes) {
    const of = (some: readonly Comparison[]) =>
      some.filter((one) => (regime === 'any' || one.regime === regime) && residualClass(one.metric) === what);
    const points = of(plain);
    if (points.length < leastPoints) continue;
    const kind = metricKind(points[0]?.metric ?? '');
    const ofKind = (some: readonly Comparison[]) =>
      some.filter((one) => one.regime === regime && metricKind(one.metric) === kind);
    const helps = regime !== 'any' && medianError(ofKind(corrected)) < medianError(ofKind(beside));
    const pairs = [
      tenths(points),
      ...(helps && of(corrected).length >= leastPoints ? [tenths(of(corrected))] : []),
    ];
    lines.push(
      `  ['${regime}', '${what}', ${pairs.map((pair) => `[${pair.map(number).join(', ')}]`).join(', ')}],`,
    );
  }

const text = `type Tenths = readonly [number, number];

/**
 * Truth ÷ prediction at the 10th and 90th percentile, by regime and kind of metric; where anchors make predictions better, the same after
 * they did. \`any\` is for regimes with too few points of a kind. Written by \`scripts/residual-table.ts\` from ${plain.length} published figures.
 */
export const residualTable: readonly (readonly [regime: string, kind: string, plain: Tenths, anchored?: Tenths])[] = [
${lines.join('\n')}
];
`;
writeFileSync(new URL('../src/performance/validation/residual-table.ts', import.meta.url), text);
