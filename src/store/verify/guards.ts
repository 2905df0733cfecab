import { sql } from 'kysely';
import type { Store } from '../database/store.ts';

/** Triggers that keep history from being changed, as the migrations made them. */
const expected: Readonly<Record<Store['kind'], readonly string[]>> = {
  sqlite: [
    'contents_no_delete',
    'contents_no_update',
    'history_no_delete',
    'history_no_update',
    'records_no_delete',
    'records_only_forward',
  ],
  postgres: [
    'contents_no_delete',
    'contents_no_truncate',
    'contents_no_update',
    'history_no_delete',
    'history_no_truncate',
    'history_no_update',
    'records_no_delete',
    'records_only_forward',
  ],
};

/** Names of the triggers that are missing or switched off: somebody meant to change history, or still can. */
export async function missingGuards({ db, kind }: Store): Promise<readonly string[]> {
  const { rows } =
    kind === 'sqlite'
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db)
      : await sql<{ name: string }>`
          select tgname as name from pg_trigger join pg_class on pg_class.oid = tgrelid
          where relnamespace = current_schema()::regnamespace and tgenabled <> 'D'`.execute(db);
  const there = new Set(rows.map(({ name }) => name));
  return expected[kind].filter((name) => !there.has(name));
}
