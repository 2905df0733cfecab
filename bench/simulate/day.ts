// A day of the article's service over its whole fleet, on all cores: `node bench/simulate/day.ts`, prints one JSON object.
// BENCH_HOUR_SECONDS: seconds simulated of every hour (3600: all of the day). BENCH_QUARTER: default the first, with tens of millions of
// requests a day; the last has the highest peak.
import { availableParallelism } from 'node:os';
import { prepareScenario, proofDefaults, provePlan, readWorld } from '../../src/pipeline/index.ts';
import { readPlan } from '../../src/plan/index.ts';
import { readTextFile } from '../../src/files/index.ts';

const name = 'bytedance-2025';
const service = 'doubao';
const quarter = process.env.BENCH_QUARTER ?? '2025Q1';
const hourSeconds = Number(process.env.BENCH_HOUR_SECONDS ?? 3600);
const threads = Number(process.env.BENCH_THREADS ?? availableParallelism());

const file = readTextFile(`scenarios/golden/${name}.plan.json`);
const scenario = readTextFile(`scenarios/${name}.yaml`);
if ('code' in file || 'code' in scenario) throw new Error('run it in the root of the repository');
const { plan } = readPlan(file.path, file.text);
if (plan === undefined) throw new Error('the golden plan cannot be read');
const prepared = prepareScenario(scenario, readWorld(), { asOf: plan.asOf });
if (!prepared.ok) throw new Error('the scenario cannot be prepared');

const started = performance.now();
const before = process.cpuUsage();
let resident = 0;
const [proof] = await provePlan(plan, prepared, {
  ...proofDefaults,
  service,
  quarter,
  replications: 1,
  when: 'day',
  cells: 'all',
  hourSeconds,
  threads,
  signal: new AbortController().signal,
  onProgress: (what, done) => {
    resident = Math.max(resident, process.memoryUsage.rss());
    process.stderr.write(`${what} ${(done * 100).toFixed(1)} %\n`);
  },
});
const wallSeconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
const cpuSeconds = (user + system) / 1e6;
process.stdout.write(
  `${JSON.stringify(
    {
      bench: 'simulate day',
      service,
      quarter,
      hourSeconds,
      threads,
      share: proof?.share,
      requests: proof?.requests,
      wallSeconds,
      cpuSeconds,
      requestsPerSecondPerCore: (proof?.requests ?? 0) / cpuSeconds,
      residentMegabytes: Math.round(resident / 1e6),
      verdict: proof?.verdict,
    },
    null,
    2,
  )}\n`,
);
