import type { PlanFile } from '../../plan/index.ts';
import type { ExportFormat } from '../format.ts';
import { checkTables } from './check-tables.ts';
import { csvText } from './csv.ts';
import { parquetBytes } from './parquet.ts';
import { readCsv } from './read-csv.ts';
import { readParquet } from './read-parquet.ts';
import { planTables } from './table.ts';

export { checkCells } from './check-columns.ts';
export type { ColumnModel, TableValue } from './column.ts';
export { csvText } from './csv.ts';
export { parquetBytes } from './parquet.ts';
export { readCsv } from './read-csv.ts';
export { readParquet } from './read-parquet.ts';

/** Lines, placements, cash, verdicts and all other lists of the plan as CSV files. */
export const csvFormat: ExportFormat = {
  name: 'csv',
  summary: 'Every list of the plan as a CSV file, safe to open in a spreadsheet',
  shape: 'folder',
  files: (plan) =>
    planTables(plan).map(({ name, columns, rows }) => ({
      path: `${name}.csv`,
      content: csvText(
        columns.map((column) => column.name),
        rows,
      ),
    })),
  validate: (files) => checkTables(files, '.csv', readCsv),
};

/** The same tables as Parquet files. */
export const parquetFormat: ExportFormat = {
  name: 'parquet',
  summary: 'The same tables as typed Parquet files, for databases and notebooks',
  shape: 'folder',
  files: (plan) =>
    planTables(plan).map(({ name, means, columns, rows }) => ({
      path: `${name}.parquet`,
      content: parquetBytes(columns, rows, {
        ...planNotes(plan),
        table: means,
        columns: JSON.stringify(Object.fromEntries(columns.map((column) => [column.name, column.means]))),
      }),
    })),
  validate: (files) => checkTables(files, '.parquet', readParquet),
};

/** Which plan a file came from. */
function planNotes(plan: PlanFile): Readonly<Record<string, string>> {
  return {
    scenario: plan.scenario,
    variant: plan.variant ?? '',
    asOf: plan.asOf,
    currency: plan.currency,
    scenarioHash: plan.scenarioHash,
    ruleSetHash: plan.ruleSet.hash,
  };
}
