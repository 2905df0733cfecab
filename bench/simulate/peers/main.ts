// Other simulators beside this one, on the same requests, replicas, scheduler and step times:
//     node bench/simulate/peers/main.ts [--python PYTHON] [--json] [TRACE...]
// PYTHON is a Python 3.11 that can import Vidur (`pip install vidur==0.0.26` in an environment of its own). A peer that is not there is
// skipped with a word. Traces as `fleetwright simulate` reads them; without one, requests are drawn.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Recorder } from '../../../src/simulation/answers/recorder.ts';
import { FleetRun } from '../../../src/simulation/fleet/fleet-run.ts';
import {
  fixedArrivals,
  plainDraft,
  type ArrivalSource,
} from '../../../src/simulation/load/arrival-source.ts';
import { syntheticArrivals } from '../../../src/simulation/load/synthetic.ts';
import { openTrace } from '../../../src/cli/trace-files.ts';
import { meanLatencies, type PeerCase, peerFleet, type TokenTimes } from './peer-case.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { python: { type: 'string', default: 'python3.11' }, json: { type: 'boolean' } },
});
const rounds = 9;

/** Llama-like 8B on one card, with a step time that is linear in everything: both sides compute it alike. */
const small = {
  engine: { blockTokens: 16, kvBlocks: 33_000, maxSequences: 128, maxBatchedTokens: 2048 },
  steps: { step: 9.08e-3, request: 3e-5, context: 8.7e-8, prefill: 5.7e-5, pair: 2.1e-9 },
};

function requestsOf(source: ArrivalSource): PeerCase['requests'] {
  const requests: [number, number, number][] = [];
  const draft = plainDraft();
  while (source.nextAt < Infinity) {
    source.read(draft);
    requests.push([draft.arrival, draft.input, draft.output]);
  }
  return requests;
}

async function cases(): Promise<readonly PeerCase[]> {
  if (positionals.length === 0) {
    const source = syntheticArrivals(
      {
        classes: [
          {
            share: 1,
            input: { kind: 'lognormal', mean: 500, spread: 1, most: 8000 },
            output: { kind: 'lognormal', mean: 200, spread: 0.8, most: 2000 },
          },
        ],
        rhythm: { kind: 'poisson' },
        rate: { kind: 'constant', rate: 8 },
        seconds: 1000,
        origins: [1],
      },
      1,
    );
    return [{ name: 'drawn', replicas: 1, ...small, requests: requestsOf(source) }];
  }
  const all: PeerCase[] = [];
  for (const path of positionals) {
    // The recorded rate on one replica, and a fleet under as much more.
    for (const replicas of [1, 16]) {
      const trace = await openTrace(path, { rate: replicas });
      if ('problems' in trace) throw new Error(trace.problems.map(({ message }) => message).join('; '));
      all.push({ name: basename(path), replicas, ...small, requests: requestsOf(trace.open().source) });
      trace.close();
    }
  }
  return all;
}

interface Ran extends TokenTimes {
  readonly cpuSeconds: number;
}

/** Seconds of processor for this process since `start`, in seconds. */
function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function runHere(peerCase: PeerCase): Ran {
  const { requests, replicas } = peerCase;
  const shapes = requests.map(([arrival, input, output]) => ({ ...plainDraft(), arrival, input, output }));
  const first: number[] = [];
  const last: number[] = [];
  const seconds = requests.at(-1)?.[0] ?? 1;
  const once = (watched: boolean): number => {
    const recorder = new Recorder({
      classes: 1,
      pools: 1,
      poolOf: Array.from({ length: replicas }, () => 0),
      level: { ttft: 2, tpot: 0.05 },
      from: 0,
      sliceSeconds: seconds / 10,
      slices: 10,
    });
    const note = {
      ended(request: { readonly number: number; readonly first: number }, _: unknown, time: number): void {
        first[request.number] = request.first;
        last[request.number] = time;
      },
    };
    const start = process.cpuUsage();
    new FleetRun(peerFleet(peerCase), fixedArrivals(shapes), watched ? note : recorder, { seed: 1 }).run();
    return cpuSince(start);
  };
  once(true);
  // The percentiles of every latency are on; the fastest round is the one that was disturbed least.
  return { first, last, cpuSeconds: Math.min(...Array.from({ length: rounds }, () => once(false))) };
}

interface PeerAnswer extends Ran {
  readonly peer: string;
  readonly restarts: number;
}

/** @param metrics whether Vidur keeps its own metrics too */
function runVidur(peerCase: PeerCase, metrics: boolean): PeerAnswer {
  const folder = mkdtempSync(join(tmpdir(), 'peers-'));
  try {
    const [question, answer] = [join(folder, 'case.json'), join(folder, 'answer.json')];
    writeFileSync(question, JSON.stringify({ ...peerCase, metrics }));
    const driver = new URL('vidur_driver.py', import.meta.url).pathname;
    execFileSync(values.python, [driver, question, answer], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return JSON.parse(readFileSync(answer, 'utf8')) as PeerAnswer;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether the Python can import Vidur. */
function hasVidur(): boolean {
  try {
    execFileSync(values.python, ['-c', 'import vidur'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const there = hasVidur();
if (!there)
  process.stderr.write(`Vidur is skipped: ${values.python} cannot import it (name another with --python)\n`);
const results = (await cases()).map((peerCase) => {
  const here = runHere(peerCase);
  const count = peerCase.requests.length;
  const ours = meanLatencies(peerCase, here);
  const base = { case: peerCase.name, replicas: peerCase.replicas, requests: count, ...ours };
  const requestsPerSecond = count / here.cpuSeconds;
  if (!there) return { ...base, requestsPerSecond };
  const vidur = runVidur(peerCase, false);
  const measuring = runVidur(peerCase, true);
  const theirs = meanLatencies(peerCase, vidur);
  const farthest = here.last.reduce((most, time, index) => {
    const arrival = peerCase.requests[index]?.[0] ?? 0;
    return Math.max(most, Math.abs((vidur.last[index] ?? 0) - time) / (time - arrival));
  }, 0);
  return {
    ...base,
    requestsPerSecond,
    peer: vidur.peer,
    peerRequestsPerSecond: count / vidur.cpuSeconds,
    peerRequestsPerSecondWithMetrics: count / measuring.cpuSeconds,
    ratio: vidur.cpuSeconds / here.cpuSeconds,
    ratioWithMetrics: measuring.cpuSeconds / here.cpuSeconds,
    peerRestarts: vidur.restarts,
    ttftApart: ours.ttft / theirs.ttft - 1,
    tpotApart: ours.tpot / theirs.tpot - 1,
    endToEndApart: ours.endToEnd / theirs.endToEnd - 1,
    farthestEndToEnd: farthest,
  };
});
if (values.json === true) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
else
  for (const result of results) {
    for (const [key, value] of Object.entries(result))
      process.stdout.write(
        `${key.padEnd(34)} ${typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(5) : value}\n`,
      );
    process.stdout.write('\n');
  }
