import { sql } from 'kysely';
import type { Store, StoreTransaction } from '../database/store.ts';

/** A table of a store, with the columns that its rows are ordered by. */
export interface CopiedTable {
  readonly name: string;
  readonly key: readonly string[];
}

/** Rows that are held in memory at a time; a content may have many megabytes. */
const batch = 50;

/**
 * The tables of a SQLite store, each behind those that it refers to: in the order in which the migrations made them. Those
 * of the migrations themselves are left out.
 */
export async function tablesOf({ db }: Pick<Store, 'db'>): Promise<readonly CopiedTable[]> {
  const { rows } = await sql<{ name: string; keys: string | null }>`
    select t.name, (
      select json_group_array(c.name) from (select name from pragma_table_info(t.name) where pk > 0 order by pk) c
    ) as keys
    from sqlite_master t where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like 'kysely_%'
    order by t.rowid`.execute(db);
  return rows.map(({ name, keys }) => ({ name, key: JSON.parse(keys ?? '[]') as readonly string[] }));
}

/** Copies every row of the tables. Both sides have the same migrations; `to` has no rows. */
export async function copyTables(
  from: Store['db'] | StoreTransaction,
  to: StoreTransaction,
  tables: readonly CopiedTable[],
): Promise<void> {
  for (const { name, key } of tables) {
    const order = sql.join(key.map((column) => sql.ref(column)));
    for (let offset = 0; ; offset += batch) {
      const { rows } = await sql<Record<string, unknown>>`
        select * from ${sql.table(name)} order by ${order} limit ${sql.lit(batch)} offset ${sql.lit(offset)}`.execute(
        from,
      );
      for (const row of rows) {
        const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
        await sql`insert into ${sql.table(name)} (${columns}) values (${sql.join(Object.values(row))})`.execute(
          to,
        );
      }
      if (rows.length < batch) break;
    }
  }
}
