import { sql } from 'kysely';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Store, StoreTransaction } from '../database/store.ts';
import { storeTrouble } from '../messages.ts';
import { beginning, rowOf, type Entry, type Head, type HistoryRow } from './entry.ts';

/** All rows of one record in order; none when there is no such record. */
export async function historyOf(
  db: Store['db'] | StoreTransaction,
  record: string,
): Promise<readonly HistoryRow[]> {
  return db.selectFrom('history').selectAll().where('record', '=', record).orderBy('seq').execute();
}

/** Where the history of a record ends; undefined when there is no such record. */
export async function headOf(db: Store['db'] | StoreTransaction, record: string): Promise<Head | undefined> {
  const row = await db
    .selectFrom('records')
    .select(['head_seq as seq', 'head_hash as hash'])
    .where('id', '=', record)
    .executeTakeFirst();
  return row;
}

/**
 * Where the history of a record ends, and nobody else adds to it until the transaction is over. SQLite has locked the file;
 * PostgreSQL locks the row, or the name where there is no row yet.
 */
export async function lockedHeadOf(
  { kind }: Pick<Store, 'kind'>,
  transaction: StoreTransaction,
  record: string,
): Promise<Head | undefined> {
  const query = transaction
    .selectFrom('records')
    .select(['head_seq as seq', 'head_hash as hash'])
    .where('id', '=', record);
  if (kind === 'sqlite') return query.executeTakeFirst();
  const found = await query.forUpdate().executeTakeFirst();
  if (found !== undefined) return found;
  await sql`select pg_advisory_xact_lock(hashtextextended(${record}, 0))`.execute(transaction);
  return query.forUpdate().executeTakeFirst();
}

/** Rows of entries that follow `head`, each chained to the one before. */
export function chain(head: Head, entries: readonly Entry<object>[]): readonly HistoryRow[] {
  let end = head;
  return entries.map((entry) => {
    const row = rowOf(entry, end);
    end = { seq: row.seq, hash: row.hash };
    return row;
  });
}

/** Adds rows that follow `head` and moves it to the last of them; `head` must be locked. Gives the new end. */
export async function append(
  transaction: StoreTransaction,
  head: Head,
  rows: readonly HistoryRow[],
): Promise<Head> {
  const last = rows.at(-1);
  if (last === undefined) return head;
  const { record: id, seq, hash } = last;
  if (head.seq === beginning.seq)
    await transaction.insertInto('records').values({ id, head_seq: seq, head_hash: hash }).execute();
  else
    await transaction
      .updateTable('records')
      .set({ head_seq: seq, head_hash: hash })
      .where('id', '=', id)
      .execute();
  for (const row of rows) await transaction.insertInto('history').values(row).execute();
  return { seq, hash };
}

/** Says that somebody else was faster. */
export function conflict(record: string, expected: Head['hash'], found: Head): Diagnostic {
  return storeTrouble(
    'FW-STO-0011',
    record,
    `${record} has moved on: you saw the entry ${expected.slice(0, 12)}, it now ends with entry ${found.seq} (${found.hash.slice(0, 12)})`,
    'look at it again, and repeat what you wanted to do',
  );
}
