import type { Store } from '../database/store.ts';
import type { Head } from '../history/entry.ts';
import { missingGuards } from './guards.ts';
import { verifyRecord, type VerifiedRecord } from './verify-record.ts';

/** The end of a record, to be noted where whoever can write to the store cannot. */
export interface NotedHead extends Head {
  readonly record: string;
}

/** What became of a store since it was written. */
export interface VerifiedStore {
  readonly records: readonly VerifiedRecord[];
  /** Triggers that are missing: changes would not be refused any more. */
  readonly missingGuards: readonly string[];
  readonly ok: boolean;
}

/**
 * Verifies every record of a store, or the ones that are named.
 *
 * @param noted ends of records that were noted elsewhere, at any time; a record that is noted must be there
 */
export async function verifyStore(
  store: Store,
  {
    records: wanted,
    noted = [],
  }: { readonly records?: readonly string[]; readonly noted?: readonly NotedHead[] } = {},
): Promise<VerifiedStore> {
  const names = wanted ?? (await namesOf(store, noted));
  const records: VerifiedRecord[] = [];
  for (const record of names)
    records.push(
      await verifyRecord(
        store,
        record,
        noted.filter((one) => one.record === record),
      ),
    );
  const missing = await missingGuards(store);
  return {
    records,
    missingGuards: missing,
    ok: missing.length === 0 && records.every(({ broken }) => broken === undefined),
  };
}

/** Ends of all records, to be noted elsewhere. */
export async function headsOf({ db }: Pick<Store, 'db'>): Promise<readonly NotedHead[]> {
  return db
    .selectFrom('records')
    .select(['id as record', 'head_seq as seq', 'head_hash as hash'])
    .orderBy('id')
    .execute();
}

/** Every record that the store, its history or a note knows of. */
async function namesOf({ db }: Pick<Store, 'db'>, noted: readonly NotedHead[]): Promise<readonly string[]> {
  const records = await db.selectFrom('records').select('id').execute();
  const history = await db.selectFrom('history').select('record as id').distinct().execute();
  return [
    ...new Set([...records, ...history, ...noted.map(({ record: id }) => ({ id }))].map(({ id }) => id)),
  ].toSorted();
}
