import { readXlsx } from 'hucre/xlsx';
import { cellName } from './address.ts';
import type { CellValue, Cell, Workbook } from './model.ts';

/** A workbook as it lies in a file: cells with their formulas, and the results that were stored beside them. */
export interface ReadWorkbook extends Workbook {
  /** What the file says a formula gave, by sheet and `row,column`. */
  readonly stored: ReadonlyMap<string, CellValue>;
  /** Notes and links of cells, likewise. */
  readonly notes: ReadonlyMap<
    string,
    { readonly note: string | undefined; readonly link: string | undefined }
  >;
}

/** How `stored` and `notes` name a cell. */
export function cellKey(sheet: string, row: number, column: number): string {
  return `${sheet}!${row},${column}`;
}

/** Reads a workbook; undefined where the bytes are not one. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook | undefined> {
  const read = await readXlsx(bytes).catch(() => undefined);
  if (read === undefined) return undefined;
  const stored = new Map<string, CellValue>();
  const notes = new Map<string, { readonly note: string | undefined; readonly link: string | undefined }>();
  const sheets = read.sheets.map(({ name, rows, cells }) => ({
    name,
    about: '',
    widths: [],
    freeze: { rows: 0, columns: 0 },
    rows: rows.map((values, row) =>
      values.map((value, column): Cell => {
        const detail = cells?.get(`${row},${column}`);
        const key = cellKey(name, row, column);
        if (detail?.comment !== undefined || detail?.hyperlink !== undefined) {
          notes.set(key, { note: detail.comment?.text, link: detail.hyperlink?.target });
        }
        if (detail?.formula === undefined) return { value: plain(value) };
        stored.set(key, plain(value));
        return { formula: detail.formula };
      }),
    ),
  }));
  return {
    title: read.properties?.title ?? '',
    about: read.properties?.description ?? '',
    date: '',
    sheets,
    names: new Map((read.namedRanges ?? []).map(({ name, range }) => [name, range])),
    stored,
    notes,
  };
}

/** A date in a cell is a change nobody can take back as a number: it stands as text. */
function plain(value: unknown): CellValue {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A workbook as lines, one per cell that holds something: `Cash!B3 = 169886657.5`. Empty where the bytes are not one. */
export async function workbookLines(bytes: Uint8Array): Promise<readonly string[]> {
  const workbook = await readWorkbook(bytes);
  return (workbook?.sheets ?? []).flatMap(({ name, rows }) =>
    rows.flatMap((cells, row) =>
      cells.flatMap(({ value, formula }, column) => {
        const shown = formula === undefined ? value : workbook?.stored.get(cellKey(name, row, column));
        return shown === undefined || shown === null || shown === ''
          ? []
          : [`${name}!${cellName(row, column)} = ${String(shown)}`];
      }),
    ),
  );
}
