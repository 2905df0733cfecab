import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { scoreSlices } from '../src/performance/validation/score.ts';
import { readWorld } from '../src/pipeline/index.ts';
import { compareTruth, type Comparison, type TruthRow } from '../src/performance/index.ts';
import { anchored as correctedBy } from '../src/performance/validation/anchored.ts';
import { capacityRows } from '../src/performance/validation/capacity-rows.ts';
import { type MegatronPoint, megatronPoints } from '../src/performance/validation/megatron-points.ts';
import { efficiencyClasses } from '../src/performance/efficiency.ts';

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

/** Fits of one class again, with every fifth group left out in turn. */
interface Fit {
  readonly what: string;
  readonly regime: string;
  readonly n: number;
  readonly median: number;
}
const folder = mkdtempSync(join(tmpdir(), 'fits-'));
const report = new URL('../docs/accuracy.md', import.meta.url);
const leftOutHead = ['class', 'left out by', 'regime', 'points', 'median, fitted', 'median, left out'];
const kept = values['keep-fits'] === true || values.fit !== undefined;
const leftOut = ['NVIDIA Hopper', 'NVIDIA Blackwell', 'training'].flatMap((name) =>
  kept && name !== values.fit ? [] : ['group', 'chip', 'model'].flatMap((by) => fitted(name, by)),
);

