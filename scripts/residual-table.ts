/**
 * Writes `src/performance/validation/residual-table.ts`: how wide 80 % intervals are, by regime and kind of metric, from measured rates.
 *
 * ```
 * every figure predicted by a fit that did without its group of chip and model (`fit-rates.ts`; classes that are not fitted as they stand)
 *   ──► the interval of truth ÷ predicted that holds four in five of a group it was not made from (`fit/calibrated.ts`)
 * the same with anchors, where they make the median error of a regime and kind smaller, over points and over groups
 * ```
 *
 *     node scripts/residual-table.ts [--left-out FILE] … TRUTH.csv.gz …
 *
 * A FILE is what `scripts/fit-rates.ts --left-out` wrote; where none is named, all classes are fitted anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readTable } from '../src/cli/table-file.ts';
import { anchored } from '../src/performance/validation/anchored.ts';
import { capacityRows } from '../src/performance/validation/capacity-rows.ts';
import { metricKind, residualClass } from '../src/performance/validation/residuals.ts';
import { type Comparison, compareTruth } from '../src/performance/validation/score.ts';
import { readWorld } from '../src/pipeline/index.ts';
import { calibrated, type Interval } from './fit/calibrated.ts';
import { fittedClasses, leftOut, withoutOwnGroup } from './fit/left-out.ts';

/** Fewer points than this say nothing of tenths. */
const leastPoints = 10;

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { 'left-out': { type: 'string', multiple: true, default: [] } },
});
const published = files.flatMap((file) => {
  const table = readTable(file);
  if (!table.ok) throw new Error(table.diagnostic.message);
  return table.rows;
});
const rows = [...published, ...capacityRows(published)];
const kept = values['left-out'].flatMap((file): readonly Comparison[] =>
  JSON.parse(readFileSync(file, 'utf8')),
);
const plain = withoutOwnGroup(
  compareTruth(rows, readWorld().catalog, 'operator').comparisons,
  kept.length > 0 ? kept : fittedClasses.flatMap(([name]) => leftOut(name, 'group', files).comparisons),
);
const corrected = anchored(plain, () => undefined, true);
const scored = new Set(corrected.map(({ point, metric }) => `${point}\u0000${metric}`));
const beside = plain.filter(({ point, metric }) => scored.has(`${point}\u0000${metric}`));

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Infinity;
}

const errorOf = ({ truth, predicted }: Comparison): number => Math.abs(predicted / truth - 1);

/** Median errors over points, and over the medians of groups. */
function errors(some: readonly Comparison[]): readonly [number, number] {
  const groups = [...Map.groupBy(some, ({ group }) => group).values()];
  return [medianOf(some.map(errorOf)), medianOf(groups.map((group) => medianOf(group.map(errorOf))))];
}

function better(some: readonly Comparison[], than: readonly Comparison[]): boolean {
  const [points, groups] = errors(some);
  const [pointsBefore, groupsBefore] = errors(than);
  return points < pointsBefore && groups <= groupsBefore;
}

const lines: string[] = [];
const regimes = [...new Set(plain.map(({ regime }) => regime))].toSorted();
const classes = [...new Set(plain.map(({ metric }) => residualClass(metric)))].toSorted();
const number = (value: number): string => String(Number(value.toPrecision(3)));
const line = (regime: string, what: string, pairs: readonly Interval[]): void => {
  lines.push(
    `  ['${regime}', '${what}', ${pairs.map((pair) => `[${pair.map(number).join(', ')}]`).join(', ')}],`,
  );
};
for (const regime of [...regimes, 'any'])
  for (const what of classes) {
    const of = (some: readonly Comparison[]) =>
      some.filter((one) => (regime === 'any' || one.regime === regime) && residualClass(one.metric) === what);
    const points = of(plain);
    const interval = points.length < leastPoints ? undefined : calibrated(points);
    if (interval === undefined) continue;
    const kind = metricKind(points[0]?.metric ?? '');
    const ofKind = (some: readonly Comparison[]) =>
      some.filter((one) => one.regime === regime && metricKind(one.metric) === kind);
    const helps = regime !== 'any' && better(ofKind(corrected), ofKind(beside));
    const after = helps && of(corrected).length >= leastPoints ? calibrated(of(corrected)) : undefined;
    line(regime, what, [interval, ...(after === undefined ? [] : [after])]);
  }

const text = `type Tenths = readonly [number, number];

/**
 * Truth ÷ prediction between which four in five truths of a group lie that neither the fit nor the interval has seen, by regime and kind of
 * metric; where anchors make predictions better, the same after they did. \`any\` is for regimes with too few groups of a kind. Written by
 * \`scripts/residual-table.ts\` from ${plain.length} published figures.
 */
export const residualTable: readonly (readonly [regime: string, kind: string, plain: Tenths, anchored?: Tenths])[] = [
${lines.join('\n')}
];
`;
writeFileSync(new URL('../src/performance/validation/residual-table.ts', import.meta.url), text);
