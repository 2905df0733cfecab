import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { stressProblem } from '../../messages.ts';
import type { RunEnd, SweepEngine } from '../engine.ts';
import { keepChunk, missingChunks, type SweepFolder } from '../folder.ts';
import { progressOf } from '../progress.ts';
import { chunkCount, sweepHash, writeSpec } from '../spec.ts';
import { readState, writeState } from '../state.ts';
import { jobId, openDatabase, queue, type ChunkJob, type SweepDatabase } from './database.ts';

/** Name of a process that only submits and fetches. */
const client = 'fleetwright sweep';
/** Milliseconds between two looks at what has come. */
const look = 500;
/** Chunks fetched from the database at a time. */
const handful = 64;

/**
 * Puts the missing chunks into a queue in PostgreSQL and fetches what workers on any machine make of them.
 *
 * The workers need nothing but the database: chunks come back through it. Aborting only stops waiting; the queue goes on, and
 * the same call later fetches the rest. Pausing takes the waiting chunks out of the queue, resuming puts them back.
 *
 * @param url address of the database; never written down
 * @param onTrouble told of lost connections, which are waited for
 */
export function postgresEngine(url: string, onTrouble: (message: string) => void): SweepEngine {
  return {
    async run(folder, { signal, onProgress }): Promise<RunEnd> {
      const before = missingChunks(folder);
      if (before.length === 0) return { end: 'done' };
      const database = await openDatabase(url, client, onTrouble);
      if ('code' in database) return { end: 'failed', problems: [database] };
      try {
        await submit(database, folder, before);
        writeState(folder, { engine: 'postgres', wish: 'run' });
        const total = chunkCount(folder.spec);
        const progress = progressOf(total - before.length, total, () => performance.now() / 1000);
        onProgress(progress(total - before.length));
        for (;;) {
          const missing = missingChunks(folder);
          if (missing.length === 0) return { end: 'done' };
          if (signal.aborted) return { end: 'interrupted' };
          const { wish } = readState(folder);
          if (wish !== 'run') return { end: wish === 'pause' ? 'paused' : 'cancelled' };
          try {
            const came = await fetchChunks(database, folder, missing);
            if (came > 0) onProgress(progress(total - missing.length + came));
            if (came === handful) continue;
            const failed = came === 0 ? await failures(database, folder, missing) : [];
            if (failed.length > 0) return { end: 'failed', problems: failed };
          } catch (error) {
            onTrouble(error instanceof Error ? error.message : String(error));
          }
          await sleep(look);
        }
      } finally {
        await database.close();
      }
    },
  };
}

/** Takes the waiting chunks of a sweep out of the queue; what is being worked on is finished. */
export async function withholdChunks(url: string, folder: SweepFolder): Promise<Diagnostic | undefined> {
  const database = await openDatabase(url, client, () => undefined);
  if ('code' in database) return database;
  try {
    const hash = sweepHash(folder.spec);
    const { rows } = await database.pool.query<{ id: string }>(
      `select id from fleetwright_jobs.job where name = $1 and data ->> 'sweep' = $2 and state in ('created', 'retry')`,
      [queue, hash],
    );
    if (rows.length > 0)
      await database.boss.cancel(
        queue,
        rows.map(({ id }) => id),
      );
    return undefined;
  } finally {
    await database.close();
  }
}

/** Names of the workers that have shown a sign of life lately. */
export async function liveWorkers(url: string): Promise<readonly string[] | Diagnostic> {
  const database = await openDatabase(url, client, () => undefined);
  if ('code' in database) return database;
  try {
    const instances = await database.boss.getInstances();
    return instances.flatMap(({ live, name }) => (live && name !== null && name !== client ? [name] : []));
  } finally {
    await database.close();
  }
}

/**
 * Puts chunks into the queue. Ids are made from sweep and chunk, so doing it twice changes nothing; withheld chunks are let go
 * and failed ones tried anew.
 */
async function submit(
  { boss, pool }: SweepDatabase,
  { spec }: SweepFolder,
  chunks: readonly number[],
): Promise<void> {
  const hash = sweepHash(spec);
  await pool.query(
    'insert into fleetwright_sweep.sweep (hash, spec) values ($1, $2) on conflict do nothing',
    [hash, writeSpec(spec)],
  );
  const jobs = chunks.map((chunk) => ({
    id: jobId(hash, chunk),
    data: { sweep: hash, chunk } satisfies ChunkJob,
  }));
  const ids = jobs.map(({ id }) => id);
  await boss.insert(queue, jobs);
  await boss.resume(queue, ids);
  await boss.retry(queue, ids);
}

async function fetchChunks(
  { pool }: SweepDatabase,
  folder: SweepFolder,
  missing: readonly number[],
): Promise<number> {
  const { rows } = await pool.query<{ number: number; bytes: Buffer }>(
    'select number, bytes from fleetwright_sweep.chunk where sweep = $1 and number = any($2::int[]) order by number limit $3',
    [sweepHash(folder.spec), missing, handful],
  );
  for (const { number, bytes } of rows) keepChunk(folder, number, bytes);
  return rows.length;
}

/** Chunks that were tried as often as they may be. */
async function failures(
  { pool }: SweepDatabase,
  folder: SweepFolder,
  missing: readonly number[],
): Promise<readonly Diagnostic[]> {
  const hash = sweepHash(folder.spec);
  const { rows } = await pool.query<{ chunk: number; message: string | null }>(
    `select (data ->> 'chunk')::int as chunk, output ->> 'message' as message from fleetwright_jobs.job
     where name = $1 and id = any($2::uuid[]) and state = 'failed' order by 1 limit 10`,
    [queue, missing.map((chunk) => jobId(hash, chunk))],
  );
  return rows.map(({ chunk, message }) =>
    stressProblem('FW-STR-0009', [`chunk ${chunk}`], `chunk ${chunk}: ${message ?? 'its workers died'}`),
  );
}
