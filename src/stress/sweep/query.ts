import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { stressProblem } from '../messages.ts';
import { chunkPath, missingChunks, type SweepFolder } from './folder.ts';
import { chunkCount } from './spec.ts';
import type { Cell, Row } from './task.ts';

/** Answer of a question in SQL. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * Asks the rows of a sweep in DuckDB's SQL; they are the view `rows`, in no certain order unless asked for. An unfinished sweep
 * answers with the chunks it has.
 */
export async function querySweep(
  folder: SweepFolder,
  sql: string,
): Promise<QueryAnswer | { readonly problems: readonly Diagnostic[] }> {
  const missing = new Set(missingChunks(folder));
  const files = Array.from({ length: chunkCount(folder.spec) }, (_, chunk) => chunk)
    .filter((chunk) => !missing.has(chunk))
    .map((chunk) => chunkPath(folder, chunk));
  if (files.length === 0) {
    const message = `no chunk of ${folder.path} is finished yet`;
    return { problems: [stressProblem('FW-STR-0007', [folder.path], message)] };
  }
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const list = files.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ');
    await connection.run(`create view rows as select * from read_parquet([${list}])`);
    const result = await connection.runAndReadAll(sql);
    const columns = result.deduplicatedColumnNames();
    const rows = result
      .getRows()
      .map((row) => Object.fromEntries(columns.map((name, index) => [name, cellOf(row[index])])));
    return { columns, rows };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problems: [stressProblem('FW-STR-0010', ['sql'], message, 'the rows are the view `rows`')] };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function cellOf(value: DuckDBValue | undefined): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
    ? value
    : value.toString();
}
