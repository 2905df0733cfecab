import type { Diagnostic } from '../../diagnostics/index.ts';
import { sha256Hex } from '../../evidence/index.ts';
import type { ExportedFile } from '../../handoff/index.ts';
import { contentOf, putContents, type Content } from '../contents.ts';
import type { Store, StoreTransaction } from '../database/store.ts';
import { findBreak } from '../history/break.ts';
import { beginning, type Head, type HistoryRow } from '../history/entry.ts';
import { append, historyOf, lockedHeadOf } from '../history/history.ts';
import { storeTrouble } from '../messages.ts';
import { contentHashesOf } from '../record/events.ts';
import { entryOf } from '../record/read-record.ts';
import { lawfulness } from '../verify/verify-record.ts';
import { readManifest } from './manifest.ts';

/** What an import did to one record. */
export interface ImportedRecord {
  readonly record: string;
  /** Entries of the export. */
  readonly entries: number;
  /** How many of them the store did not have. */
  readonly added: number;
}

/**
 * Takes records of an export into a store, all or nothing, with the same hashes. A record that the store has already is
 * brought forward where the export goes on from it; where both went on differently, nothing is taken.
 */
export async function importRecords(
  store: Store,
  files: readonly ExportedFile[],
): Promise<readonly ImportedRecord[] | readonly Diagnostic[]> {
  const manifest = readManifest(files);
  if ('code' in manifest) return [manifest];
  const contents = new Map(files.map(({ content }) => contentOf(content)).map((one) => [one.hash, one]));
  const read = manifest.map((head) => readExported(head, files, contents));
  const problems = read.flatMap((one) => ('code' in one ? [one] : []));
  if (problems.length > 0) return problems;
  const sound = read.flatMap((one) => ('code' in one ? [] : [one]));
  try {
    return await store.db.transaction().execute(async (transaction) => {
      const done: ImportedRecord[] = [];
      for (const exported of sound) done.push(await take(store, transaction, exported));
      return done;
    });
  } catch (error) {
    if (error instanceof Diverged) return [error.diagnostic];
    throw error;
  }
}

/** A record of an export that was verified. */
interface Exported {
  readonly record: string;
  readonly rows: readonly HistoryRow[];
  readonly contents: readonly Content[];
}

function readExported(
  head: Head & { readonly record: string },
  files: readonly ExportedFile[],
  contents: ReadonlyMap<string, Content>,
): Exported | Diagnostic {
  const { record } = head;
  const path = `${record}/history.jsonl`;
  const trouble = (why: string): Diagnostic => storeTrouble('FW-STO-0024', path, `${path}: ${why}`);
  const file = files.find((one) => one.path === path);
  if (file === undefined) return trouble('it is not there');
  const text = typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content);
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((body, index) => ({ record, seq: index + 1, body, hash: sha256Hex(body) }));
  const broken = findBreak(record, rows, head) ?? lawfulness(rows);
  if (broken !== undefined) return trouble(broken.what);
  const hashes = rows.flatMap((row) => {
    const entry = entryOf(row);
    return 'code' in entry ? [] : contentHashesOf(entry.event);
  });
  const missing = hashes.find((hash) => !contents.has(hash));
  if (missing !== undefined)
    return trouble(
      `no file of the export has the hash ${missing.slice(0, 12)} that it speaks of; was one changed?`,
    );
  return { record, rows, contents: [...new Set(hashes)].flatMap((hash) => contents.get(hash) ?? []) };
}

async function take(
  store: Store,
  transaction: StoreTransaction,
  { record, rows, contents }: Exported,
): Promise<ImportedRecord> {
  const head = (await lockedHeadOf(store, transaction, record)) ?? beginning;
  const there = await historyOf(transaction, record);
  const common = Math.min(there.length, rows.length);
  const apart = there.slice(0, common).findIndex((row, index) => row.hash !== rows[index]?.hash);
  if (apart >= 0) throw new Diverged(record, apart + 1);
  await putContents(transaction, contents);
  const added = rows.slice(common);
  await append(transaction, head, added);
  return { record, entries: rows.length, added: added.length };
}

/** Ends the transaction, so that nothing of the import stays. */
class Diverged extends Error {
  readonly diagnostic: Diagnostic;

  constructor(record: string, seq: number) {
    const message = `${record} in the store and in the export differ from entry ${seq} on; nothing was imported`;
    super(message);
    this.diagnostic = storeTrouble('FW-STO-0026', record, message, 'import into another store: --store FILE');
  }
}
