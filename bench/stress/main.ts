import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { packageRoot, readTextFile } from '../../src/files/index.ts';
import { prepareScenario, readWorld } from '../../src/pipeline/index.ts';
import { openEvaluator } from '../../src/stress/draws/evaluator.ts';
import { localEngine, makeSweep, runSweep } from '../../src/stress/index.ts';
import { coldPlan } from './cold.ts';

/**
 * `npm run bench:stress [-- --draws N --cold N --json]`: how fast the flagship is planned anew for many futures, on all cores,
 * beside planning some of the same futures one by one from nothing. One run gives both, so their ratio means something;
 * nothing asserts it.
 *
 *     sweep of the task `stress`   each draw planned twice: with foresight, and around what is committed
 *     cold                         a new solver for each future, the full search to 1 %, no answers
 */
const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '500' },
    cold: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const [draws, colds] = [Number(values.draws), Number(values.cold)];
const seed = 1;
const gap = 0.01;
/** Plans of each draw. */
const plansPerDraw = 2;

const path = `${packageRoot}scenarios/bytedance-2025.yaml`;
const file = readTextFile(path);
if ('code' in file) throw new Error(file.message);
const seconds = (): number => performance.now() / 1000;

const sweep = makeSweep({
  task: 'stress',
  input: {
    scenario: { path: file.path, text: file.text },
    asOf: null,
    variant: null,
    sampler: 'sobol',
    deposit: 0.2,
    commitments: null,
    alternatives: [],
  },
  count: draws,
  chunkSize: 25,
  seed,
});
/** Processor time of all threads of this process: tells more than wall time where others work on the machine too. */
const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const [began, processorBegan] = [seconds(), processor()];
const swept = await runSweep(sweep, localEngine(), {
  signal: new AbortController().signal,
  onProgress: ({ done, total }) => process.stderr.write(`\r${done} of ${total} chunks`),
});
if ('problems' in swept) throw new Error(swept.problems[0]?.message);
const [warm, warmProcessor] = [seconds() - began, processor() - processorBegan];
const plans = draws * plansPerDraw;
process.stderr.write('\n');

const prepared = prepareScenario(file, readWorld(), {});
if (!prepared.ok) throw new Error('the flagship scenario has errors');
const evaluator = await openEvaluator(prepared, { seed, sampler: 'sobol', deposit: 0.2 });
const coldBegan = seconds();
const statuses = new Map<string, number>();
for (let draw = 0; draw < colds; draw += 1) {
  const { world, model } = evaluator.open(evaluator.future(draw));
  model.dispose();
  const { status } = await coldPlan(world, gap, seed);
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}
const cold = seconds() - coldBegan;

const result = {
  cores: availableParallelism(),
  node: process.version,
  draws,
  plans,
  sweepSeconds: warm,
  secondsPer1000Plans: (warm / plans) * 1000,
  processorSecondsPer1000Plans: (warmProcessor / plans) * 1000,
  coldPlans: colds,
  coldSecondsEach: cold / colds,
  coldStatuses: Object.fromEntries(statuses),
  /** How many plans of the sweep are made in the time of one from nothing, on all cores. */
  ratio: cold / colds / (warm / plans),
};
process.stdout.write(
  values.json
    ? `${JSON.stringify(result, null, 2)}\n`
    : [
        `${plans} plans of ${draws} futures in ${warm.toFixed(1)} s on ${result.cores} cores: 1,000 in ${result.secondsPer1000Plans.toFixed(1)} s (${result.processorSecondsPer1000Plans.toFixed(1)} s of processor time)`,
        `one by one from nothing: ${result.coldSecondsEach.toFixed(2)} s each (${colds} of the same futures: ${[...statuses].map(([status, count]) => `${count} ${status}`).join(', ')})`,
        `ratio ${result.ratio.toFixed(0)}`,
        '',
      ].join('\n'),
);
