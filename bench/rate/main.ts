import { readTextFile } from '../../src/files/index.ts';
import { prepareScenario, readWorld } from '../../src/pipeline/index.ts';
import { rateAnswer, rateTable, stepModel, stepSeconds, type Replica } from '../../src/performance/index.ts';
import { h100, replicaOf } from '../../src/performance/fixtures.ts';
import { published } from '../../src/performance/fixture-models.ts';

/**
 * Speed of the performance room: evaluations of a step per second, the time of a rate with its whole frontier, and of the table
 * that a plan of the shipped programme rests on.
 *
 *     node bench/rate/main.ts
 */
const replicas: readonly (readonly [string, Replica])[] = [
  ['Llama-3.1-8B', replicaOf(h100, published('llama-3.1-8b'), 'bf16', 1, 1)],
  ['DeepSeek-V3 on 16 ranks', replicaOf(h100, published('deepseek-v3'), 'fp8', 1, 16)],
];
const evaluations = 5_000_000;
for (const [name, replica] of replicas) {
  const model = stepModel(replica);
  let sum = 0;
  for (let warm = 0; warm < 200_000; warm += 1) sum += stepSeconds(model, 1 + (warm % 512), 2048, 0, 0);
  const from = performance.now();
  for (let index = 0; index < evaluations; index += 1) {
    sum += stepSeconds(model, 1 + (index % 512), 1000 + (index % 4096), index % 3 === 0 ? 2048 : 0, 1024);
  }
  const perSecond = evaluations / ((performance.now() - from) / 1000);
  console.log(`${name}: ${(perSecond / 1e6).toFixed(1)} M steps/s (checksum ${sum.toFixed(3)})`);
}

const { catalog } = readWorld();
for (const [modelId, systemId] of [
  ['Qwen3-32B', 'hgx-h20-96'],
  ['DeepSeek-V3', 'hgx-h200'],
  // The slowest of the catalog: 8,960 ranks.
  ['DeepSeek-V3', 'tpu-v5p-pod'],
] as const) {
  const model = catalog.models.get(modelId);
  const system = catalog.systems.get(systemId);
  const accelerator = system && catalog.accelerators.get(system.accelerator);
  if (model === undefined || system === undefined || accelerator === undefined)
    throw new Error(`no ${modelId} on ${systemId}`);
  const question = {
    system,
    accelerator,
    model,
    inputTokens: 2000,
    outputTokens: 500,
    cachedInput: 0.3,
    ttft: 2,
    tpot: 0.05,
  };
  rateAnswer(question);
  let fastest = Infinity;
  for (let turn = 0; turn < 5; turn += 1) {
    const from = performance.now();
    rateAnswer(question);
    fastest = Math.min(fastest, performance.now() - from);
  }
  console.log(
    `${modelId} on ${systemId}: rate, interval, frontier and split pools in ${fastest.toFixed(1)} ms (fastest of five)`,
  );
}

const path = new URL('../../scenarios/bytedance-2025.yaml', import.meta.url).pathname;
const file = readTextFile(path);
if ('code' in file) throw new Error(file.message);
const prepared = prepareScenario(file, readWorld(), {});
if (!prepared.ok) throw new Error('the scenario cannot be read');
const from = performance.now();
const table = rateTable(prepared.scenario);
console.log(
  `table of bytedance-2025: ${table.services.length + table.runs.length} rates, ${table.unrated.length} without, in ${(performance.now() - from).toFixed(0)} ms`,
);
