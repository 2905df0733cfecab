/**
 * Fits what a class of chips reaches of its data sheet to measured rates, and shows what leaving groups out makes of the fit.
 *
 * ```
 * rows of the truth ──► a few points of each group and regime ──► coordinate descent on the parameters of one class, held near their start
 *                   ──► the same with each fold of groups left out ──► errors of the left-out beside those of the fitted
 * ```
 *
 * A group is a chip and a model; a fold is every k-th group. The loss is the mean absolute logarithm of predicted ÷ measured, capped at
 * a factor of two, where a group in a regime weighs as the root of its points; a parameter a factor f from its prior (`fit/priors.ts`) costs
 * as much as points of weight 2 that are off by ln² f: the less is left to fit, the nearer it stays.
 *
 *     node scripts/fit-rates.ts --class 'NVIDIA Hopper' [--folds 5] [--by group|chip|model] [--json FILE] [--left-out FILE] TRUTH.csv.gz …
 *
 * `--left-out` writes every figure of the rows that were left out, played with the fit that did without them.
 *
 * The class `training` fits what training reaches beside its operators. Nothing is written but the report: figures are carried over by hand.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readTable } from '../src/cli/table-file.ts';
import { capacityRows } from '../src/performance/validation/capacity-rows.ts';
import { chipOf } from '../src/performance/validation/chip-names.ts';
import { predictServing } from '../src/performance/validation/predict.ts';
import { predictTraining } from '../src/performance/validation/predict-training.ts';
import { cell, type TruthPoint, truthPoints, type TruthRow } from '../src/performance/validation/truth.ts';
import { type Comparison, compareTruth } from '../src/performance/validation/score.ts';
import { readWorld } from '../src/pipeline/index.ts';
import { knobsOf } from './fit/knobs.ts';
import { priorsOf } from './fit/priors.ts';
import { regimeOf, steadySeconds } from './fit/steady.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    class: { type: 'string', default: 'NVIDIA Hopper' },
    folds: { type: 'string', default: '5' },
    by: { type: 'string', default: 'group' },
    points: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    json: { type: 'string' },
    'left-out': { type: 'string' },
  },
});

/** Metrics that are fitted, by regime, with their weight; of each point the first that it has. */
const fitted: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  'closed-loop': [
    ['tpot_mean_or_median', 1],
    ['tpot_mean', 1],
  ],
  'closed-loop-disagg': [['tpot_mean_or_median', 1]],
  'max-throughput': [['output_tput_per_accel', 1]],
  'static-batch': [['output_tput_per_accel', 1]],
  'batch-1': [['e2el_mean', 1]],
  'open-loop': [['itl_mean', 1]],
  'mlperf-offline': [['output_tput_per_accel', 0.5]],
  training: [
    ['step_time_median', 1],
    ['iteration_time', 1],
    ['tokens_per_s_per_accel', 1],
    ['mfu', 1],
    ['time_to_train', 1],
  ],
};

const training = values.class === 'training';
const knobs = knobsOf(values.class);

const { catalog } = readWorld();
const entries = { ...catalog, trust: 'spec' as const };
const rows = positionals.flatMap((file) => {
  const table = readTable(file);
  if (!table.ok) throw new Error(table.diagnostic.message);
  return table.rows;
});
interface Item {
  readonly point: TruthPoint;
  readonly metric: string;
  readonly truth: number;
  readonly weight: number;
  readonly fold: string;
}

const allRows = [...rows, ...capacityRows(rows)];
function isOfClass(row: TruthRow): boolean {
  if (training !== (regimeOf(row) === 'training')) return false;
  if (training) return true;
  const chip = chipOf(row, entries, 'spec');
  return typeof chip !== 'string' && chip.rank.efficiency.name === values.class;
}

const ofClass = truthPoints(rows).points.filter(({ row }) => {
  if (fitted[regimeOf(row)] === undefined) return false;
  // Rows whose model cannot be what they say: tokens come faster than weights can be read.
  if (cell(row, 'source').startsWith('kubernetes-sigs')) return false;
  // Rows that contradict each other: 8 ms a token with one user, 42 with two, 28 with eight; or 85 to 92 whatever the users.
  if (cell(row, 'engine_version') === '1.3.0rc1') return false;
  return isOfClass(row);
});

function foldOf(row: TruthRow): string {
  const group = cell(row, 'group');
  const [chip = '', model = ''] = group.split('|');
  return values.by === 'chip' ? chip : values.by === 'model' ? model : group;
}

/** All rows of the class that are in these folds, fitted or not. */
function rowsOf(out: ReadonlySet<string>): readonly TruthRow[] {
  return allRows.filter((row) => out.has(foldOf(row)) && isOfClass(row));
}

function itemsOf(most: number): readonly Item[] {
  const slices = Map.groupBy(ofClass, ({ row }) => `${cell(row, 'group')}\u0000${cell(row, 'regime')}`);
  return [...slices.values()].flatMap((slice) => {
    const step = Math.max(1, slice.length / most);
    const chosen = slice.filter((_, index) => Math.floor(index / step) > Math.floor((index - 1) / step));
    const weight = Math.sqrt(slice.length) / chosen.length;
    return chosen.flatMap((point) => {
      const regime = regimeOf(point.row);
      const found = fitted[regime]?.flatMap(([metric, share]) => {
        const value = point.measured.find((one) => one.metric === metric)?.value;
        return value === undefined || value <= 0 ? [] : [{ metric, truth: value, share }];
      })[0];
      if (found === undefined) return [];
      return [
        {
          point,
          metric: found.metric,
          truth: found.truth,
          weight: weight * found.share,
          fold: foldOf(point.row),
        },
      ];
    });
  });
}