function fitted(name: string, by: string): readonly (readonly string[])[] {
  const json = join(folder, `${name}-${by}.json`);
  execFileSync(
    process.execPath,
    [
      join(import.meta.dirname, 'fit-rates.ts'),
      '--class',
      name,
      '--by',
      by,
      '--points',
      '30',
      '--json',
      json,
      ...files,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const fits: readonly Fit[] = JSON.parse(readFileSync(json, 'utf8'));
  const median = (what: string, regime: string): string => {
    const found = fits.find((fit) => fit.what === what && fit.regime === regime);
    return found === undefined ? '–' : percent(found.median);
  };
  return fits
    .filter(({ what }) => what === 'left out')
    .map(({ regime, n }) => [
      name,
      by,
      regime,
      String(n),
      median('fitted', regime),
      median('left out', regime),
    ]);
}

const megatron = megatronPoints(catalog);

/** A roofline without losses: all of bandwidth and peak, no fixed costs. */
const ideal = { memory: 1, compute: 1, unhidden: 0 };
for (const one of efficiencyClasses)
  Object.assign(one, {
    wide: ideal,
    narrow: ideal,
    quarter: ideal,
    kvMemory: 1,
    decodeAttention: 1,
    prefillAttention: 1,
    between: 1,
    grouped: 1,
    tile: 1,
    kernel: 0,
    attention: 0,
    moeLayer: 0,
    step: 0,
    request: 0,
    launch: 0,
    launchMoe: 0,
    linearStart: 0,
    scanPasses: 1,
    sustained: 1,
    host: 1,
    collectiveNear: 0,
    collectiveDoubling: 0,
    collectiveFar: 0,
    linkNear: 1,
    linkFar: 1,
  });
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

const beyond = (name: string, { measured, predicted }: MegatronPoint): readonly string[] => [
  name,
  `${measured} s`,
  `${predicted.toFixed(2)} s`,
  `${((predicted / measured - 1) * 100).toFixed(1)} %`,
];
const megatronError =
  megatron.reduce((sum, { measured, predicted }) => sum + Math.abs(predicted / measured - 1), 0) /
  megatron.length;

/** Iterations that MegaScale's authors measured of Megatron-LM itself. */
const ofMegatron = new Set(
  published.filter(({ framework }) => framework === 'Megatron-LM').map(({ point_id }) => point_id),
);
const megascale = operator.comparisons.filter(
  ({ point, metric }) => metric === 'iteration_time' && ofMegatron.has(point),
);
const meanOf = (some: readonly Comparison[]): string =>
  (
    (some.reduce((sum, { predicted, truth }) => sum + Math.abs(predicted / truth - 1), 0) / some.length) *
    100
  ).toFixed(1);

const skipped = operator.skipped.map(({ reason, n }) => [String(n), reason]);

const text = `# Accuracy: how far predicted rates miss

Generated by \`node scripts/accuracy.ts serving.csv.gz training.csv.gz\` from ${published.length} published figures. Errors are fractions of the truth; bias is the median
signed error, predicted over measured less one; "inside" is the part of truths within the 80 % interval. Regimes are different physics and are never averaged.

**Read it with care.** About twenty efficiencies and fixed costs of each of two classes of chips (Hopper, Blackwell) were fitted, within bounds around operator
timings, to rows below, and two dozen constants of training; the next table but one says what leaving groups, chips and models out of those fits makes of them. A few engine facts
(the front end of vLLM, untuned multiplications of vLLM 2024 on MI300X, launches of vLLM-Ascend and early SGLang) and four classes (AMD, Gaudi, TPU, Ascend training) were read off these
rows by hand and are in-sample for them. Throughput of MLPerf's server and interactive runs is the load that the row states; what is predicted there is the capacity and the times.

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

Every fifth group (chip and model), chip or model is left out of a fit in turn and predicted by it; at most thirty points of a group and regime. Where only one or two chips of a
class have points, leaving one out leaves little to fit.${kept ? ' ' + olderFits : ''}

${table(leftOutHead, [...(kept ? keptRows(leftOutHead) : []), ...leftOut])}

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

Eight published iterations on A100 (Korthikanti et al., arXiv 2205.05198, table 5), at the splits they ran with. Calculon's authors print a mean error of 3.65 % on them, quoted and not computed
again here; its efficiencies by size of operator were measured on that chip. None of our constants saw these rows: mean error ${(megatronError * 100).toFixed(1)} %. What is missed is mostly the 22B on one
node: attention was not fused yet, and dropout was on. On the rows of Megatron-LM in training.csv.gz, of MegaScale's authors and 175B on 256 to 12,288 A100, the mean error of the iteration is ${meanOf(megascale)} %.

${table(
  ['model', 'measured', 'predicted', 'error'],
  megatron.map((point) => beyond(point.name, point)),
)}

## Where it misses, and why

- **Bursts** (a thousand requests at once): all 145 are of one source (GPUStack's performance lab, a person's write-up of engines tried one after another, quality B: no gates of a nightly build). Its A100
  rows are met (Qwen3-32B: 1.0 to 1.2), its runs on one H100 are not: there both prompts and answers take 1.7 times as long as on the H100 of other sources, with 65 GB of weights read
  at 1.5 TB/s where an H100 SXM reads 2.6, as if cards were of the PCIe kind; we keep the rows as they are labelled. Prompts of large mixtures on eight H200 in one tensor-parallel group take
  1.3 to 2 times our count in all three engines, and DeepSeek-V3.2 was measured within weeks of its release. Kernels that compile on first use add up to 17 s (DeepSeek on vLLM 0.11), which no row states.
- **First token in closed loops**: half of it is the first wave of users and what compiles then; rows do not say how long they ran or whether they are means or medians.
- **DeepSeek on TensorRT-LLM, B200**: the same configuration is printed twice with times 1.6 to 2 times apart, with and without guessing ahead, and no column tells which.
- **Llama-3-8B on H100, open loop**: 16-bit weights by its columns, yet tokens come faster than 16-bit weights can be read.
- **Hopper without compute** (H20) misses by 10-70 %: early software.
- **Training**: rows state neither what was computed again nor, in MLPerf, the split and the format (8 or 4 bits); we take the fastest that fits, in 4 bits since v5.1 where the chip can. B200
  rows of Llama-3.1-405B at the speed of 8 bits are then 20 % too fast. Few sequences on many chips (Llama-3-8B on 512 GB300, adapters on 512 H100) run 1.7 times as long as we say: what ranks
  wait for each other is not in the model. MegaScale's own software (half of the all-reduces, nearly all links hidden) is a fifth faster than we say, Megatron-LM on 12,288 a third slower.
  Releases of one framework move mixtures by 25 to 56 % (Megatron-Bridge 26.04 to 26.06); where it is known, as there, it is in the model. Attention over 131,072 tokens and more on one H100 node
  is 60 % slower than flash attention should be.

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
