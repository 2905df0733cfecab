import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { intakeTrouble } from '../messages.ts';
import type { ColumnNames, ReadRows } from './csv-rows.ts';

/**
 * Reads a Parquet file by the names of its columns, as `csvRows` does; values become texts. Rows count as lines from 1.
 * Packed with anything but Snappy or nothing, it cannot be read.
 */
export async function parquetRows(
  file: string,
  bytes: Uint8Array,
  columns: ColumnNames,
  needed: readonly string[],
): Promise<ReadRows> {
  const buffer = bytes.slice().buffer;
  try {
    const metadata = parquetMetadata(buffer);
    const header = metadata.schema.slice(1).map(({ name }) => name);
    const chosen = Object.entries(columns).flatMap(([name, others]) => {
      const found = [name, ...others].find((each) => header.includes(each));
      return found === undefined ? [] : [[name, found] as const];
    });
    const missing = needed.filter((name) => !chosen.some(([each]) => each === name));
    if (missing.length > 0) {
      return {
        rows: [],
        diagnostics: missing.map((name) =>
          intakeTrouble(
            'FW-INT-0003',
            'error',
            { file },
            `${file} has no column \`${name}\``,
            `its columns: ${header.slice(0, 20).join(', ')}`,
          ),
        ),
      };
    }
    const objects = await parquetReadObjects({
      file: buffer,
      metadata,
      columns: chosen.map(([, found]) => found),
    });
    const rows = objects.map((object, index) => ({
      line: index + 1,
      cells: Object.fromEntries(chosen.map(([name, found]) => [name, textOf(object[found])])),
    }));
    return { rows, diagnostics: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      rows: [],
      diagnostics: [
        intakeTrouble('FW-INT-0001', 'error', { file }, `${file} cannot be read as Parquet: ${why}`),
      ],
    };
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object')
    return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? Number(each) : each));
  return typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint'
    ? String(value)
    : '';
}
