import type { Diagnostic } from '../../diagnostics/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { ExportedFile, ExportFormat } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import {
  checkCells,
  csvText,
  parquetBytes,
  readCsv,
  readParquet,
  type ColumnModel,
  type TableValue,
} from '../tables/index.ts';
import { checkFileNames } from '../validation.ts';
import { checkCommitments, checkForecast } from './check.ts';
import { commitmentColumns, forecastColumns } from './columns.ts';
import { commitmentRows, type Row } from './commitments.ts';
import { forecastRows } from './forecast.ts';

const datasets = [
  { name: 'contract-commitment', columns: commitmentColumns },
  { name: 'forecast-cost-and-usage', columns: forecastColumns },
] as const;

/**
 * The plan in the words of FOCUS 1.4: its lines as contract commitments, and what it expects to be paid as rows of
 * Cost and Usage in a file of their own, marked as a forecast.
 */
export const focusFormat: ExportFormat = {
  name: 'focus',
  summary:
    'FOCUS 1.4: contract commitments, and a forecast of cost and usage (no billing data); CSV and Parquet',
  shape: 'folder',
  files(plan, context) {
    const [commitments, forecast] = [commitmentRows(plan, context?.previous), forecastRows(plan)];
    return [
      { path: 'README.md', content: readme(plan) },
      ...documents('contract-commitment', commitmentColumns, commitments),
      ...documents('forecast-cost-and-usage', forecastColumns, forecast),
    ];
  },
  async validate(files) {
    const names = ['README.md', ...datasets.flatMap(({ name }) => [`${name}.csv`, `${name}.parquet`])];
    const commitments = await dataset(files, 'contract-commitment', commitmentColumns);
    const forecast = await dataset(files, 'forecast-cost-and-usage', forecastColumns);
    const ids = new Set(commitments.rows.map((row) => row.ContractCommitmentId));
    return [
      ...checkFileNames(files, names),
      ...commitments.diagnostics,
      ...forecast.diagnostics,
      ...twice(commitments.rows),
      ...checkCommitments('contract-commitment.csv', commitments.rows),
      ...checkForecast('forecast-cost-and-usage.csv', forecast.rows, ids),
    ];
  },
};

function documents(
  name: string,
  columns: readonly ColumnModel[],
  rows: readonly Row[],
): readonly ExportedFile[] {
  const cells = rows.map((row) => columns.map((column) => row[column.name] ?? null));
  return [
    {
      path: `${name}.csv`,
      content: csvText(
        columns.map((column) => column.name),
        cells,
      ),
    },
    {
      path: `${name}.parquet`,
      content: parquetBytes(columns, cells, { FocusVersion: '1.4', dataset: name }),
    },
  ];
}

/** Rows of a dataset whose two documents are sound and say the same; none where either is not. */
async function dataset(
  files: readonly ExportedFile[],
  name: string,
  columns: readonly ColumnModel[],
): Promise<{ readonly rows: readonly Row[]; readonly diagnostics: readonly Diagnostic[] }> {
  const csv = files.find(({ path }) => path === `${name}.csv`);
  const parquet = files.find(({ path }) => path === `${name}.parquet`);
  if (!csv || !parquet) return { rows: [], diagnostics: [] };
  const [text, typed] = [readCsv(csv, columns), await readParquet(parquet, columns)];
  const trouble = [...text.diagnostics, ...typed.diagnostics];
  if (trouble.length > 0) return { rows: [], diagnostics: trouble };
  const same = canonical(text.rows) === canonical(typed.rows);
  const differ = handoffProblem(
    'FW-HND-0304',
    [parquet.path],
    `${parquet.path} holds other rows than ${csv.path}`,
  );
  return {
    rows: text.rows.map((row) =>
      Object.fromEntries(columns.map((column, at) => [column.name, row[at] ?? null])),
    ),
    diagnostics: [...checkCells(csv.path, text.rows, columns), ...(same ? [] : [differ])],
  };
}

function canonical(rows: readonly (readonly TableValue[])[]): string {
  return JSON.stringify(rows.map((row) => row.map((value) => (value === '' ? null : value))));
}

function twice(rows: readonly Row[]): readonly Diagnostic[] {
  const ids = rows.map((row) => row.ContractCommitmentId);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [
          handoffProblem(
            'FW-HND-0107',
            ['contract-commitment.csv', index + 2],
            `${String(id)} is there twice`,
          ),
        ],
  );
}

function readme(plan: PlanFile): string {
  return `# ${plan.title}: FOCUS 1.4

- \`contract-commitment\`: what the plan proposes to order, and what is ordered. \`Proposed\` has no legal or financial effect.
- \`forecast-cost-and-usage\`: what the plan expects to be paid, by quarter, in ${plan.currency}. **A forecast, not billing data**:
  never load it into the same table as bills. Every row says \`x_Forecast = true\`.

As of ${plan.asOf}; consistent with rule set ${plan.ruleSet.hash.slice(0, 12)}. Charge periods are quarters, as the plan knows no months.
Sellers of electricity, buildings, network and support are not part of the plan and are \`To be named\`.
`;
}
