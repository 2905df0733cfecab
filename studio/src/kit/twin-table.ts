import { shownCount, shownMoney, shownNumber, shownPercent, shownPower, type Shown } from './figures.tsx';

/** The numbers of a chart as a table: what a reader of figures, a screen reader and a spreadsheet need. */
export interface TwinTable {
  readonly columns: readonly TwinColumn[];
  readonly rows: readonly (readonly TwinValue[])[];
}

interface TwinColumn {
  readonly title: string;
  readonly kind?: 'text' | 'money' | 'count' | 'percent' | 'power' | 'number';
  /** Currency of money, unit of a count or a number. */
  readonly unit?: string;
}

export type TwinValue = string | number | null;

/** A value as its column shows it. */
export function shownIn({ kind = 'text', unit = '' }: TwinColumn, value: TwinValue): Shown | null {
  if (value === null) return null;
  if (typeof value === 'string') return { text: value, full: value };
  if (kind === 'money') return shownMoney(value, unit);
  if (kind === 'percent') return shownPercent(value);
  if (kind === 'power') return shownPower(value);
  if (kind === 'count') return shownCount(value, unit);
  return shownNumber(value, unit);
}

const units: Readonly<Record<string, string>> = { percent: 'part of 1', power: 'W' };

/** Comma-separated values: units in the header, numbers whole, cells that a spreadsheet would run made harmless. */
export function csvOf({ columns, rows }: TwinTable): string {
  const head = columns.map(({ title, kind = 'text', unit = units[kind] ?? '' }) =>
    unit === '' ? title : `${title} (${unit})`,
  );
  return [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\n');
}

function csvCell(value: TwinValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t]/u.test(value) ? `'${value}` : value;
  return /[",\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
