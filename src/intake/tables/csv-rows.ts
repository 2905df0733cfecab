import { parse } from 'csv-parse/sync';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { intakeTrouble } from '../messages.ts';

/** A row of a table, with the line it begins in. */
export interface TableRow {
  readonly line: number;
  /** Cells by the column's own name. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A table whose columns are found by name. */
export interface ReadRows {
  readonly rows: readonly TableRow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A column that is looked for: its own name, and the others it goes by. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV with a header. Columns are found by any of their names, whatever their case, spaces, dashes and underscores,
 * and are called by the first; others are left out. Those in `needed` must be there.
 */
export function csvRows(
  file: string,
  text: string,
  columns: ColumnNames,
  needed: readonly string[],
): ReadRows {
  const parsed = parsedRows(text);
  const [header, ...body] = parsed ?? [];
  if (header === undefined) {
    return {
      rows: [],
      diagnostics: [
        intakeTrouble('FW-INT-0001', 'error', { file }, `${file} is not a CSV file with a header`),
      ],
    };
  }
  const places = placesOf(header.record, columns);
  const missing = needed.filter((name) => !places.has(name));
  if (missing.length > 0) {
    return {
      rows: [],
      diagnostics: missing.map((name) =>
        intakeTrouble(
          'FW-INT-0003',
          'error',
          { file, line: 1 },
          `${file} has no column ${[name, ...(columns[name] ?? [])].map((each) => `\`${each}\``).join(' or ')}`,
          `its columns: ${header.record.slice(0, 20).join(', ')}`,
        ),
      ),
    };
  }
  const rows = body.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries([...places].map(([name, index]) => [name, (record[index] ?? '').trim()])),
  }));
  return { rows, diagnostics: [] };
}

function parsedRows(text: string): readonly Parsed[] | undefined {
  try {
    // The declarations do not know that `info` changes what a record is.
    const found = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly Parsed[];
    return found;
  } catch {
    return undefined;
  }
}

/** Index of each column that is there. */
function placesOf(header: readonly string[], columns: ColumnNames): ReadonlyMap<string, number> {
  const plain = header.map(plainName);
  return new Map(
    Object.entries(columns).flatMap(([name, names]) => {
      const index = [name, ...names].map((each) => plain.indexOf(plainName(each))).find((at) => at >= 0);
      return index === undefined ? [] : [[name, index] as const];
    }),
  );
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/gu, '');
}
