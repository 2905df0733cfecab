import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readTable } from '../../src/cli/table-file.ts';
import { readWorld } from '../../src/pipeline/index.ts';
import { compareTruth, type Comparison, type TruthRow } from '../../src/performance/index.ts';

/**
 * Prices the same rows with this model and with NVIDIA AIConfigurator (Apache-2.0, PyPI `aiconfigurator`), which looks operators up in
 * tables profiled on the chip: dense models on H100 and H200 in a closed loop, of its own published sample.
 *
 *     node bench/rate/beside-aiconfigurator.ts PYTHON TRUTH.csv.gz [EVERY]
 *
 * PYTHON has aiconfigurator installed; every EVERYth row counts (default 3). Its estimate takes users per replica as the batch.
 */
const [python, path, every = '3'] = process.argv.slice(2);
if (python === undefined || path === undefined)
  throw new Error('name a Python with aiconfigurator, and the truth');
const table = readTable(path);
if (!table.ok) throw new Error(table.diagnostic.message);

const models: Readonly<Record<string, string>> = {
  'Qwen3-32B': 'Qwen/Qwen3-32B',
  'Llama-3-8B': 'meta-llama/Meta-Llama-3.1-8B',
  'Llama-70B': 'meta-llama/Meta-Llama-3.1-70B',
};
const systems: Readonly<Record<string, string>> = { H100: 'h100_sxm', H200: 'h200_sxm' };
const backends: Readonly<Record<string, string>> = {
  'TensorRT-LLM': 'trtllm',
  SGLang: 'sglang',
  vLLM: 'vllm',
};
const cellOf = (row: TruthRow, name: string): string => row[name] ?? '';
const points = [
  ...Map.groupBy(
    table.rows.filter(
      (row) =>
        row.regime === 'closed-loop' &&
        cellOf(row, 'source_path').includes('silicon_sample') &&
        models[cellOf(row, 'model_norm')] !== undefined &&
        systems[cellOf(row, 'accel_norm')] !== undefined,
    ),
    (row) => cellOf(row, 'point_id'),
  ).values(),
].filter((_, index) => index % Number(every) === 0);

/** Quantisation as the checkpoint has it: blocks for Qwen, whole tensors for Llama. */
function quantOf(row: TruthRow): string | null {
  if (cellOf(row, 'precision') !== 'FP8') return null;
  return cellOf(row, 'model_norm') === 'Qwen3-32B' ? 'fp8_block' : 'fp8';
}

const questions = points.map(([row = {}]) => {
  const tp = Number(/TP(\d+)/u.exec(cellOf(row, 'parallelism'))?.[1] ?? 1);
  return {
    model: models[cellOf(row, 'model_norm')],
    system: systems[cellOf(row, 'accel_norm')],
    backend: backends[cellOf(row, 'engine')],
    // Nominal lengths of the sample are drawn between 0.8 and 1 of themselves.
    isl: Math.round(Number(row.isl) * 0.9),
    osl: Math.round(Number(row.osl) * 0.9),
    users: Math.max(1, Math.round((Number(row.concurrency) * tp) / Number(row.count))),
    tp,
    quant: quantOf(row),
  };
});
const answers = execFileSync(python, [join(import.meta.dirname, 'price-rows.py')], {
  input: questions.map((question) => JSON.stringify(question)).join('\n'),
  encoding: 'utf8',
  stdio: ['pipe', 'pipe', 'ignore'],
  maxBuffer: 1e8,
})
  .trim()
  .split('\n')
  .map((line): { readonly ttft?: number; readonly tpot?: number; readonly error?: string } =>
    JSON.parse(line),
  );

const ours = compareTruth(points.flat(), readWorld().catalog, 'operator').comparisons;
const priced = new Map(points.map(([row = {}], index) => [cellOf(row, 'point_id'), answers[index]]));
const failed = answers.filter(({ error }) => error !== undefined);
console.log(
  `${points.length} points, ${failed.length} that AIConfigurator does not price${failed[0] === undefined ? '' : ` (${failed[0].error})`}`,
);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const percent = (part: number): string => `${(part * 100).toFixed(0)} %`;
const theirsOf = (one: Comparison): number | undefined =>
  priced.get(one.point)?.[one.metric.startsWith('ttft') ? 'ttft' : 'tpot'];
for (const [name, pattern] of [
  ['time per token', /^tpot_mean/u],
  ['first token', /^ttft_mean/u],
] as const) {
  const both = ours.filter((one) => pattern.test(one.metric) && theirsOf(one) !== undefined);
  const groups = Map.groupBy(both, ({ key }) => key.split('\u0000')[0] ?? '');
  for (const [group, some] of [['all', both] as const, ...groups]) {
    const errorOf = (of: (one: Comparison) => number): readonly number[] =>
      some.map((one) => of(one) / one.truth - 1);
    const mine = errorOf(({ predicted }) => predicted);
    const theirs = errorOf((one) => theirsOf(one) ?? Number.NaN);
    console.log(
      `| ${name} | ${group.replaceAll('|', ', ')} | ${some.length} | ${percent(median(mine.map(Math.abs)))} | ${percent(median(mine))} | ${percent(median(theirs.map(Math.abs)))} | ${percent(median(theirs))} |`,
    );
  }
}
