import { sql, type Kysely } from 'kysely';
import type { StoreKind } from '../database/store.ts';

/** Lets rows of a table be added but never changed or removed, by triggers. */
export async function forbidChanges(db: Kysely<unknown>, kind: StoreKind, table: string): Promise<void> {
  await forbidWhen(db, kind, { table, name: `${table}_no_update`, event: 'update' });
  await forbidWhen(db, kind, { table, name: `${table}_no_delete`, event: 'delete' });
  if (kind === 'postgres')
    await sql`create trigger ${sql.ref(`${table}_no_truncate`)} before truncate on ${sql.table(table)} for each statement
      execute function fleetwright_forbid()`.execute(db);
}

/** Refuses an update or a deletion; of updates only those that meet `when`, an expression over `old` and `new`. */
export async function forbidWhen(
  db: Kysely<unknown>,
  kind: StoreKind,
  guard: {
    readonly table: string;
    readonly name: string;
    readonly event: 'update' | 'delete';
    readonly when?: string;
  },
): Promise<void> {
  const { table, name, event, when } = guard;
  const condition = when === undefined ? sql`` : sql`when (${sql.raw(when)})`;
  const trigger = sql`create trigger ${sql.ref(name)} before ${sql.raw(event)} on ${sql.table(table)} for each row ${condition}`;
  if (kind === 'sqlite')
    await sql`${trigger} begin select raise(abort, ${sql.lit(refusal)}); end`.execute(db);
  else await sql`${trigger} execute function fleetwright_forbid()`.execute(db);
}

/** The function behind the triggers of PostgreSQL; SQLite needs none. */
export async function createGuardFunction(db: Kysely<unknown>, kind: StoreKind): Promise<void> {
  if (kind === 'sqlite') return;
  await sql`create function fleetwright_forbid() returns trigger language plpgsql as ${sql.lit(
    `begin raise exception '${refusal}'; end`,
  )}`.execute(db);
}

const refusal = 'history is only ever added to';
