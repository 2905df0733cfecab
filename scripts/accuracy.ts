import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { scoreSlices } from '../src/performance/validation/score.ts';
import { readWorld } from '../src/pipeline/index.ts';
import { compareTruth, type Comparison, type TruthRow } from '../src/performance/index.ts';
import { anchored as correctedBy } from '../src/performance/validation/anchored.ts';
import { capacityRows } from '../src/performance/validation/capacity-rows.ts';
import { besideCalculon } from './fit/beside-calculon.ts';
import { toIdeal } from './fit/ideal.ts';
import { fittedClasses, leftOut } from './fit/left-out.ts';
import { whyItMisses } from './fit/why-it-misses.ts';

/**
 * Writes docs/accuracy.md from files of measured truth:
 *
 *     node scripts/accuracy.ts [--keep-fits] [--fit training] serving.csv.gz training.csv.gz
 *
 * Scores the model as it stands, at all levels; fits it again with groups of chip and model left out; and scores an ideal roofline.
 * `--keep-fits` leaves the table of parts left out as the report has it: for changes that no fitted operator has a part in. `--fit CLASS`
 * makes its rows of one class anew.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'keep-fits': { type: 'boolean' }, fit: { type: 'string' } },
});
/** Said where the table of parts left out was not made again. */
const olderFits =
  'Rows of serving are of an earlier run than the rest of the page: what changed since has no fitted operator in it, but some of its rows.';
const files = positionals.filter((path) => existsSync(path));
if (files.length === 0) throw new Error('name the files of measured truth');

const published = files.flatMap((path): TruthRow[] => {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return parse(text, { columns: true, bom: true, relax_column_count: true, skip_empty_lines: true });
});
const rows = [...published, ...capacityRows(published)];
const { catalog } = readWorld();

const percent = (part: number): string => `${Math.round(part * 100)} %`;
const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** Errors of a set of comparisons, as cells. */
function errors(set: readonly Comparison[]): readonly string[] {
  const signed = set.map(({ predicted, truth }) => predicted / truth - 1).toSorted((a, b) => a - b);
  const absolute = signed.map(Math.abs).toSorted((a, b) => a - b);
  const inside = set.filter(({ truth, low, high }) => truth >= low && truth <= high).length / set.length;
  return [
    String(set.length),
    percent(quantile(absolute, 0.5)),
    percent(quantile(absolute, 0.9)),
    percent(quantile(signed, 0.5)),
    percent(inside),
  ];
}

const shown: readonly (readonly [string, RegExp])[] = [
  ['time per token', /^tpot_mean/u],
  ['first token', /^ttft_mean/u],
  ['gap between tokens', /^itl_mean$/u],
  ['whole request', /^e2el_mean$/u],
  ['capacity at the level', /^capacity_request_tput$/u],
  ['output tokens/s and chip', /^output_tput_per_accel$/u],
  ['input tokens/s and chip', /^input_tput_per_accel$/u],
  ['step time', /^(?:step_time_median|iteration_time)$/u],
  ['training tokens/s and chip', /^tokens_per_s_per_accel$/u],
  ['utilisation', /^mfu$/u],
  ['time to train', /^time_to_train$/u],
];

/** The rows under this head as the report has them now, but those of a class that is fitted anew. */
function keptRows(head: readonly string[]): readonly (readonly string[])[] {
  const [, rest] = readFileSync(report, 'utf8').split(`| ${head.join(' | ')} |`);
  if (rest === undefined) throw new Error('the report has no table of parts left out to keep');
  const [body = ''] = rest.split('\n\n');
  return body
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((each) => each.trim()),
    )
    .filter(([name]) => name !== values.fit);
}

const figureOf = ({ point, metric }: Comparison): string => `${point}\u0000${metric}`;

const pickOf =
  (regime: string, pattern: RegExp) =>
  ({ comparisons }: { readonly comparisons: readonly Comparison[] }): readonly Comparison[] =>
    comparisons.filter((one) => one.regime === regime && pattern.test(one.metric));

const spec = compareTruth(rows, catalog, 'spec');
const operator = compareTruth(rows, catalog, 'operator');
const anchored = { comparisons: correctedBy(operator.comparisons, () => undefined) };
const regimes = [...new Set(operator.comparisons.map(({ regime }) => regime))].toSorted();
const overview = regimes.flatMap((regime) =>
  shown.flatMap(([name, pattern]) => {
    const pick = pickOf(regime, pattern);
    const without = pick(operator);
    if (without.length === 0) return [];
    const [, sheet = '–'] = errors(pick(spec));
    const [n = '', median = '', p90 = '', bias = '', inside = ''] = errors(without);
    const withAnchors = pick(anchored);
    const [, anchoredMedian = '–', , , anchoredInside = '–'] =
      withAnchors.length > 0 ? errors(withAnchors) : [];
    const left = new Set(withAnchors.map(figureOf));
    const beside = without.filter((one) => left.has(figureOf(one)));
    const [besideN = '0', besideMedian = '–'] = beside.length > 0 ? errors(beside) : [];
    return [
      [
        regime,
        name,
        n,
        sheet,
        median,
        p90,
        bias,
        inside,
        besideN,
        besideMedian,
        anchoredMedian,
        anchoredInside,
      ],
    ];
  }),
);

const slices = scoreSlices(operator.comparisons, 'operator')
  .filter(({ metric, n }) => n >= 5 && shown.some(([, pattern]) => pattern.test(metric)))
  .toSorted((a, b) => b.medianAbsError - a.medianAbsError);

