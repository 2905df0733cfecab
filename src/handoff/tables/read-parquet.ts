import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet';
import type { ExportedFile } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { bytesOf } from '../validation.ts';
import { checkHeader } from './check-columns.ts';
import type { ColumnModel, TableValue } from './column.ts';
import { parquetTypes } from './parquet.ts';
import type { ReadTable } from './read-csv.ts';

/** Reads a Parquet file strictly by its columns: names, order and stored types. */
export async function readParquet(file: ExportedFile, columns: readonly ColumnModel[]): Promise<ReadTable> {
  const { buffer, byteOffset, byteLength } = bytesOf(file);
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const metadata = metadataOf(bytes);
  if (metadata === undefined) {
    const message = `${file.path} is not a Parquet file`;
    return { rows: [], diagnostics: [handoffProblem('FW-HND-0003', [file.path], message)] };
  }
  const [, ...elements] = metadata.schema;
  const header = elements.map(({ name }) => name);
  const wrong = [
    ...checkHeader(file.path, header, columns),
    ...columns.flatMap(({ name, type }) => {
      const element = elements.find((each) => each.name === name);
      const { stored, logical } = parquetTypes[type];
      return element === undefined || (element.type === stored && element.converted_type === logical)
        ? []
        : [
            handoffProblem(
              'FW-HND-0103',
              [file.path, name],
              `${name} is stored as ${element.converted_type ?? element.type ?? 'a group'}, not as ${logical ?? stored}`,
            ),
          ];
    }),
  ];
  if (wrong.length > 0) return { rows: [], diagnostics: wrong };
  try {
    const objects = await parquetReadObjects({ file: bytes, metadata });
    return { rows: objects.map((row) => columns.map(({ name }) => plain(row[name]))), diagnostics: [] };
  } catch {
    const message = `${file.path} is damaged: its pages cannot be read`;
    return { rows: [], diagnostics: [handoffProblem('FW-HND-0003', [file.path], message)] };
  }
}

function metadataOf(bytes: ArrayBuffer): FileMetaData | undefined {
  try {
    return parquetMetadata(bytes);
  } catch {
    return undefined;
  }
}

function plain(value: unknown): TableValue {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
