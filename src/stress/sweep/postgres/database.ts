import { createHash } from 'node:crypto';
import { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { stressProblem } from '../../messages.ts';

/** Queue of chunks; one for all sweeps, so that any worker works on any of them. */
export const queue = 'fleetwright-chunks';
/** Schema of the queue's own tables. */
const queueSchema = 'fleetwright_jobs';

/** What a job says. */
export interface ChunkJob {
  readonly sweep: string;
  readonly chunk: number;
}

/**
 * Seconds without a sign of life after which a worker counts as dead and its chunks go to others; the least that pg-boss takes
 * is 10.
 */
const heartbeat = 12;
/** Seconds between two signs of life of a chunk that is worked on. */
export const signOfLife = 4;
/** Tries of a chunk before the sweep is given up: kills of workers count, so it is generous. */
const retries = 5;
/** Seconds a chunk may take; workers that die are found by their heartbeat long before. */
const longestChunk = 6 * 60 * 60;

/** The database of an engine: queue and tables. */
export interface SweepDatabase {
  readonly boss: PgBoss;
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * Connects, and makes the tables where they are not there yet; or says why it cannot, without the address and its password.
 *
 *     fleetwright_sweep.sweep   what to work on, by hash
 *     fleetwright_sweep.chunk   bytes of finished chunks, at most one row each
 *     fleetwright_jobs.*        pg-boss
 *
 * @param name what `getInstances` shows
 * @param onTrouble told when a connection is lost; the pools connect anew by themselves
 */
export async function openDatabase(
  url: string,
  name: string,
  onTrouble: (message: string) => void,
): Promise<SweepDatabase | Diagnostic> {
  const pool = new Pool({ connectionString: url, max: 4, application_name: name });
  pool.on('error', ({ message }) => onTrouble(message));
  const boss = new PgBoss({
    connectionString: url,
    schema: queueSchema,
    application_name: name,
    max: 4,
    instanceName: name,
    instanceHeartbeatSeconds: 5,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    schedule: false,
  });
  boss.on('error', ({ message }) => onTrouble(message));
  try {
    await boss.start();
    await boss.createQueue(queue, {
      heartbeatSeconds: heartbeat,
      retryLimit: retries,
      expireInSeconds: longestChunk,
    });
    await makeTables(pool);
  } catch (error) {
    await Promise.allSettled([boss.stop({ graceful: false }), pool.end()]);
    const said =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
    const hint = 'is the server running, and may the user create schemas?';
    return stressProblem('FW-STR-0013', ['engine'], `the database of the engine: ${said}`, hint);
  }
  return {
    boss,
    pool,
    close: async () => {
      await Promise.allSettled([boss.stop({ graceful: false }), pool.end()]);
    },
  };
}

async function makeTables(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Two processes that start together must not both create the schema.
    await client.query(`select pg_advisory_xact_lock(hashtext('fleetwright_sweep'))`);
    await client.query(`
      create schema if not exists fleetwright_sweep;
      create table if not exists fleetwright_sweep.sweep (
        hash text primary key,
        spec text not null,
        submitted timestamptz not null default now()
      );
      create table if not exists fleetwright_sweep.chunk (
        sweep text not null references fleetwright_sweep.sweep (hash) on delete cascade,
        number integer not null,
        bytes bytea not null,
        worker text not null,
        finished timestamptz not null default now(),
        primary key (sweep, number)
      )`);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Id of a chunk's job: the same for the same chunk, so that it can be in the queue only once. */
export function jobId(sweep: string, chunk: number): string {
  const hex = createHash('sha256').update(`${sweep}/${chunk}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
