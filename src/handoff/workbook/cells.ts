import { columnIndex, type Address } from './address.ts';
import { evaluator, type Evaluated } from './formula/index.ts';
import type { Workbook } from './model.ts';

/** Works out any cell of a workbook. */
export function calculator({ sheets, names }: Workbook): (address: Address) => Evaluated {
  const byName = new Map(sheets.map((sheet) => [sheet.name, sheet.rows]));
  return evaluator({
    at: ({ sheet, row, column }) => byName.get(sheet)?.[row]?.[column],
    named: (name) => addressOf(names.get(name) ?? ''),
  });
}

/** `Assumptions!$B$5` as an address; undefined where it is not one cell. */
export function addressOf(range: string): Address | undefined {
  const [, quoted, plain, column, row] =
    /^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$/u.exec(range) ?? [];
  const sheet = quoted?.replaceAll("''", "'") ?? plain;
  if (sheet === undefined || column === undefined || row === undefined) return undefined;
  return { sheet, row: Number(row) - 1, column: columnIndex(column) };
}
