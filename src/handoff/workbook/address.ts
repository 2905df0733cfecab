/** A cell by sheet and position, counted from 0. */
export interface Address {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** `0 → A`, `25 → Z`, `26 → AA`. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCodePoint(65 + (column % 26));
}

/** `A → 0`, `AA → 26`. */
export function columnIndex(name: string): number {
  return name.split('').reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1;
}

/** A sheet's name as formulas write it. */
export function sheetName(name: string): string {
  return /^\w+$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** A cell from its own sheet, `C5`; with dollars, `$C$5`, it stays where it is when a formula is copied. */
export function cellName(row: number, column: number, fixed = false): string {
  return fixed ? `$${columnName(column)}$${row + 1}` : `${columnName(column)}${row + 1}`;
}

/** A column of a table below its header, as other sheets name it: `Lines!$C$2:$C$34`; never empty, so that sums over nothing are 0. */
export function columnRange(sheet: string, column: number, rows: number): string {
  return `${sheetName(sheet)}!${cellName(1, column, true)}:${cellName(Math.max(1, rows), column, true)}`;
}
