import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../../handoff/index.ts';
import { storeTrouble } from '../messages.ts';
import type { NotedHead } from '../verify/verify-store.ts';

/** Name of the list of records in an export. */
export const exportManifest = 'records.json';

const notedHead = z.object({
  record: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u),
  seq: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
});
const manifest = z.object({
  format: z.literal('fleetwright-records'),
  version: z.literal(1),
  records: z.array(notedHead),
});

/** The records of an export, and where each ends. */
export function readManifest(files: readonly ExportedFile[]): readonly NotedHead[] | Diagnostic {
  const file = files.find(({ path }) => path === exportManifest);
  if (file === undefined)
    return storeTrouble(
      'FW-STO-0024',
      exportManifest,
      `there is no ${exportManifest}: this is no export of records`,
    );
  const text = typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content);
  return (
    readHeads(text) ??
    storeTrouble('FW-STO-0024', exportManifest, `${exportManifest} is not written as exports are`)
  );
}

/** Ends of records from a list of them, as `record heads` or an export writes it; undefined where it is none. */
export function readHeads(text: string): readonly NotedHead[] | undefined {
  try {
    const { data } = manifest.safeParse(JSON.parse(text));
    return data?.records;
  } catch {
    return undefined;
  }
}

/** Ends of records as a file that is kept elsewhere. */
export function writeHeads(records: readonly NotedHead[]): string {
  return `${JSON.stringify({ format: 'fleetwright-records', version: 1, records }, null, 2)}\n`;
}
