import { costKinds } from '../../scenario/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { checkFileNames } from '../validation.ts';
import { checkCells } from './check-columns.ts';
import type { ColumnModel, TableValue } from './column.ts';
import type { ReadTable } from './read-csv.ts';
import { tableModel } from './table.ts';

/** Rows by the name of their column. */
type Row = Readonly<Record<string, TableValue>>;

/**
 * Everything wrong with exported tables: documents, then columns, then cells, then what tables say of each other.
 *
 * @param ending of the documents, with its dot
 */
export async function checkTables(
  files: readonly ExportedFile[],
  ending: string,
  read: (file: ExportedFile, columns: readonly ColumnModel[]) => ReadTable | Promise<ReadTable>,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [
    ...checkFileNames(
      files,
      tableModel.map(({ name }) => name + ending),
    ),
  ];
  const tables = new Map<string, readonly Row[]>();
  for (const { name, columns } of tableModel) {
    const file = files.find(({ path }) => path === name + ending);
    if (!file) continue;
    const { rows, diagnostics } = await read(file, columns);
    found.push(...diagnostics, ...checkCells(file.path, rows, columns));
    if (diagnostics.length > 0) continue;
    tables.set(
      name,
      rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, row[at] ?? null]))),
    );
  }
  return [...found, ...twins(tables, ending), ...references(tables, ending), ...sums(tables, ending)];
}

type Tables = ReadonlyMap<string, readonly Row[]>;

/** What tells the rows of a table apart. */
const keys: Readonly<Record<string, readonly string[]>> = {
  lines: ['id'],
  verdicts: ['line', 'use'],
  stock: ['quarter', 'site', 'system', 'uses'],
  placements: ['quarter', 'site', 'system', 'uses', 'work'],
  services: ['service', 'quarter'],
  runs: ['id'],
  shares: ['id'],
  budgets: ['id'],
  cash: ['quarter'],
  power: ['quarter', 'site'],
  limits: ['id'],
  assumptions: ['path'],
};

function twins(tables: Tables, ending: string): readonly Diagnostic[] {
  return Object.entries(keys).flatMap(([name, columns]) => {
    const seen = new Set<string>();
    return (tables.get(name) ?? []).flatMap((row, index) => {
      const key = columns.map((column) => row[column]).join(' ');
      const twice = seen.has(key);
      seen.add(key);
      return twice
        ? [handoffProblem('FW-HND-0107', [name + ending, index + 2], `${key} is there twice`)]
        : [];
    });
  });
}

/** Columns that name rows of another table. */
const named: readonly (readonly [table: string, column: string, other: string, id: string])[] = [
  ['verdicts', 'line', 'lines', 'id'],
  ['lines', 'orderQuarter', 'cash', 'quarter'],
  ['lines', 'deliveryQuarter', 'cash', 'quarter'],
  ['lines', 'budget', 'budgets', 'id'],
  ['stock', 'quarter', 'cash', 'quarter'],
  ['placements', 'quarter', 'cash', 'quarter'],
  ['services', 'quarter', 'cash', 'quarter'],
  ['power', 'quarter', 'cash', 'quarter'],
];

function references(tables: Tables, ending: string): readonly Diagnostic[] {
  return named.flatMap(([table, column, other, id]) => {
    const known = tables.get(other);
    if (known === undefined || (known.length === 0 && other === 'cash')) return [];
    const ids = new Set(known.map((row) => row[id]));
    return (tables.get(table) ?? []).flatMap((row, index) => {
      // An order placed before the horizon names quarters outside of it.
      if (row.frozen === true && other === 'cash') return [];
      return String(row[column] ?? '')
        .split(' | ')
        .filter((name) => name !== '' && !ids.has(name))
        .map((name) =>
          handoffProblem(
            'FW-HND-0108',
            [table + ending, index + 2, column],
            `${column} names ${name}, which ${other}${ending} does not have`,
          ),
        );
    });
  });
}

/** True where parts do not sum to their total, to the cent or a billionth. */
function off(parts: readonly TableValue[], total: TableValue | undefined): boolean {
  const sum = parts.reduce<number>((all, part) => all + Number(part), 0);
  return Math.abs(sum - Number(total)) > Math.max(0.005, Math.abs(Number(total)) * 1e-9);
}

/** Totals are the sum of their parts. */
function sums(tables: Tables, ending: string): readonly Diagnostic[] {
  const problem = (file: string, row: number, column: string): Diagnostic =>
    handoffProblem('FW-HND-0109', [file + ending, row + 2, column], `${column} is not the sum of its parts`);
  return [
    ...(tables.get('cash') ?? []).flatMap((row, index) =>
      off(
        costKinds.map((kind) => row[kind] ?? 0),
        row.total,
      )
        ? [problem('cash', index, 'total')]
        : [],
    ),
    ...(tables.get('budgets') ?? []).flatMap((row, index) =>
      off([row.spent ?? 0, row.left ?? 0], row.amount) ? [problem('budgets', index, 'amount')] : [],
    ),
  ];
}
