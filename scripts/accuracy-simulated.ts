import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { stepSeconds, type TruthRow } from '../src/performance/index.ts';
import {
  configurationOf,
  type Configuration,
  type Entries,
} from '../src/performance/validation/configuration-of.ts';
import type { Workload } from '../src/performance/validation/play.ts';
import { type Prepared, prepare } from '../src/performance/validation/prepared.ts';
import { cell, numberIn, type TruthPoint, truthPoints } from '../src/performance/validation/truth.ts';
import { workloadOf } from '../src/performance/validation/workload-of.ts';
import { readWorld } from '../src/pipeline/index.ts';
import { enginePresets } from '../src/simulation/engine/parameters.ts';
import { FleetRun } from '../src/simulation/fleet/fleet-run.ts';
import { fixedArrivals, plainDraft } from '../src/simulation/load/arrival-source.ts';

/**
 * Writes docs/accuracy-simulated.md: the open-loop points of measured truth replayed through the simulator.
 *
 *     node scripts/accuracy-simulated.ts serving.csv.gz
 *
 * Configuration, step time and requests are those of the accuracy report; scheduling, memory and overhead are those of the simulator's engines.
 */
const [path] = process.argv.slice(2);
if (path === undefined || !existsSync(path)) throw new Error('name the file of measured truth');
const bytes = readFileSync(path);
const rows = parse<TruthRow>((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'), {
  columns: true,
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
});
const entries: Entries = { ...readWorld().catalog, trust: 'operator' };

type Figures = Readonly<Record<string, number>>;

/** The preset that an engine of the truth goes by. */
const presets: Readonly<Record<string, keyof typeof enginePresets>> = {
  vLLM: 'vllm',
  'TensorRT-LLM': 'tensorrt-llm',
};

/** vLLM schedules ahead by default since 0.14; the TensorRT-LLM of these rows is 0.14, before its overlap scheduler. */
function schedulesAhead(row: TruthRow): boolean {
  const [, minor] = /^v?0\.(\d+)/u.exec(cell(row, 'engine_version')) ?? [];
  return cell(row, 'engine') === 'vLLM' && Number(minor) >= 14;
}

/** What goes with scheduling ahead, and with scheduling step by step. */
const scheduling = {
  ahead: { schedulesAhead: true, requestOverhead: enginePresets.vllm.requestOverhead },
  stepByStep: { schedulesAhead: false, requestOverhead: enginePresets.mindie.requestOverhead },
} as const;

/** The requests of a point on one copy of its replica; times in milliseconds, rates of all copies per second. */
function simulated(row: TruthRow, configuration: Configuration, prepared: Prepared, load: Workload): Figures {
  const { model, allowed } = prepared;
  const preset = enginePresets[presets[configuration.engine.name] ?? 'vllm'];
  const ttft: number[] = [];
  const endToEnd: number[] = [];
  const tpot: number[] = [];
  let gaps = 0;
  let tokens = 0;
  const requests = Array.from({ length: load.requests }, (_, index) => ({
    ...plainDraft(),
    arrival: load.arrival(index),
    input: load.prompt(index),
    output: load.answer(index),
    ...(load.cached > 0 && { shared: 0, sharedTokens: Math.floor(load.prompt(index) * load.cached) }),
  }));
  const run = new FleetRun(
    {
      regions: ['one'],
      latency: [[0]],
      pools: [
        {
          id: 'one',
          site: 'one',
          region: 0,
          role: 'both',
          replicas: 1,
          engine: {
            ...preset,
            ...(schedulesAhead(row) ? scheduling.ahead : scheduling.stepByStep),
            kvBlocks: Math.floor(allowed.cacheTokens / preset.blockTokens),
            maxSequences: allowed.running,
            maxBatchedTokens: allowed.chunk,
          },
          steps: { seconds: (...batch) => stepSeconds(model, ...batch) },
          rate: 1,
          busyWatts: 0,
          idleWatts: 0,
          costPerSecond: 0,
          energyCost: 0,
        },
      ],
      routing: { kind: 'round-robin' },
      maxInFlight: Infinity,
      chainTokens: 512,
    },
    fixedArrivals(requests),
    {
      ended({ arrival, first, output, overhead }, outcome, time) {
        if (outcome !== 'finished') return;
        ttft.push((first - arrival + overhead) * 1000);
        endToEnd.push((time - arrival + overhead) * 1000);
        if (output === 1) return;
        tpot.push(((time - first) / (output - 1)) * 1000);
        gaps += (time - first) * 1000;
        tokens += output - 1;
      },
    },
    { seed: 1 },
  );
  run.run();
  const [meanOf, at] = [
    (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length,
    (list: readonly number[], share: number) =>
      list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))] ??
      Number.NaN,
  ];
  const named = { ttft, tpot, e2el: endToEnd };
  return {
    ...Object.fromEntries(
      Object.entries(named).flatMap(([name, list]) => [
        [`${name}_mean`, meanOf(list)],
        ...[50, 90, 99].map((part) => [`${name}_p${part}`, at(list, part / 100)] as const),
      ]),
    ),
    itl_mean: gaps / tokens,
    request_tput: (ttft.length / (run.time - (requests[0]?.arrival ?? 0))) * configuration.copies,
  };
}

