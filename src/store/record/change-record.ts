import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Store } from '../database/store.ts';
import { append, chain, conflict, historyOf, lockedHeadOf } from '../history/history.ts';
import { beginning } from '../history/entry.ts';
import { putContents, type Content } from '../contents.ts';
import { applyEntry } from './apply.ts';
import type { RecordEvent } from './events.ts';
import { noRecord, replay } from './read-record.ts';
import { refusalsOf } from './refusal.ts';
import type { RecordEntry, RecordState } from './state.ts';

/** One change of a record: who, when, and what to write once it is known how the record stands. */
export interface RecordChange {
  readonly record: string;
  readonly author: string;
  /** Instant in UTC, ISO 8601. */
  readonly at: string;
  /** Hash of the last entry the author saw: the change is refused when another one was added since. */
  readonly expected?: string | undefined;
  /** What the events speak of by hash. */
  readonly contents?: readonly Content[];
  /** What happens, given the record as it stands (undefined when there is none yet), or why not. */
  readonly events: (state: RecordState | undefined) => readonly RecordEvent[] | readonly Diagnostic[];
}

/** The record after a change, and the entries that were added. */
export interface Changed {
  readonly state: RecordState;
  readonly entries: readonly RecordEntry[];
}

/**
 * Changes a record, whole or not at all; when it returns `Changed`, the change is on disk.
 *
 * ```
 * lock the head ─ expected? ─ replay the history ─ events ─ permitted? ─ contents, entries, head ─ commit
 * ```
 *
 * Writers of one record take turns, and each decides on what the one before left: no update is lost.
 */
export async function changeRecord(
  store: Store,
  change: RecordChange,
): Promise<Changed | readonly Diagnostic[]> {
  const { record, author, at } = change;
  return store.db.transaction().execute(async (transaction) => {
    const head = (await lockedHeadOf(store, transaction, record)) ?? beginning;
    if (change.expected !== undefined && change.expected !== head.hash)
      return [head.seq === 0 ? noRecord(record) : conflict(record, change.expected, head)];
    let state = replay(record, await historyOf(transaction, record));
    if (state !== undefined && 'code' in state) return [state];
    const events = change.events(state);
    if (isRefused(events)) return events;
    const entries: RecordEntry[] = [];
    for (const event of events) {
      const entry: RecordEntry = { record, seq: head.seq + entries.length + 1, at, author, event };
      const refusals = refusalsOf(state, entry);
      if (refusals.length > 0) return refusals;
      state = applyEntry(state, entry, { seq: entry.seq, hash: '' });
      entries.push(entry);
    }
    if (state === undefined) return [noRecord(record)];
    await putContents(transaction, change.contents ?? []);
    return { state: { ...state, head: await append(transaction, head, chain(head, entries)) }, entries };
  });
}

function isRefused(made: readonly RecordEvent[] | readonly Diagnostic[]): made is readonly Diagnostic[] {
  return made.some((one) => 'code' in one);
}
