import { hashOf, getContent } from '../contents.ts';
import type { Store } from '../database/store.ts';
import { findBreak, type Break } from '../history/break.ts';
import type { Head, HistoryRow } from '../history/entry.ts';
import { headOf, historyOf } from '../history/history.ts';
import { applyEntry } from '../record/apply.ts';
import { contentHashesOf } from '../record/events.ts';
import { entryOf } from '../record/read-record.ts';
import { refusalsOf } from '../record/refusal.ts';
import type { RecordState } from '../record/state.ts';

/** What became of one record since it was written. */
export interface VerifiedRecord {
  readonly record: string;
  readonly entries: number;
  /** Contents whose bytes were hashed again. */
  readonly contents: number;
  /** Where it ends; undefined when the store no longer says. */
  readonly head: Head | undefined;
  /** The first entry that is wrong; undefined when all is as written. */
  readonly broken: Break | undefined;
}

/**
 * Verifies one record, with nothing taken on trust but SHA-256:
 *
 * ```
 * rows ─ chain of hashes, end ─► what each entry says is permitted ─► contents have their hashes
 * ```
 *
 * @param noted ends of this record that were noted elsewhere; without one, a history that was rewritten as a whole by
 *   somebody who also moved its end cannot be told from the true one
 */
export async function verifyRecord(
  store: Pick<Store, 'db'>,
  record: string,
  noted: readonly Head[] = [],
): Promise<VerifiedRecord> {
  const rows = await historyOf(store.db, record);
  const head = await headOf(store.db, record);
  const chain: Break | undefined =
    head === undefined
      ? { seq: rows.length + 1, kind: 'removed', what: 'the store no longer says where the record ends' }
      : findBreak(record, rows, head, noted);
  const upTo = chain === undefined ? rows : rows.slice(0, chain.seq - 1);
  const checked = await contentsOf(store, upTo);
  const broken = [lawfulness(upTo), checked.broken, chain]
    .filter((found) => found !== undefined)
    .toSorted((a, b) => a.seq - b.seq)[0];
  return { record, entries: rows.length, contents: checked.contents, head, broken };
}

/** The first entry that says what the rules of a record do not permit; undefined when all are permitted. */
export function lawfulness(rows: readonly HistoryRow[]): Break | undefined {
  let state: RecordState | undefined;
  for (const row of rows) {
    const { seq, hash } = row;
    const entry = entryOf(row);
    if ('code' in entry) return { seq, kind: 'unlawful', what: entry.message };
    const [refusal] = refusalsOf(state, entry);
    if (refusal !== undefined)
      return { seq, kind: 'unlawful', what: `entry ${seq} should have been refused: ${refusal.message}` };
    state = applyEntry(state, entry, { seq, hash });
  }
  return undefined;
}

async function contentsOf(
  store: Pick<Store, 'db'>,
  rows: readonly HistoryRow[],
): Promise<{ readonly contents: number; readonly broken: Break | undefined }> {
  const seen = new Set<string>();
  for (const row of rows) {
    const entry = entryOf(row);
    if ('code' in entry) continue;
    for (const hash of contentHashesOf(entry.event)) {
      if (seen.has(hash)) continue;
      seen.add(hash);
      const bytes = await getContent(store, hash);
      const what = `${hash.slice(0, 12)}, which entry ${row.seq} speaks of,`;
      const wrong =
        bytes === undefined ? 'is not there' : hashOf(bytes) === hash ? undefined : 'is not as it was';
      if (wrong !== undefined)
        return {
          contents: seen.size,
          broken: { seq: row.seq, kind: 'content', what: `the content ${what} ${wrong}` },
        };
    }
  }
  return { contents: seen.size, broken: undefined };
}
