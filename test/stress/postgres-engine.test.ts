import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  controlSweep,
  findEngine,
  localEngine,
  makeFolder,
  makeSweep,
  mergeSweep,
  missingChunks,
  runWorker,
  type SweepEngine,
  type SweepFolder,
  type SweepSpec,
} from '../../src/stress/index.ts';
import { freshFolder, freshPostgres } from '../fixtures/databases.ts';
import { mortalPostgres } from './mortal-postgres.ts';

const small = makeSweep({
  task: 'ishigami',
  input: { a: 7, b: 0.1, work: 50 },
  count: 12,
  chunkSize: 2,
  seed: 3,
});
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

function newFolder(spec: SweepSpec): SweepFolder {
  const folder = makeFolder(freshFolder(), spec);
  if (!('spec' in folder)) throw new Error(folder[0]?.message);
  return folder;
}

function engineAt(url: string): SweepEngine {
  const engine = findEngine({ engine: url, threads: undefined, slurm: [], onTrouble: () => undefined });
  if ('code' in engine) throw new Error(engine.message);
  return engine;
}

async function bytesOf(folder: SweepFolder): Promise<Buffer> {
  const merged = await mergeSweep(folder);
  if ('problems' in merged) throw new Error(merged.problems[0]?.message);
  return readFileSync(merged.path);
}

async function localBytes(spec: SweepSpec): Promise<Buffer> {
  const folder = newFolder(spec);
  await localEngine(2).run(folder, quiet);
  return bytesOf(folder);
}

async function ask<T extends object>(url: string, sql: string): Promise<readonly T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A worker in a process of its own, as a user starts it. */
function startWorker(url: string, name: string): ChildProcess {
  const child = spawn(
    process.execPath,
    ['bin/fleetwright.js', 'worker', '--name', name, '--threads', '1', '--quiet'],
    { env: { ...process.env, FLEETWRIGHT_ENGINE: url }, stdio: 'ignore' },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe.skipIf(process.env.FLEETWRIGHT_TEST_POSTGRES === 'none')('a queue in PostgreSQL', () => {
  it('loses nothing and counts nothing twice when a worker and the server are killed', async () => {
    const spec = makeSweep({ ...small, input: { a: 7, b: 0.1, work: 60_000 }, count: 120, chunkSize: 3 });
    const server = await mortalPostgres();
    const folder = newFolder(spec);
    const total = 40;
    const workers = [startWorker(server.url, 'first')];
    const steps: string[] = [];
    let restarted: Promise<void> | undefined;
    const ended = await engineAt(server.url).run(folder, {
      ...quiet,
      onProgress: ({ done }) => {
        // The second starts when the first has something done, so that both take part however slow the machine is.
        if (done >= 1 && workers.length === 1) workers.push(startWorker(server.url, 'second'));
        if (done >= total * 0.2 && steps.length === 0) {
          steps.push('worker killed');
          workers[0]?.kill('SIGKILL');
        } else if (done >= total * 0.5 && steps.length === 1) {
          steps.push('server killed');
          restarted = server.killAndRestart(1000);
        }
      },
    });
    await restarted;
    expect(steps).toEqual(['worker killed', 'server killed']);
    expect(ended).toEqual({ end: 'done' });
    const rows = await ask<{ worker: string; chunks: number }>(
      server.url,
      'select worker, count(*)::int as chunks from fleetwright_sweep.chunk group by worker order by worker',
    );
    expect(rows.map(({ worker }) => worker)).toEqual(['first', 'second']);
    expect(rows.reduce((sum, { chunks }) => sum + chunks, 0)).toBe(total);
    expect(await bytesOf(folder)).toEqual(await localBytes(spec));
  });

  it('gives the bytes of the local engine, and submits nothing twice', async () => {
    const url = await freshPostgres();
    const stop = new AbortController();
    const impatient = new AbortController();
    impatient.abort();
    const folder = newFolder(small);
    expect(await engineAt(url).run(folder, { ...quiet, signal: impatient.signal })).toEqual({
      end: 'interrupted',
    });
    expect(await engineAt(url).run(folder, { ...quiet, signal: impatient.signal })).toEqual({
      end: 'interrupted',
    });
    const [jobs] = await ask<{ count: number }>(
      url,
      "select count(*)::int from fleetwright_jobs.job where name like 'fleetwright%'",
    );
    expect(jobs?.count).toBe(6);
    const worked: number[] = [];
    const news = { onChunk: (_: string, chunk: number) => worked.push(chunk), onTrouble: () => undefined };
    const working = runWorker(url, 'inside', 1, stop.signal, news);
    expect(await engineAt(url).run(folder, quiet)).toEqual({ end: 'done' });
    stop.abort();
    await working;
    expect(worked.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await bytesOf(folder)).toEqual(await localBytes(small));
    // Another folder takes what is in the database already; nobody works.
    const second = newFolder(small);
    expect(await engineAt(url).run(second, quiet)).toEqual({ end: 'done' });
    expect(await bytesOf(second)).toEqual(await bytesOf(folder));
  });

  it('holds chunks while paused and lets them go when resumed', async () => {
    const url = await freshPostgres();
    const folder = newFolder(small);
    const run = engineAt(url).run(folder, quiet);
    await sleep(1500);
    expect(await controlSweep(folder, 'pause', url)).toBeUndefined();
    expect(await run).toEqual({ end: 'paused' });
    const news = { onChunk: () => undefined, onTrouble: () => undefined };
    await runWorker(url, 'early', 1, quiet.signal, news, true);
    expect(missingChunks(folder)).toHaveLength(6);
    expect(await controlSweep(folder, 'run', undefined)).toBeUndefined();
    const again = engineAt(url).run(folder, quiet);
    await sleep(1500);
    await runWorker(url, 'late', 2, quiet.signal, news, true);
    expect(await again).toEqual({ end: 'done' });
    expect(await bytesOf(folder)).toEqual(await localBytes(small));
  });

  it('gives a sweep up, with the words of its worker, when a chunk cannot be worked on', async () => {
    const url = await freshPostgres();
    const other = newFolder({ ...small, version: '0.0.1', count: 2 });
    const stop = new AbortController();
    const said: string[] = [];
    const news = { onChunk: () => undefined, onTrouble: (message: string) => said.push(message) };
    const working = runWorker(url, 'newer', 1, stop.signal, news);
    const ended = await engineAt(url).run(other, quiet);
    stop.abort();
    await working;
    expect(ended).toMatchObject({ end: 'failed', problems: [{ code: 'FW-STR-0009' }] });
    expect(JSON.stringify(ended)).toContain('made by version 0.0.1');
    expect(said.length).toBe(6);
  });
});

describe('an address nobody answers at', () => {
  it('is told, and its password is not', async () => {
    const url = 'postgres://me:pssst@127.0.0.1:1/nowhere';
    const ended = await engineAt(url).run(newFolder(small), quiet);
    expect(ended).toMatchObject({ end: 'failed', problems: [{ code: 'FW-STR-0013' }] });
    expect(JSON.stringify(ended)).not.toContain('pssst');
    const news = { onChunk: () => undefined, onTrouble: () => undefined };
    expect(await runWorker(url, 'lost', 1, quiet.signal, news)).toMatchObject({ code: 'FW-STR-0013' });
  });
});