const report = new URL('../docs/accuracy.md', import.meta.url);
const leftOutHead = [
  'class',
  'left out by',
  'regime',
  'points',
  'median, fitted',
  'median, left out',
  'inside, left out',
];
/** Figures that are fitted, by regime: those of the first column of the table. */
const mainFigure: Readonly<Record<string, RegExp>> = {
  'closed-loop': /^tpot_mean/u,
  'closed-loop-disagg': /^tpot_mean/u,
  'batch-1': /^e2el_mean$/u,
  'open-loop': /^itl_mean$/u,
  training: /^(?:step_time_median|iteration_time|tokens_per_s_per_accel)$/u,
};
const leftOutRows = (name: string, by: string): readonly (readonly string[])[] => {
  const { fits, comparisons } = leftOut(name, by, files);
  const median = (what: string, regime: string): string => {
    const found = fits.find((fit) => fit.what === what && fit.regime === regime);
    return found === undefined ? '–' : percent(found.median);
  };
  return fits
    .filter(({ what }) => what === 'left out')
    .map(({ regime, n }) => {
      const figures = pickOf(regime, mainFigure[regime] ?? /^output_tput_per_accel$/u)({ comparisons });
      const inside = figures.length === 0 ? '–' : (errors(figures)[4] ?? '');
      return [name, by, regime, String(n), median('fitted', regime), median('left out', regime), inside];
    });
};
const kept = values['keep-fits'] === true || values.fit !== undefined;
const leftOutBody = [
  ...(kept ? keptRows(leftOutHead) : []),
  ...fittedClasses.flatMap(([name, parts]) =>
    kept && name !== values.fit ? [] : parts.flatMap((by) => leftOutRows(name, by)),
  ),
];
/** Before the classes are those of an ideal roofline. */
const calculon = besideCalculon(published, operator.comparisons, catalog);

toIdeal();
const roofline = compareTruth(rows, catalog, 'spec');
const beside = (
  [
    ['closed-loop', 'time per token'],
    ['max-throughput', 'output tokens/s and chip'],
    ['static-batch', 'output tokens/s and chip'],
    ['mlperf-offline', 'output tokens/s and chip'],
    ['training', 'training tokens/s and chip'],
  ] as const
).map(([regime, name]) => {
  const pattern = shown.find(([of]) => of === name)?.[1] ?? /^$/u;
  const pick = pickOf(regime, pattern);
  return [regime, name, errors(pick(operator))[1] ?? '', errors(pick(roofline))[1] ?? ''];
});

const skipped = operator.skipped.map(({ reason, n }) => [String(n), reason]);

const text = `# Accuracy: how far predicted rates miss

Generated by \`node scripts/accuracy.ts serving.csv.gz training.csv.gz\` from ${published.length} published figures. Errors are fractions of the truth; bias is the median
signed error, predicted over measured less one; "inside" is the part of truths within the 80 % interval. Regimes are different physics and are never averaged.

**Read it with care.** About twenty efficiencies and fixed costs of each of two classes of chips (Hopper, Blackwell) were fitted, within bounds around operator
timings, to rows below, and two dozen constants of training; the next table but one says what leaving groups, chips and models out of those fits makes of them. A few engine facts
(the front end of vLLM, untuned multiplications of vLLM 2024 on MI300X, launches of vLLM-Ascend and early SGLang, how long mixtures warm up) and four classes (AMD, Gaudi, TPU, Ascend training) were
read off these rows by hand and are in-sample for them. Intervals are those of groups left out, so they hold more than four in five of the rows that the fits have seen. Throughput of MLPerf's server
and interactive runs is the load that the row states; what is predicted there is the capacity and the times.

[Open loops replayed through the simulator](accuracy-simulated.md) are a page of their own.

## By regime: from data sheets and classes, with operator timings of the chip, and with three anchors of the same chip, engine, model and format

Anchors correct only what they made better here; the rest they leave alone. Figures that serve as anchors, and those of configurations with no more than three, are not scored with them: the last columns compare the same figures with and without.

${table(
  [
    'regime',
    'metric',
    'figures',
    'median, data sheet',
    'median',
    '90th percentile',
    'bias',
    'inside',
    'figures left to correct',
    'their median',
    'with anchors',
    'inside with anchors',
  ],
  overview,
)}

## With parts left out

Every fifth group (chip and model), chip or model is left out of a fit in turn and predicted by it; at most thirty points of a group and regime are fitted, all are predicted. Fits start from
operator timings, not from the values in use, which have seen all rows; "fitted" is where they end. Where only one or two chips of a class have points, leaving one out leaves little to fit.${kept ? ' ' + olderFits : ''}

${table(leftOutHead, leftOutBody)}

## Beside others

| regime | metric | this model | ideal roofline |
| --- | --- | --- | --- |
${beside.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

Figures of others, quoted and not computed again here.

| what | time per token, median error |
| --- | --- |
| roofline with general efficiencies, unfitted, 2,386 points of the closed-loop sample | 15 % |
| NVIDIA AIConfigurator, profiled on these chips, on the 1,837 rows of the sample it prices (first token: 45 %) | 14 % |
| simulators that profiled the same chip, model and engine (published by their authors) | 1-5 % |
| repeats of the same run on the same engine version, spread | 0.1 % median, 9 % at the 90th percentile |

## Beside Calculon, on Megatron

${calculon.text}

${table(['model', 'measured', 'predicted', 'error'], calculon.rows)}

## Where it misses, and why

${whyItMisses}

## Slices with five points or more, worst first

${table(
  ['chip and model', 'regime', 'metric', 'points', 'median error', 'bias', 'inside'],
  slices.map((row) => [
    row.group.replace('|', ', '),
    row.regime,
    row.metric,
    String(row.n),
    percent(row.medianAbsError),
    percent(row.bias),
    percent(row.coverage),
  ]),
)}

## Not scored

${table(['figures', 'why'], skipped)}
`;
writeFileSync(new URL('../docs/accuracy.md', import.meta.url), text);
