/** What a cell holds. */
export type CellValue = string | number | boolean | null;

/** How a cell looks: a heading, a number to change, a figure that follows from others, a total, or plain. */
export type Look = 'title' | 'head' | 'input' | 'total' | 'good' | 'bad' | 'wrap';

/** One cell. Where there is a formula, `value` is left out: it is worked out when the workbook is written. */
export interface Cell {
  readonly value?: CellValue;
  /** Without its equals sign. */
  readonly formula?: string;
  /** Number format. */
  readonly format?: string;
  readonly look?: Look;
  /** A note that shows when the cell is pointed at. */
  readonly note?: string;
  /** An address on the web. */
  readonly link?: string;
}

export interface Sheet {
  readonly name: string;
  /** What it shows, for people who cannot see it. */
  readonly about: string;
  readonly rows: readonly (readonly Cell[])[];
  /** In characters, by column. */
  readonly widths: readonly number[];
  /** Rows and columns that stay when the rest scrolls. */
  readonly freeze: { readonly rows: number; readonly columns: number };
}

export interface Workbook {
  readonly title: string;
  readonly about: string;
  /** `YYYY-MM-DD`: the day the workbook says it was made; that of the plan, so that the bytes do not depend on the clock. */
  readonly date: string;
  readonly sheets: readonly Sheet[];
  /** Names of single cells, as formulas use them. */
  readonly names: ReadonlyMap<string, string>;
}

export const text = (value: string, look?: Look): Cell => ({ value, ...(look && { look }) });
export const number = (value: number | null, format?: string): Cell => ({
  value,
  ...(format !== undefined && { format }),
});
/** A number that is meant to be changed. */
export const input = (value: number, format?: string): Cell => ({ ...number(value, format), look: 'input' });
export const formula = (written: string, format?: string, look?: Look): Cell => ({
  formula: written,
  ...(format !== undefined && { format }),
  ...(look && { look }),
});

/** Number formats. Money names its currency, as a workbook holds several. */
export const formats = {
  money: (currency: string): string => `#,##0.00" ${currency}";[Red]-#,##0.00" ${currency}"`,
  count: '#,##0.##',
  whole: '#,##0',
  percent: '0.0%',
  rate: '#,##0.0000',
  plain: 'General',
} as const;
