import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../../handoff/index.ts';
import { getContent } from '../contents.ts';
import type { Store } from '../database/store.ts';
import { historyOf } from '../history/history.ts';
import { storeTrouble } from '../messages.ts';
import { noRecord, replay } from '../record/read-record.ts';
import type { RecordState } from '../record/state.ts';
import type { NotedHead } from '../verify/verify-store.ts';
import { notesPage } from './notes-page.ts';
import { exportManifest, writeHeads } from './manifest.ts';

/**
 * Records as plain files, which need no program to be read and lose nothing:
 *
 * ```
 * records.json               which records, and where each ends
 * NAME/history.jsonl         every entry, a line each: the hash of a line is the hash of the entry
 * NAME/notes.md              the same for people
 * NAME/v1/plan.json          the plan, byte for byte
 * NAME/v1/scenario.yaml      the scenario it was made from
 * NAME/attachments/…         files, named after their hash
 * NAME/actuals/…             actual deliveries, spend and load
 * ```
 */
export async function exportRecords(
  store: Store,
  records: readonly string[],
): Promise<readonly ExportedFile[] | Diagnostic> {
  const files: ExportedFile[] = [];
  const heads: NotedHead[] = [];
  for (const record of records) {
    const rows = await historyOf(store.db, record);
    const state = replay(record, rows);
    if (state === undefined) return noRecord(record);
    if ('code' in state) return state;
    heads.push({ record, ...state.head });
    const contents = await contentFiles(store, state);
    if ('code' in contents) return contents;
    files.push(
      { path: `${record}/history.jsonl`, content: rows.map(({ body }) => `${body}\n`).join('') },
      { path: `${record}/notes.md`, content: notesPage(state) },
      ...contents,
    );
  }
  return [{ path: exportManifest, content: writeHeads(heads) }, ...files];
}

async function contentFiles(
  store: Store,
  { id, versions, attachments, actuals }: RecordState,
): Promise<readonly ExportedFile[] | Diagnostic> {
  const wanted = new Map<string, string>();
  for (const { number, plan, scenario } of versions) {
    wanted.set(`${id}/v${number}/plan.json`, plan);
    if (scenario !== null) wanted.set(`${id}/v${number}/scenario.yaml`, scenario);
  }
  for (const { name, content } of attachments)
    wanted.set(`${id}/attachments/${content.slice(0, 12)}-${plainName(name)}`, content);
  for (const { actuals: what, content } of actuals)
    wanted.set(`${id}/actuals/${what}-${content.slice(0, 12)}.json`, content);
  const files: ExportedFile[] = [];
  for (const [path, hash] of wanted) {
    const content = await getContent(store, hash);
    if (content === undefined)
      return storeTrouble(
        'FW-STO-0024',
        id,
        `the content ${hash.slice(0, 12)} of ${path} is not in the store`,
        'see fleetwright record verify',
      );
    files.push({ path, content });
  }
  return files;
}

/** A name that every file system takes. */
function plainName(name: string): string {
  return name.replaceAll(/[^\w.-]/gu, '_').slice(-80);
}
