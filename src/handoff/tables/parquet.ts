import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnModel, ColumnType, TableValue } from './column.ts';

/** How each type of column is stored. */
export const parquetTypes = {
  text: { write: 'STRING', stored: 'BYTE_ARRAY', logical: 'UTF8' },
  number: { write: 'DOUBLE', stored: 'DOUBLE', logical: undefined },
  whole: { write: 'INT64', stored: 'INT64', logical: undefined },
  boolean: { write: 'BOOLEAN', stored: 'BOOLEAN', logical: undefined },
} as const;

/**
 * A Parquet file of one table. Texts stand as they are, as no reader of Parquet runs them.
 *
 * @param notes entries of the file's own key-value metadata
 */
export function parquetBytes(
  columns: readonly ColumnModel[],
  rows: readonly (readonly TableValue[])[],
  notes: Readonly<Record<string, string>>,
): Uint8Array {
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, type, nullable }, index) => ({
      name,
      type: parquetTypes[type].write,
      nullable,
      data: rows.map((row) => stored(row[index] ?? null, type)),
    })),
    kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
    createdBy: 'fleetwright',
  });
  return new Uint8Array(buffer);
}

function stored(value: TableValue, type: ColumnType): TableValue | bigint {
  return type === 'whole' && typeof value === 'number' ? BigInt(value) : value;
}
