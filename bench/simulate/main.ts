// Speed of the simulator on one core: `node bench/simulate/main.ts [--json]`.
import { quantile } from '../../src/simulation/answers/histogram.ts';
import { mergedCells } from '../../src/simulation/answers/cell.ts';
import { Recorder } from '../../src/simulation/answers/recorder.ts';
import { FleetRun } from '../../src/simulation/fleet/fleet-run.ts';
import { syntheticArrivals } from '../../src/simulation/load/synthetic.ts';
import { benchFleet, benchLoad } from './fleet.ts';

const replicas = Number(process.env.BENCH_REPLICAS ?? 100);
const perReplica = Number(process.env.BENCH_RATE ?? 10);

function measure(requests: number): {
  readonly seconds: number;
  readonly run: FleetRun;
  readonly recorder: Recorder;
} {
  const fleet = benchFleet(replicas);
  const load = benchLoad(replicas, requests, perReplica);
  const started = process.cpuUsage();
  const recorder = new Recorder({
    classes: 2,
    pools: 1,
    poolOf: Array.from({ length: replicas }, () => 0),
    level: { ttft: 2, tpot: 0.05 },
    from: 0,
    sliceSeconds: load.seconds / 20,
    slices: 20,
  });
  const run = new FleetRun(fleet, syntheticArrivals(load, 1), recorder, { seed: 1 });
  run.run();
  return { seconds: cpuSeconds(started), run, recorder };
}

/** Seconds a core worked for this process: the same on a machine that others use too. */
function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

measure(50_000);
const requests = 1_000_000;
const { seconds, run, recorder } = measure(requests);
const all = mergedCells(recorder.cells);
const totals = run.engines.map((engine) => engine.totals);
const sum = (of: (each: (typeof totals)[number]) => number): number =>
  totals.reduce((total, each) => total + of(each), 0);
const result = {
  bench: 'simulate',
  replicas,
  requests: run.arrived,
  seconds,
  requestsPerSecond: run.arrived / seconds,
  eventsPerSecond: run.handled / seconds,
  stepsPerSecond: sum((each) => each.steps) / seconds,
  simulatedSeconds: run.time,
  busy: 1 - sum((each) => each.idleSeconds) / (replicas * run.time),
  meanBatch: sum((each) => each.batchSeconds) / (replicas * run.time),
  kvUse:
    sum((each) => each.blockSeconds) / (replicas * run.time * (run.fleet.pools[0]?.engine.kvBlocks ?? 1)),
  preemptions: sum((each) => each.preemptions),
  cachedTokens: sum((each) => each.cachedTokens) / sum((each) => each.cachedTokens + each.promptTokens),
  ttftP99: quantile(all.ttft, 0.99),
  tpotP99: quantile(all.tpot, 0.99),
};
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
else
  for (const [name, value] of Object.entries(result))
    process.stdout.write(`${name.padEnd(20)} ${typeof value === 'number' ? value.toPrecision(5) : value}\n`);
