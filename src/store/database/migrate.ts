import { Migrator } from 'kysely/migration';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { storeTrouble } from '../messages.ts';
import type { StoreMigration } from '../migrations/migration.ts';
import { describeLocation } from './location.ts';
import type { Store } from './store.ts';

/**
 * Brings the tables of a store up to date: all missing steps in one transaction, under a lock that processes starting at
 * the same time wait for. A store that is up to date is only read.
 */
export async function migrate(
  store: Store,
  steps: readonly StoreMigration[],
): Promise<Diagnostic | undefined> {
  const migrator = new Migrator({
    db: store.db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(steps.map(({ name, up }) => [name, { up: (db) => up(db, store.kind) }])),
    },
  });
  const done = await executedSteps(store);
  const known = new Set(steps.map(({ name }) => name));
  const strange = done.filter((name) => !known.has(name));
  if (strange.length > 0) {
    const message = `${describeLocation(store.location)} was written by a newer program: it has ${strange.join(', ')}`;
    return storeTrouble('FW-STO-0003', 'store', message, 'use the newest version of fleetwright');
  }
  if (done.length === steps.length) return undefined;
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return undefined;
}

/** Names of the steps that were done, oldest first; none for a database that is no store yet. */
export async function executedSteps({ db }: Pick<Store, 'db'>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ readonly kysely_migration: { readonly name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}
