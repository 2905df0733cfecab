import { canonicalJson, sha256Hex } from '../../evidence/index.ts';

/** A row of `history`. */
export interface HistoryRow {
  readonly record: string;
  readonly seq: number;
  readonly body: string;
  readonly hash: string;
}

/** Where a history ends: number and hash of its last entry. Kept elsewhere, it shows a lost or rewritten end. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** What was done, by whom and when; `Event` says what. */
export interface Entry<Event> {
  readonly record: string;
  readonly seq: number;
  /** Instant in UTC, ISO 8601. */
  readonly at: string;
  readonly author: string;
  readonly event: Event;
}

/** What stands before the first entry. */
export const beginning: Head = { seq: 0, hash: '0'.repeat(64) };

/**
 * The row of an entry that follows `previous`. Its body is the canonical JSON of the entry and the hash before it, so
 * that no entry can be changed, moved or taken out without every later hash changing.
 */
export function rowOf(entry: Entry<object>, previous: Head): HistoryRow {
  const { record, seq } = entry;
  const body = canonicalJson({ ...entry, previous: previous.hash });
  return { record, seq, body, hash: sha256Hex(body) };
}
