import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { JobWithMetadata } from 'pg-boss';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { openThreads } from '../chunk-threads.ts';
import { readSpec, type SweepSpec } from '../spec.ts';
import { openDatabase, queue, signOfLife, type ChunkJob, type SweepDatabase } from './database.ts';

/** What a worker tells while it works. */
export interface WorkerNews {
  /** A chunk was finished and kept; `seconds` is what it took. */
  readonly onChunk: (sweep: string, chunk: number, seconds: number) => void;
  /** Something went wrong that it goes on from: a lost connection, a chunk that threw. */
  readonly onTrouble: (message: string) => void;
}

/** Milliseconds between two looks into an empty queue, and before the database is tried again. */
const pause = 500;

/**
 * Works on the chunks of a queue until the signal says otherwise: one chunk per thread at a time, so that no worker sits on
 * work another could do.
 *
 *     fetch a job ─► bytes already there? ─yes─► complete
 *                          │no
 *                     work in a thread, with a sign of life every few seconds
 *                          │
 *                     insert bytes (the first to come counts) ─► complete
 *
 * Delivery is at least once, the row of a chunk is there at most once, and bytes are a pure function of sweep and chunk: so the
 * result is as if every chunk was worked on exactly once. A database that goes away is waited for.
 *
 * @param name what others see it as
 * @param untilEmpty ends when the queue has nothing for it, for batch systems
 */
export async function runWorker(
  url: string,
  name: string,
  threads: number,
  signal: AbortSignal,
  news: WorkerNews,
  untilEmpty = false,
): Promise<Diagnostic | undefined> {
  const database = await openDatabase(url, name, news.onTrouble);
  if ('code' in database) return database;
  const pool = openThreads(threads);
  const specs = new Map<string, SweepSpec | readonly Diagnostic[]>();
  const inHand = new Set<string>();
  const life = setInterval(() => {
    if (inHand.size > 0)
      database.boss.touch(queue, [...inHand]).catch((error: unknown) => news.onTrouble(words(error)));
  }, signOfLife * 1000);
  const stop = (): void => void pool.close();
  signal.addEventListener('abort', stop);

  const slot = async (): Promise<void> => {
    while (!signal.aborted) {
      const job = await nextJob(database, news);
      if (job === undefined) {
        if (untilEmpty) return;
        await sleep(pause);
        continue;
      }
      inHand.add(job.id);
      try {
        await work(job);
      } finally {
        inHand.delete(job.id);
      }
    }
  };

  const work = async ({ id, data: { sweep, chunk } }: JobWithMetadata<ChunkJob>): Promise<void> => {
    const started = performance.now();
    let bytes: Uint8Array | undefined;
    try {
      const there = await insist(() => finished(database.pool, sweep, chunk), signal, news);
      if (!there) bytes = await pool.chunk(await insist(() => specOf(sweep), signal, news), chunk);
    } catch (error) {
      if (signal.aborted)
        return void (await database.boss
          .fail(queue, id, { message: 'the worker was stopped' })
          .catch(() => undefined));
      news.onTrouble(`chunk ${chunk} of ${sweep.slice(0, 12)}: ${words(error)}`);
      return void (await insist(
        () => database.boss.fail(queue, id, { message: words(error), worker: name }),
        signal,
        news,
      ));
    }
    await insist(
      async () => {
        if (bytes !== undefined) await keep(database.pool, sweep, chunk, bytes, name);
        await database.boss.complete(queue, id);
      },
      signal,
      news,
    );
    if (bytes !== undefined) news.onChunk(sweep, chunk, (performance.now() - started) / 1000);
  };

  const specOf = async (sweep: string): Promise<SweepSpec> => {
    if (!specs.has(sweep)) {
      const { rows } = await database.pool.query<{ spec: string }>(
        'select spec from fleetwright_sweep.sweep where hash = $1',
        [sweep],
      );
      specs.set(sweep, readSpec('the sweep in the database', rows[0]?.spec ?? ''));
    }
    const spec = specs.get(sweep);
    if (spec === undefined || !('task' in spec))
      throw new Error(spec?.map(({ message }) => message).join('; '));
    return spec;
  };

  try {
    await Promise.all(Array.from({ length: threads }, slot));
  } finally {
    clearInterval(life);
    signal.removeEventListener('abort', stop);
    await pool.close();
    await database.close();
  }
  return undefined;
}

async function nextJob(
  { boss }: SweepDatabase,
  { onTrouble }: WorkerNews,
): Promise<JobWithMetadata<ChunkJob> | undefined> {
  try {
    return (await boss.fetch<ChunkJob>(queue, { batchSize: 1, includeMetadata: true }))[0];
  } catch (error) {
    onTrouble(words(error));
    return undefined;
  }
}

async function finished(pool: Pool, sweep: string, chunk: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    'select from fleetwright_sweep.chunk where sweep = $1 and number = $2',
    [sweep, chunk],
  );
  return rowCount === 1;
}

async function keep(
  pool: Pool,
  sweep: string,
  chunk: number,
  bytes: Uint8Array,
  worker: string,
): Promise<void> {
  await pool.query(
    'insert into fleetwright_sweep.chunk (sweep, number, bytes, worker) values ($1, $2, $3, $4) on conflict do nothing',
    [sweep, chunk, Buffer.from(bytes), worker],
  );
}

/** Tries again while the database is away: a finished chunk is not thrown away because a server starts anew. */
async function insist<T>(work: () => Promise<T>, signal: AbortSignal, { onTrouble }: WorkerNews): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isConnectionTrouble(error)) throw error;
      onTrouble(words(error));
      await sleep(pause);
    }
  }
}

/** True for a connection that is lost, refused, or cut by a server that stops or starts. */
function isConnectionTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT'].includes(code) ||
    code.startsWith('57P') ||
    code.startsWith('08') ||
    /terminat|timeout|connection/iu.test(error.message)
  );
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
