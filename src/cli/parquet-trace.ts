import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

/** Rows unpacked at once: bounds the memory, whatever the size of the file. */
const rowsAtOnce = 50_000;

/** What Parquet files are packed with beside Snappy. */
const compressors = {
  GZIP: (input: Uint8Array) => gunzipSync(input),
  BROTLI: (input: Uint8Array) => brotliDecompressSync(input),
  ZSTD: (input: Uint8Array) => zstdDecompressSync(input),
};

/** A file of JSON lines, one per row of the Parquet file, and how to be rid of it. */
export interface Unpacked {
  readonly path: string;
  remove(): void;
}

/**
 * Unpacks a Parquet file into JSON lines in the folder for temporary files, a part at a time, so that it can be replayed as often as it
 * takes. Lines count as rows do, from 1. Times with a type of their own become ISO dates.
 *
 * @throws where it is not Parquet, or packed with something else than Snappy, gzip, Brotli or Zstandard
 */
export async function unpackParquet(path: string): Promise<Unpacked> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const folder = mkdtempSync(join(tmpdir(), 'fleetwright-trace-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const lines = join(folder, 'trace.jsonl');
  try {
    appendFileSync(lines, '');
    for (let row = 0; row < Number(metadata.num_rows); row += rowsAtOnce) {
      const rows = await parquetReadObjects({
        file,
        metadata,
        compressors,
        rowStart: row,
        rowEnd: Math.min(Number(metadata.num_rows), row + rowsAtOnce),
      });
      appendFileSync(lines, rows.map((each) => `${JSON.stringify(each, plainNumber)}\n`).join(''));
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { path: lines, remove };
}

function plainNumber(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
