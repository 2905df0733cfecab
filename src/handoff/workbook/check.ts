import type { Diagnostic } from '../../diagnostics/index.ts';
import type { ExportedFile } from '../format.ts';
import { handoffProblem } from '../messages.ts';
import { bytesOf, checkFileNames } from '../validation.ts';
import { cellName } from './address.ts';
import { addressOf, calculator } from './cells.ts';
import { cellKey, readWorkbook, type ReadWorkbook } from './read.ts';

/** The one document of the export. */
export const workbookFile = 'plan.xlsx';

const sheets = [
  'Summary',
  'Lines',
  'Cash',
  'Budgets',
  'Unit cost',
  'Service levels',
  'Proof',
  'Verdicts',
  'Limits',
  'Assumptions',
  'Exchange',
  'Placements',
  'Rates',
  'Fleet',
  'Power',
  'As planned',
];

/** Everything that would make a workbook tell something else than its plan. */
export async function checkWorkbook(files: readonly ExportedFile[]): Promise<readonly Diagnostic[]> {
  const file = files.find(({ path }) => path === workbookFile);
  const names = checkFileNames(files, [workbookFile]);
  if (!file) return names;
  const workbook = await readWorkbook(bytesOf(file));
  if (workbook === undefined) {
    return [...names, handoffProblem('FW-HND-0003', [file.path], `${file.path} is not a workbook`)];
  }
  const missing = sheets
    .filter((name) => !workbook.sheets.some((sheet) => sheet.name === name))
    .map((name) => handoffProblem('FW-HND-0201', [file.path, name], `the sheet ${name} is missing`));
  return [
    ...names,
    ...missing,
    ...danglingNames(file.path, workbook),
    ...formulas(file.path, workbook),
    ...(missing.length > 0 ? [] : [...totals(file.path, workbook), ...sources(file.path, workbook)]),
  ];
}

function danglingNames(file: string, { names, sheets: all }: ReadWorkbook): readonly Diagnostic[] {
  return [...names].flatMap(([name, range]) => {
    const address = addressOf(range);
    const cell = all.find((sheet) => sheet.name === address?.sheet)?.rows[address?.row ?? 0]?.[
      address?.column ?? 0
    ];
    const holds = cell?.formula !== undefined || typeof cell?.value === 'number';
    return holds
      ? []
      : [
          handoffProblem(
            'FW-HND-0204',
            [file, name],
            `the name ${name} leads to ${range}, where no number is`,
          ),
        ];
  });
}

/** Every formula can be worked out and gives what the file says it gave. */
function formulas(file: string, workbook: ReadWorkbook): readonly Diagnostic[] {
  const value = calculator(workbook);
  return workbook.sheets.flatMap(({ name, rows }) =>
    rows.flatMap((cells, row) =>
      cells.flatMap(({ formula }, column) => {
        if (formula === undefined) return [];
        const place = [file, name, cellName(row, column)] as const;
        const result = value({ sheet: name, row, column });
        if (!result.ok) {
          return [handoffProblem('FW-HND-0202', place, `\`${formula.slice(0, 60)}\`: ${result.why}`)];
        }
        const stored = workbook.stored.get(cellKey(name, row, column)) ?? null;
        return same(result.value, stored)
          ? []
          : [
              handoffProblem(
                'FW-HND-0203',
                place,
                `the file says ${String(stored)}, the formula gives ${String(result.value)}`,
              ),
            ];
      }),
    ),
  );
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one));
  }
  return (one ?? '') === (other ?? '');
}

/** Totals are formulas, and agree with what the plan file says, to the cent. */
function totals(file: string, workbook: ReadWorkbook): readonly Diagnostic[] {
  const value = calculator(workbook);
  const found: Diagnostic[] = [];
  const rowOf = (sheet: string, label: string): number =>
    workbook.sheets
      .find(({ name }) => name === sheet)
      ?.rows.findIndex((cells) => cells[0]?.value === label) ?? -1;
  const live = (sheet: string, row: number, column: number): void => {
    const cell = workbook.sheets.find(({ name }) => name === sheet)?.rows[row]?.[column];
    if (cell?.formula === undefined) {
      found.push(
        handoffProblem(
          'FW-HND-0205',
          [file, sheet, cellName(row, column)],
          'a figure where a formula belongs',
        ),
      );
    }
  };
  const zero = (sheet: string, row: number, column: number): void => {
    const result = value({ sheet, row, column });
    if (result.ok && typeof result.value === 'number' && Math.abs(result.value) >= 0.005) {
      found.push(
        handoffProblem(
          'FW-HND-0206',
          [file, sheet, cellName(row, column)],
          `off by ${result.value} from the plan file`,
        ),
      );
    }
  };
  const cash = workbook.sheets.find(({ name }) => name === 'Cash')?.rows ?? [];
  const quarters = (cash[0]?.length ?? 2) - 2;
  for (let column = 1; column <= quarters; column += 1) {
    for (const label of [
      'Systems bought',
      'Network and storage',
      'Rent',
      'Energy',
      'Support, spares and people',
      'Total',
      'Discounted',
    ]) {
      live('Cash', rowOf('Cash', label), column);
    }
    zero('Cash', rowOf('Cash', 'Difference'), column);
  }
  const budgets =
    rowOf('Budgets', 'Budget') < 0
      ? 0
      : (workbook.sheets.find(({ name }) => name === 'Budgets')?.rows ?? []).findIndex(
          (cells) => (cells[0]?.value ?? '') === '' && cells[0]?.formula === undefined,
        );
  for (let row = 1; row < budgets; row += 1) {
    live('Budgets', row, 5);
    zero('Budgets', row, 8);
  }
  return found;
}

/** Every assumption has its source as a note; links lead to the web and nowhere else. */
function sources(file: string, { sheets: all, notes }: ReadWorkbook): readonly Diagnostic[] {
  const rows = all.find(({ name }) => name === 'Assumptions')?.rows ?? [];
  return [
    ...rows.slice(1).flatMap((cells, index) => {
      const note = notes.get(cellKey('Assumptions', index + 1, 1))?.note ?? '';
      return cells.length === 0 || note !== ''
        ? []
        : [
            handoffProblem(
              'FW-HND-0207',
              [file, 'Assumptions', cellName(index + 1, 1)],
              `${String(cells[0]?.value)} does not say where it comes from`,
            ),
          ];
    }),
    ...[...notes].flatMap(([key, { link }]) =>
      link === undefined || /^https?:\/\//u.test(link)
        ? []
        : [handoffProblem('FW-HND-0208', [file, key], `the link \`${link}\` does not lead to the web`)],
    ),
  ];
}