/** Logarithm of predicted ÷ measured at the parameters as they stand; undefined where there is no prediction. */
function logRatio({ point, metric, truth }: Item): number | undefined {
  const predicted = training ? predictTraining(point, entries) : predictServing(point, entries);
  if (typeof predicted === 'string') return undefined;
  const figure = predicted.figures[metric];
  return figure === undefined || !(figure > 0) ? undefined : Math.log(figure / truth);
}

interface Started extends Item {
  readonly start: number;
  readonly steady: number | undefined;
}

function started(items: readonly Item[]): readonly Started[] {
  return items.flatMap((item) => {
    const start = logRatio(item);
    return start === undefined ? [] : [{ ...item, start, steady: steadySeconds(item.point, entries) }];
  });
}

/** As `logRatio`, by the ratio of steady steps. */
function quickRatio(item: Started): number | undefined {
  if (training || item.steady === undefined) return logRatio(item);
  const now = steadySeconds(item.point, entries);
  if (now === undefined) return undefined;
  const moved = Math.log(now / item.steady);
  return /tput/u.test(item.metric) ? item.start - moved : item.start + moved;
}

const cap = Math.log(2);
const start = knobs.map(({ get }) => get());
const prior = priorsOf(values.class, knobs);
/** Weight of the points that a prior is worth. */
const pull = 2;
function loss(items: readonly Started[]): number {
  let sum = 0;
  let weights = 0;
  for (const item of items) {
    const log = quickRatio(item);
    if (log === undefined) continue;
    sum += item.weight * Math.min(cap, Math.abs(log));
    weights += item.weight;
  }
  const moved = knobs.reduce((all, { get }, index) => all + Math.log(get() / (prior[index] ?? 1)) ** 2, 0);
  return (sum + pull * moved) / weights;
}

/** Moves one parameter after the other as long as that helps, in ever smaller steps. */
function fit(items: readonly Started[]): number {
  for (const [index, { set }] of knobs.entries()) set(prior[index] ?? 0);
  let best = loss(items);
  for (const factor of [1.25, 1.12, 1.06].slice(0, Number(values.rounds))) {
    for (const { get, set, most } of knobs) {
      for (const way of [factor, 1 / factor]) {
        for (;;) {
          const before = get();
          const after = before * way;
          if (after > most) break;
          set(after);
          const now = loss(items);
          if (now < best - 1e-5) best = now;
          else {
            set(before);
            break;
          }
        }
      }
    }
  }
  return best;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function show(name: string, items: readonly Started[]): void {
  report(name, items, quickRatio);
}

interface Reported {
  readonly what: string;
  readonly regime: string;
  readonly n: number;
  readonly median: number;
  readonly bias: number;
}
const reported: Reported[] = [];

function report<T extends Item>(
  name: string,
  items: readonly T[],
  logOf: (item: T) => number | undefined,
): void {
  const byRegime = Map.groupBy(items, ({ point }) => regimeOf(point.row));
  for (const [regime, some] of [...byRegime].toSorted(([a], [b]) => a.localeCompare(b))) {
    const logs = some.map(logOf).filter((log) => log !== undefined);
    const errors = logs.map((log) => Math.abs(Math.exp(log) - 1));
    const bias = median(logs.map((log) => Math.exp(log) - 1));
    reported.push({ what: name, regime, n: logs.length, median: median(errors), bias });
    console.log(
      `${name}\t${regime}\t${logs.length}\tmedian ${(median(errors) * 100).toFixed(1)} %\tbias ${(bias * 100).toFixed(1)} %`,
    );
  }
}

const all = itemsOf(Infinity);
const few = started(itemsOf(Number(values.points)));
const chosen =
  values.only === undefined ? few : few.filter(({ fold }) => new RegExp(values.only ?? '', 'u').test(fold));
console.error(`${chosen.length} of ${all.length} points`);
console.log(`loss at start ${loss(chosen).toFixed(4)}`);
show('start', few);
console.log(`loss fitted ${fit(chosen).toFixed(4)}`);
for (const [index, { name, get }] of knobs.entries())
  console.log(`${name}\t${(start[index] ?? 0).toPrecision(3)}\t${get().toPrecision(3)}`);
show('fitted', few);
const folds = [...new Set(few.map(({ fold }) => fold))].toSorted();
const count = Math.min(Number(values.folds), folds.length);
const left: Item[] = [];
const leftLogs = new Map<Item, number>();
const played: Comparison[] = [];
for (let fold = 0; fold < count; fold += 1) {
  const out = new Set(folds.filter((_, index) => index % count === fold));
  fit(few.filter((item) => !out.has(item.fold)));
  for (const item of few.filter(({ fold: one }) => out.has(one))) {
    const log = quickRatio(item);
    if (log === undefined) continue;
    left.push(item);
    leftLogs.set(item, log);
  }
  if (values['left-out'] !== undefined)
    played.push(...compareTruth(rowsOf(out), catalog, 'operator').comparisons);
}
report('left out', left, (item) => leftLogs.get(item));
if (values['left-out'] !== undefined) writeFileSync(values['left-out'], JSON.stringify(played));
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(reported));
