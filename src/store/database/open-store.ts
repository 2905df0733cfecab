import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, PostgresDialect, type Dialect, type LogEvent } from 'kysely';
import { Pool } from 'pg';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { storeTrouble } from '../messages.ts';
import { migrations } from '../migrations/index.ts';
import type { StoreMigration } from '../migrations/migration.ts';
import type { StoreTables } from '../tables.ts';
import { describeLocation, type StoreLocation } from './location.ts';
import { executedSteps, migrate } from './migrate.ts';
import { nodeSqliteDialect } from './node-sqlite.ts';
import type { Store } from './store.ts';
import { makeFolders } from '../../files/index.ts';

/** How to open a store. */
export interface OpenOptions {
  /** Refuse a place where no store is yet, rather than make one. */
  readonly mustExist?: boolean;
  /** Most connections to PostgreSQL at a time; default 10. SQLite has one. */
  readonly connections?: number;
  /** Steps of the tables, for tests of upgrades; default all. */
  readonly migrations?: readonly StoreMigration[];
  /** Sees every statement, for tests. */
  readonly onStatement?: (event: LogEvent) => void;
}

/**
 * Opens a store and brings its tables up to date. Says why when it cannot be opened; close it when done.
 *
 * The folder of a new SQLite file is made too.
 */
export async function openStore(
  location: StoreLocation,
  options: OpenOptions = {},
): Promise<Store | Diagnostic> {
  const place = describeLocation(location);
  const none = storeTrouble(
    'FW-STO-0002',
    'store',
    `there is no record at ${place}`,
    'make one: fleetwright record init',
  );
  if (location.kind === 'sqlite' && location.path !== ':memory:') {
    if (options.mustExist === true && !existsSync(location.path)) return none;
    try {
      makeFolders(dirname(location.path));
    } catch (error) {
      return cannotOpen(place, error);
    }
  }
  const db = new Kysely<StoreTables>({
    dialect: dialectOf(location, options.connections ?? 10),
    ...(options.onStatement !== undefined && { log: options.onStatement }),
  });
  const store: Store = { kind: location.kind, location, db, close: () => db.destroy() };
  try {
    const missing = options.mustExist === true && (await executedSteps(store)).length === 0;
    const trouble = missing ? none : await migrate(store, options.migrations ?? migrations);
    if (trouble === undefined) return store;
    await store.close();
    return trouble;
  } catch (error) {
    await store.close().catch(() => undefined);
    return cannotOpen(place, error);
  }
}

function dialectOf(location: StoreLocation, connections: number): Dialect {
  if (location.kind === 'sqlite') return nodeSqliteDialect(location.path);
  const pool = new Pool({
    connectionString: location.url,
    max: connections,
    connectionTimeoutMillis: 20_000,
  });
  // An idle connection that the server ends is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}

function cannotOpen(place: string, error: unknown): Diagnostic {
  const why =
    error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
  return storeTrouble(
    'FW-STO-0001',
    'store',
    `cannot open ${place}: ${why}`,
    'check the place, and that you may write there',
  );
}
