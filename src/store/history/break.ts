import { canonicalJson, sha256Hex } from '../../evidence/index.ts';
import { beginning, type Head, type HistoryRow } from './entry.ts';

/** The first place at which a history is not what it was when it was written. */
export interface Break {
  /** Number of the first entry that is wrong. */
  readonly seq: number;
  readonly kind:
    | 'altered'
    | 'removed'
    | 'reordered'
    | 'truncated'
    | 'added'
    | 'rewritten'
    /** The entry is chained, but says what the rules of a record do not permit. */
    | 'unlawful'
    /** A plan, scenario or file that the entry speaks of is not there or not as it was. */
    | 'content';
  readonly what: string;
}

/** The links of an entry, as its body gives them. */
interface Links {
  readonly record: string;
  readonly seq: number;
  readonly previous: string;
}

/**
 * Finds the first entry of a history that was altered, removed, moved or cut off, or nothing when all is as written.
 *
 * ```
 * rows ─ numbered 1, 2, 3 …             else removed
 *      ─ hash = SHA-256 of the body      else altered
 *      ─ body names this record and seq  else reordered
 *      ─ body repeats the hash before    else the one before was replaced
 *      ─ last row = head of the record   else truncated, added
 *      ─ an entry noted elsewhere        else rewritten
 * ```
 *
 * @param rows all rows of one record, by `seq`
 * @param head the end that the store notes
 * @param noted ends that were noted elsewhere, at any time
 */
export function findBreak(
  record: string,
  rows: readonly HistoryRow[],
  head: Head,
  noted: readonly Head[] = [],
): Break | undefined {
  let previous = beginning;
  for (const [index, row] of rows.entries()) {
    const found = breakOf(record, row, { expected: index + 1, previous, rows });
    if (found !== undefined) return found;
    previous = { seq: row.seq, hash: row.hash };
  }
  return brokenEnd(previous, head) ?? rewritten(rows, noted);
}

function breakOf(
  record: string,
  row: HistoryRow,
  at: { readonly expected: number; readonly previous: Head; readonly rows: readonly HistoryRow[] },
): Break | undefined {
  const { expected: seq, previous, rows } = at;
  if (row.seq !== seq) return { seq, kind: 'removed', what: `entry ${seq} is missing` };
  if (sha256Hex(row.body) !== row.hash)
    return { seq, kind: 'altered', what: `entry ${seq} does not have the hash it was written with` };
  const links = linksOf(row.body);
  if (links === undefined)
    return { seq, kind: 'altered', what: `entry ${seq} is not written as entries are` };
  if (links.record !== record)
    return { seq, kind: 'reordered', what: `entry ${seq} belongs to the record ${links.record}` };
  if (links.seq !== seq) {
    const elsewhere = rows.some(({ body }) => linksOf(body)?.seq === seq);
    return elsewhere
      ? { seq, kind: 'reordered', what: `entry ${links.seq} stands in the place of entry ${seq}` }
      : {
          seq,
          kind: 'removed',
          what: `entry ${seq} is missing; entry ${links.seq} was moved up to its place`,
        };
  }
  if (links.previous === previous.hash) return undefined;
  const what =
    seq === 1
      ? 'entry 1 follows an entry that is not there'
      : `entry ${seq - 1} is not the one that entry ${seq} was written after`;
  return { seq: Math.max(1, seq - 1), kind: 'altered', what };
}

function brokenEnd(last: Head, head: Head): Break | undefined {
  if (last.seq < head.seq)
    return {
      seq: last.seq + 1,
      kind: 'truncated',
      what: `entries ${last.seq + 1} to ${head.seq} were cut off`,
    };
  if (last.seq > head.seq)
    return { seq: head.seq + 1, kind: 'added', what: `entry ${head.seq + 1} was added past the end` };
  if (last.hash !== head.hash)
    return { seq: last.seq, kind: 'altered', what: `entry ${last.seq} is not the one the record ends with` };
  return undefined;
}

function rewritten(rows: readonly HistoryRow[], noted: readonly Head[]): Break | undefined {
  for (const { seq, hash } of noted.toSorted((a, b) => a.seq - b.seq)) {
    const row = rows[seq - 1];
    if (row === undefined)
      return { seq: rows.length + 1, kind: 'truncated', what: `entry ${seq}, noted elsewhere, is not there` };
    if (row.hash !== hash)
      return {
        seq,
        kind: 'rewritten',
        what: `entry ${seq} or one before it is not what was noted elsewhere`,
      };
  }
  return undefined;
}

function linksOf(body: string): Links | undefined {
  try {
    const value = JSON.parse(body) as Partial<Links>;
    const { record, seq, previous } = value;
    const whole = typeof record === 'string' && typeof seq === 'number' && typeof previous === 'string';
    return whole && canonicalJson(value) === body ? { record, seq, previous } : undefined;
  } catch {
    return undefined;
  }
}
