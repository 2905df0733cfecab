import { fileTrouble } from '../files/index.ts';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Diagnostic } from '../diagnostics/index.ts';

/** A table read from a file: rows by column name. */
export interface TableFile {
  readonly ok: true;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

const largestTable = 256_000_000;

/**
 * Reads records from a CSV, JSON or JSON-lines file, packed with gzip or not. Values become texts; nested ones are left out.
 * The kind is told by the name, gzip by the first bytes.
 */
export function readTable(path: string): TableFile | { readonly ok: false; readonly diagnostic: Diagnostic } {
  try {
    const bytes = readFileSync(path);
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = (packed ? gunzipSync(bytes, { maxOutputLength: largestTable }) : bytes).toString('utf8');
    const kind = path.replace(/\.gz$/iu, '').toLowerCase();
    const rows = kind.endsWith('.json') || kind.endsWith('.jsonl') ? records(text) : csv(text);
    return { ok: true, rows };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      diagnostic: fileTrouble(
        'FW-FILE-0001',
        path,
        `cannot read ${path}: ${why}`,
        'a CSV, JSON or JSON-lines file, gzip or not',
      ),
    };
  }
}

function csv(text: string): TableFile['rows'] {
  const rows: Readonly<Record<string, string>>[] = parse(text, {
    columns: true,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  return rows;
}

/** One object, an array of them, or one a line. */
function records(text: string): TableFile['rows'] {
  const trimmed = text.trim();
  const lines = trimmed.split('\n').map((line) => line.trim());
  const severalDocuments =
    lines.length > 1 && lines.every((line) => line.startsWith('{') && line.endsWith('}'));
  const parsed: unknown = severalDocuments
    ? lines.map((line): unknown => JSON.parse(line))
    : JSON.parse(trimmed);
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  return list.map((record) =>
    Object.fromEntries(
      Object.entries(record ?? {})
        .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
        .map(([key, value]) => [key, String(value)]),
    ),
  );
}
