import { readXlsx, writeXlsx, type CellValue, type Workbook } from 'hucre/xlsx';

/** A workbook as another program would save it after something was changed in it. */
export async function edited(bytes: Uint8Array, change: (workbook: Workbook) => void): Promise<Uint8Array> {
  const read = await readXlsx(bytes);
  change(read);
  return writeXlsx({
    sheets: read.sheets.map(({ name, rows, cells }) => ({ name, rows, ...(cells && { cells }) })),
    namedRanges: read.namedRanges ?? [],
  });
}

/** Types a value into the cell of a sheet, by the text in the first cell of its row and the column's number. */
export function type(
  workbook: Workbook,
  sheet: string,
  label: string,
  column: number,
  value: CellValue,
): void {
  const found = workbook.sheets.find(({ name }) => name === sheet);
  const row = found?.rows.findIndex(([first]) => first === label) ?? -1;
  const cells = found?.rows[row];
  if (!found || !cells) throw new Error(`${sheet} has no row ${label}`);
  cells[column] = value;
  found.cells?.delete(`${row},${column}`);
}
