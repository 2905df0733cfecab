import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { requestColumns, type RequestValues } from '../simulation/index.ts';

/** Requests per row group: what is held in memory. */
const groupRows = 100_000;

/** A Parquet file that takes one request after the other. */
export interface RequestColumnsFile {
  readonly take: (values: RequestValues) => void;
  close(): void;
}

const types = { text: 'BYTE_ARRAY', whole: 'INT32', broken: 'DOUBLE' } as const;

/** Opens a Parquet file of requests: `requestColumns`, one row each, row group by row group. Throws where it cannot be written. */
export function requestColumnsFile(path: string): RequestColumnsFile {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [
      { name: 'root', num_children: requestColumns.length },
      ...requestColumns.map(({ name, kind, mayMiss }) => ({
        name,
        type: types[kind],
        ...(kind === 'text' && { converted_type: 'UTF8' as const }),
        repetition_type: mayMiss ? ('OPTIONAL' as const) : ('REQUIRED' as const),
      })),
    ],
  });
  const columns = requestColumns.map(({ name }) => ({ name, data: [] as (string | number | null)[] }));
  let rows = 0;
  const flush = (): void => {
    if (rows === 0) return;
    void writer.write({ columnData: columns, rowGroupSize: groupRows });
    for (const { data } of columns) data.length = 0;
    rows = 0;
  };
  return {
    take(values) {
      for (const [index, { data }] of columns.entries()) data.push(values[index] ?? null);
      rows += 1;
      if (rows === groupRows) flush();
    },
    close() {
      flush();
      void writer.finish();
    },
  };
}
