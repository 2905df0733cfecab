import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readTable } from '../../../src/cli/table-file.ts';
import { readWorld } from '../../../src/pipeline/index.ts';
import { compareTruth, type Comparison } from '../../../src/performance/index.ts';
import { peerRow } from './peer-rows.ts';

/**
 * The same rows of a truth file through NVIDIA AIConfigurator and through this model, as errors per slice:
 *
 *     node bench/rate/peers/main.ts [--python PYTHON] [--every N] [--page FILE] serving.csv.gz
 *
 * PYTHON can import AIConfigurator (`pip install aiconfigurator==0.12.0` in an environment of its own); where it cannot, that is said and
 * nothing else done. Every Nth run of the closed-loop sample is priced; `--page` writes docs/beside-aiconfigurator.md.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: 'python3.11' },
    every: { type: 'string', default: '12' },
    page: { type: 'string' },
  },
});

interface Priced {
  readonly id: string;
  readonly ttft?: number;
  readonly tpot?: number;
  readonly seconds?: number;
  readonly why?: string;
}

interface Versions {
  readonly aiconfigurator: string;
  readonly python: string;
}

const [path = ''] = positionals;
const table = readTable(path);
if (!table.ok) throw new Error(table.diagnostic.message);
const runs = [
  ...new Map(table.rows.flatMap((row) => [peerRow(row) ?? []].flat()).map((run) => [run.id, run])).values(),
].filter((_, index) => index % Number(values.every) === 0);

const script = new URL('price.py', import.meta.url).pathname;
let heard: string | undefined;
try {
  heard = execFileSync(values.python, [script], {
    input: runs.map((run) => JSON.stringify(run)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
} catch {
  console.log(`skipped: ${values.python} cannot import aiconfigurator (see bench/rate/peers/README.md)`);
}
if (heard !== undefined) report(heard);

function report(text: string): void {
  const [head = '{}', ...lines] = text.trim().split('\n');
  const versions = JSON.parse(head) as Versions;
  const priced = new Map(lines.map((line) => JSON.parse(line) as Priced).map((one) => [one.id, one]));
  const chosen = new Set(runs.map(({ id }) => id));
  const rows = table.ok ? table.rows.filter((row) => chosen.has(row.point_id ?? '')) : [];
  const { catalog } = readWorld();
  const from = performance.now();
  const { comparisons } = compareTruth(rows, catalog, 'operator');
  const perRun = (performance.now() - from) / chosen.size;
  const both = comparisons.flatMap((one): readonly Beside[] => {
    const theirs = priced.get(one.point);
    const figure = one.metric.startsWith('ttft_mean')
      ? theirs?.ttft
      : one.metric.startsWith('tpot_mean')
        ? theirs?.tpot
        : undefined;
    const run = runs.find(({ id }) => id === one.point);
    // The truth, and so our figure beside it, is in milliseconds.
    return figure === undefined || run === undefined ? [] : [{ ...one, theirs: figure * 1000, run }];
  });
  const reasons = Map.groupBy(
    [...priced.values()].flatMap(({ why }) => (why === undefined ? [] : [why.replace(/[:(].*/u, '')])),
    (why) => why,
  );
  const seconds = [...priced.values()].flatMap(({ seconds: one }) => (one === undefined ? [] : [one]));
  const slices = [
    ...sliced(both, 'all', () => 'all'),
    ...sliced(both, 'chip', ({ run }) => run.system.replace('_sxm', '').toUpperCase()),
    ...sliced(
      both,
      'engine',
      ({ run }) => ({ trtllm: 'TensorRT-LLM', sglang: 'SGLang' })[run.backend] ?? 'vLLM',
    ),
    ...sliced(both, 'model', ({ run }) => run.model.replace(/.*\//u, '').replace('Meta-', '')),
  ];
  const page = pageOf(versions, slices, {
    asked: chosen.size,
    without: [...reasons].map(([why, all]) => `${all.length} ${why}`),
    theirSeconds: median(seconds),
    ourSeconds: perRun / 1000,
  });
  console.log(page);
  if (values.page !== undefined) writeFileSync(values.page, page);
}

interface Beside extends Comparison {
  readonly theirs: number;
  readonly run: (typeof runs)[number];
}

interface Slice {
  readonly by: string;
  readonly name: string;
  readonly metric: 'time per token' | 'first token';
  readonly n: number;
  readonly ours: number;
  readonly theirs: number;
}

/** Median errors of both, slices of fewer than five points left out. */
function sliced(all: readonly Beside[], by: string, nameOf: (one: Beside) => string): readonly Slice[] {
  const groups = Map.groupBy(all, (one) => `${nameOf(one)}\u0000${one.metric.slice(0, 4)}`);
  return [...groups]
    .filter(([, members]) => members.length >= 5)
    .map(([key, members]): Slice => {
      const [name = '', metric] = key.split('\u0000');
      return {
        by,
        name,
        metric: metric === 'ttft' ? 'first token' : 'time per token',
        n: members.length,
        ours: median(members.map(({ predicted, truth }) => Math.abs(predicted / truth - 1))),
        theirs: median(members.map(({ theirs, truth }) => Math.abs(theirs / truth - 1))),
      };
    })
    .toSorted((a, b) => b.metric.localeCompare(a.metric) || a.name.localeCompare(b.name));
}

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

function rowOf({ name, metric, n, ours, theirs }: Slice): string {
  return `| ${name} | ${metric} | ${n} | ${percent(ours)} | ${percent(theirs)} |`;
}

function pageOf(
  { aiconfigurator, python }: Versions,
  slices: readonly Slice[],
  found: {
    readonly asked: number;
    readonly without: readonly string[];
    readonly theirSeconds: number;
    readonly ourSeconds: number;
  },
): string {
  const wins = slices.filter(({ by, ours, theirs }) => by !== 'all' && theirs < ours);
  const priced = found.asked - found.without.reduce((sum, text) => sum + Number.parseInt(text, 10), 0);
  return `# Beside NVIDIA AIConfigurator

Written by \`node bench/rate/peers/main.ts --page docs/beside-aiconfigurator.md\`; not by hand. AIConfigurator ${aiconfigurator} (PyPI, Python ${python}, offline) with the newest tables
it holds of each chip and engine, on ${new Date().toISOString().slice(0, 10)}: one run in ${values.every} of its own closed-loop sample on H100, H200 and B200, ${found.asked} in all, of which it prices ${priced}${found.without.length === 0 ? '' : ` (not: ${found.without.join('; ')})`}. Both are asked for
the run as it was: tensor, pipeline, data and expert parallelism, format, lengths, users. It has measured operators of these chips and engines; this model has one set of efficiencies per class of chip,
fitted among others to runs of this sample. It answers means of a steady state, this model plays the run request by request.
Points are few in a slice, and how it is asked (format where the checkpoint says another, users per attention group: \`bench/rate/peers/peer-rows.ts\`) is ours: in its makers' hands its median over the whole sample is 14 %.

| slice | figure | points | this model, median error | AIConfigurator, median error |
| --- | --- | --- | --- | --- |
${slices.map(rowOf).join('\n')}

${wins.length === 0 ? 'It is nearer in no slice of five points or more.' : `It is nearer on ${wins.map(({ name, metric, ours, theirs }) => `${name}, ${metric} (${percent(theirs)} against ${percent(ours)})`).join('; ')}.`}

An answer takes it ${found.theirSeconds.toFixed(2)} s in the median, tables loaded as needed; this model plays a run in ${(found.ourSeconds * 1000).toFixed(0)} ms, and its step time alone is worked out millions of times a second (\`node bench/rate/main.ts\`).
Both on the same machine, one after the other, not idle: read the ratio, not the figures.
`;
}
