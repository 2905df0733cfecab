import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Cell, Row, SweepColumn } from './task.ts';

const types = { text: 'STRING', number: 'DOUBLE', whole: 'INT64', boolean: 'BOOLEAN' } as const;

/**
 * Rows as a Parquet file: equal rows give equal bytes on every machine.
 *
 * @param notes entries of the file's own metadata, such as the sweep it belongs to
 */
export function rowsToParquet(
  columns: readonly SweepColumn[],
  rows: readonly Row[],
  notes: Readonly<Record<string, string>>,
): Uint8Array {
  const columnData = columns.map(({ name, type }) => ({
    name,
    type: types[type],
    nullable: true,
    data: rows.map((row) => written(row[name] ?? null, type)),
  }));
  const kvMetadata = Object.entries(notes).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: 'fleetwright' }));
}

function written(value: Cell, type: SweepColumn['type']): Cell | bigint {
  return type === 'whole' && typeof value === 'number' ? BigInt(value) : value;
}

/** A Parquet file as it was written by `rowsToParquet`. */
export interface ReadRows {
  readonly columns: readonly SweepColumn[];
  readonly rows: readonly Row[];
  readonly notes: Readonly<Record<string, string>>;
}

/** Reads rows back; undefined where the bytes are not a whole Parquet file. */
export async function parquetToRows(bytes: Uint8Array): Promise<ReadRows | undefined> {
  const file = new Uint8Array(bytes).buffer;
  try {
    const metadata = parquetMetadata(file);
    const [, ...elements] = metadata.schema;
    const objects = await parquetReadObjects({ file, metadata });
    return {
      columns: elements.map(({ name, type }) => ({ name, type: typeOf(type) })),
      rows: objects.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cell(value)])),
      ),
      notes: Object.fromEntries(
        (metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']),
      ),
    };
  } catch {
    return undefined;
  }
}

function typeOf(stored: string | undefined): SweepColumn['type'] {
  const found = { DOUBLE: 'number', INT64: 'whole', BOOLEAN: 'boolean' } as const;
  return found[stored as keyof typeof found] ?? 'text';
}

function cell(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
