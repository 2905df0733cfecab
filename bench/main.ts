import { parseArgs } from 'node:util';
import { workerSolver } from '../src/planning/index.ts';
import { flagship } from './plan/flagship.ts';
import { generate } from './plan/generate.ts';
import { instances } from './plan/instances.ts';
import { race } from './plan/race.ts';
import type { Race } from './plan/race.ts';

/**
 * `npm run bench [-- NAME…] [--json]`: how fast plans are found and proven, with the raw solver on the naive
 * formulation in the same run beside it. Times are wall-clock on this machine after start-up; nothing asserts them.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const seed = 7;

const entrants = [
  { name: 'flagship', aim: { gap: 0.01, seconds: 1 }, instance: flagship },
  ...instances.map(({ name, size, gap, seconds }) => ({
    name,
    aim: { gap, seconds },
    instance: () => generate(size, seed),
  })),
].filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const solver = await workerSolver();
const races: Race[] = [];
try {
  // The first solve compiles the solver; it is not timed.
  await race(
    'warm-up',
    generate({ sites: 2, systems: 4, quarters: 6, workloads: 3 }, seed),
    { gap: 0.01, seconds: 1 },
    solver,
  );
  for (const { name, aim, instance } of entrants) {
    races.push(await race(name, instance(), aim, solver));
    if (!values.json) process.stdout.write(row(races.at(-1)));
  }
} finally {
  await solver.close();
}
if (values.json)
  process.stdout.write(
    `${JSON.stringify({ node: process.version, solver: solver.version, seed, races }, null, 2)}\n`,
  );

function row(done: Race | undefined): string {
  if (done === undefined) return '';
  const head =
    races.length === 1
      ? 'instance   columns  rows   whole | aim            | planner         | naive (whole columns)\n'
      : '';
  const { aim, ours, naive } = done;
  const cells = [
    done.name.padEnd(10),
    `${done.columns}`.padStart(7),
    `${done.rows}`.padStart(6),
    `${done.whole}`.padStart(6),
    `| ${percent(aim.gap)} in ${aim.seconds} s`.padEnd(16),
    ` | ${percent(ours.gap)} in ${ours.seconds.toFixed(1)} s`.padEnd(18),
    ` | ${percent(naive.gap)} in ${naive.seconds.toFixed(1)} s (${naive.whole})`,
  ];
  return `${head}${cells.join(' ')}\n`;
}

function percent(part: number | undefined): string {
  return part === undefined ? 'no plan' : `${(part * 100).toPrecision(2)} %`;
}
