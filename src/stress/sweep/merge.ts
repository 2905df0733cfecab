import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { stressProblem } from '../messages.ts';
import { chunkPath, keepFile, missingChunks, readChunk, type SweepFolder } from './folder.ts';
import { parquetToRows, rowsToParquet } from './parquet.ts';
import { chunkCount, sweepHash } from './spec.ts';
import type { Row, SweepColumn } from './task.ts';

/** All rows of a sweep, in the order of its chunks and so of its indexes. */
export interface SweepRows {
  readonly columns: readonly SweepColumn[];
  readonly rows: readonly Row[];
}

/**
 * Reads the finished chunks of a folder in order. Every file must say that it belongs to this sweep and this place.
 *
 * @param partly true to read what there is of an unfinished sweep
 */
export async function readRows(
  folder: SweepFolder,
  partly = false,
): Promise<SweepRows | { readonly problems: readonly Diagnostic[] }> {
  const missing = new Set(missingChunks(folder));
  const total = chunkCount(folder.spec);
  if (missing.size > 0 && !partly) {
    const message = `${missing.size} of ${total} chunks are missing in ${folder.path}`;
    return {
      problems: [stressProblem('FW-STR-0007', [folder.path], message, 'go on with fleetwright sweep resume')],
    };
  }
  const hash = sweepHash(folder.spec);
  const problems: Diagnostic[] = [];
  const rows: Row[] = [];
  let columns: readonly SweepColumn[] = [];
  for (let chunk = 0; chunk < total; chunk += 1) {
    if (missing.has(chunk)) continue;
    const read = await parquetToRows(readChunk(folder, chunk));
    if (read === undefined || read.notes.sweep !== hash || read.notes.chunk !== String(chunk)) {
      const path = chunkPath(folder, chunk);
      const why = read === undefined ? 'is no whole Parquet file' : 'belongs to another sweep or chunk';
      problems.push(stressProblem('FW-STR-0008', [path], `${path} ${why}`, 'remove it and resume the sweep'));
      continue;
    }
    columns = read.columns;
    for (const row of read.rows) rows.push(row);
  }
  return problems.length > 0 ? { problems } : { columns, rows };
}

/** Writes `merged.parquet` of a finished sweep; the same bytes whichever engine worked on it. */
export async function mergeSweep(
  folder: SweepFolder,
): Promise<{ readonly path: string; readonly rows: number } | { readonly problems: readonly Diagnostic[] }> {
  const read = await readRows(folder);
  if ('problems' in read) return read;
  const path = join(folder.path, 'merged.parquet');
  keepFile(path, rowsToParquet(read.columns, read.rows, { sweep: sweepHash(folder.spec) }));
  return { path, rows: read.rows.length };
}