/** What the simulator says of a point, or why it says nothing. */
function replayed({ row }: TruthPoint): Figures | string {
  const configuration = configurationOf(row, entries);
  if (typeof configuration === 'string') return configuration;
  const prompt = numberIn(row, 'isl');
  const answer = numberIn(row, 'osl');
  if (prompt === undefined || answer === undefined) return 'the lengths of requests are not stated';
  const prepared = prepare(configuration, prompt + answer / 2, true);
  if (prepared === undefined) return 'the model does not fit by our count of memory';
  const load = workloadOf(row, 'open-loop', configuration, prepared, { prompt, answer });
  return typeof load === 'string' ? load : simulated(row, configuration, prepared, load);
}

/** All at once, or more than was answered: times tell how long the run was, not how fast the system is. */
function isOverloaded({ row, measured }: TruthPoint): boolean {
  const asked = numberIn(row, 'qps');
  const answered = measured.find(({ metric }) => metric === 'request_tput')?.value;
  if (asked === undefined) return /inf/iu.test(cell(row, 'qps'));
  return answered !== undefined && answered < 0.9 * asked;
}

const shown: readonly (readonly [string, RegExp])[] = [
  ['first token, mean', /^ttft_mean$/u],
  ['first token, p99', /^ttft_p99$/u],
  ['time per token, mean', /^(?:tpot|itl)_mean$/u],
  ['whole request, mean', /^e2el_mean$/u],
  ['whole request, p99', /^e2el_p99$/u],
  ['requests per second', /^request_tput$/u],
];

interface Compared {
  readonly slice: string;
  readonly ahead: boolean;
  readonly metric: string;
  readonly error: number;
}
const compared: Compared[] = [];
const skipped = new Map<string, number>();
const points = truthPoints(rows).points.filter(({ row }) => cell(row, 'regime') === 'open-loop');
for (const point of points) {
  const figures = replayed(point);
  if (typeof figures === 'string') {
    skipped.set(figures, (skipped.get(figures) ?? 0) + 1);
    continue;
  }
  const { row } = point;
  const where = `${cell(row, 'group').replace('|', ', ')}, ${cell(row, 'engine')} ${cell(row, 'engine_version').split(' ')[0]}`;
  for (const { metric, value } of point.measured) {
    const figure = figures[metric];
    if (figure === undefined || value <= 0) continue;
    const slice = isOverloaded(point) ? 'all slices, overloaded' : where;
    compared.push({ slice, ahead: schedulesAhead(row), metric, error: figure / value - 1 });
  }
}

const ms = ({ requestOverhead }: { readonly requestOverhead: number }): string =>
  `${requestOverhead * 1000} ms`;
const percent = (part: number): string => `${Math.round(part * 100)} %`;
const middle = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
function errorCells(set: readonly Compared[]): readonly string[] {
  return shown.map(([, pattern]) => {
    const signed = set.filter(({ metric }) => pattern.test(metric)).map(({ error }) => error);
    if (signed.length === 0) return '–';
    return `${percent(middle(signed.map(Math.abs)))} (${percent(middle(signed))})`;
  });
}
const slices = [...Map.groupBy(compared, ({ slice }) => slice)].toSorted(([a], [b]) => a.localeCompare(b));
const within = compared.filter(({ slice }) => slice !== 'all slices, overloaded');
const head = ['chip, model, engine', 'figures', ...shown.map(([name]) => name)];
const summary = [
  ['**within capacity, all**', within],
  ['**engines that schedule ahead**', within.filter(({ ahead }) => ahead)],
  ['**engines that do not**', within.filter(({ ahead }) => !ahead)],
] as const;
const body = [...summary, ...slices].map(([name, set]) => [name, String(set.length), ...errorCells(set)]);
const table = [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const left = [...skipped].map(([reason, n]) => `${n}: ${reason}`).join('; ');
writeFileSync(
  new URL('../docs/accuracy-simulated.md', import.meta.url),
  `# Accuracy of the simulator: open loops replayed

Generated by \`node scripts/accuracy-simulated.ts serving.csv.gz\` from ${points.length} published open-loop points. [The accuracy report](accuracy.md) plays them with a small
model of an engine that its constants were read off with; here the simulator replays them as it would a plan's service: its scheduler, its KV blocks, its overhead per request (${ms(scheduling.ahead)} with scheduling ahead, ${ms(scheduling.stepByStep)} without), the shared part
of prompts in its prefix cache, engines that schedule ahead where their version does. One constant was read off these rows, the 5 ms
([decision](decisions/0061-overhead-beside-the-wait.md)); efficiencies of the chips were fitted to more of them, there.
Configurations, step times and requests (rates, lengths, how many) are the same in both.

Cells: median error without sign (and with sign, simulated over measured less one). Points that were overloaded, all requests at once or a tenth fewer answered than asked, are a line of their own: a
proof says "saturated" there, and their times tell how long the run was.

${table}

${left === '' ? 'Every point was replayed.' : `Points left out: ${left}.`} Lengths are means of the sources, the same for all requests of a point, as most of these benchmarks draw them;
where a source says so, they spread. Tails are short for that reason.
`,
);
