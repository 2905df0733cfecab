import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Store, StoreTransaction } from '../database/store.ts';
import { historyOf } from '../history/history.ts';
import type { HistoryRow } from '../history/entry.ts';
import { storeTrouble } from '../messages.ts';
import { applyEntry } from './apply.ts';
import { recordEvent } from './events.ts';
import type { RecordEntry, RecordState } from './state.ts';

/** A plan of record as it stands, or why there is none. */
export async function readRecord(
  store: Pick<Store, 'db'>,
  record: string,
): Promise<RecordState | Diagnostic> {
  return replay(record, await historyOf(store.db, record)) ?? noRecord(record);
}

/** Names of all records, in order; `after` starts behind one, `limit` takes so many. */
export async function listRecords(
  { db }: Pick<Store, 'db'>,
  page: { readonly after?: string; readonly limit?: number } = {},
): Promise<readonly string[]> {
  let query = db.selectFrom('records').select('id').orderBy('id');
  if (page.after !== undefined) query = query.where('id', '>', page.after);
  if (page.limit !== undefined) query = query.limit(page.limit);
  return (await query.execute()).map(({ id }) => id);
}

/** What happened to a record, oldest first. */
export async function readHistory(
  { db }: { readonly db: Store['db'] | StoreTransaction },
  record: string,
): Promise<readonly RecordEntry[] | Diagnostic> {
  const entries: RecordEntry[] = [];
  for (const row of await historyOf(db, record)) {
    const entry = entryOf(row);
    if ('code' in entry) return entry;
    entries.push(entry);
  }
  return entries.length > 0 ? entries : noRecord(record);
}

/** Folds a history into the record that came of it; undefined when it is empty. */
export function replay(record: string, rows: readonly HistoryRow[]): RecordState | Diagnostic | undefined {
  let state: RecordState | undefined;
  for (const row of rows) {
    const entry = entryOf(row);
    if ('code' in entry) return entry;
    state = applyEntry(state, { ...entry, record }, { seq: row.seq, hash: row.hash });
  }
  return state;
}

/** The entry that a row holds, or why it cannot be read. */
export function entryOf(row: HistoryRow): RecordEntry | Diagnostic {
  const { record, seq } = row;
  const about = `${record} entry ${seq}`;
  const unreadable = (why: string): Diagnostic =>
    storeTrouble('FW-STO-0012', about, `${about} cannot be read: ${why}`, 'ask fleetwright record verify');
  try {
    const { at, author, event } = JSON.parse(row.body) as {
      readonly at?: unknown;
      readonly author?: unknown;
      readonly event?: unknown;
    };
    const read = recordEvent.safeParse(event);
    if (!read.success) return unreadable('it says something this program does not know');
    if (typeof at !== 'string' || typeof author !== 'string')
      return unreadable('it lacks an author or a time');
    return { record, seq, at, author, event: read.data };
  } catch {
    return unreadable('it is no JSON');
  }
}

/** Says that there is no record of this name. */
export function noRecord(record: string): Diagnostic {
  return storeTrouble('FW-STO-0010', record, `there is no record ${record}`, 'see fleetwright record list');
}
