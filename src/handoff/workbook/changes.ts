import { inputKind, writtenAs } from '../account/index.ts';
import { cellName } from './address.ts';
import { addressOf } from './cells.ts';
import type { CellValue } from './model.ts';
import type { ReadWorkbook } from './read.ts';
import { asPlannedSheet } from './sheets/as-planned.ts';
import { assumptionColumns, assumptionSheet } from './sheets/assumptions.ts';
import { linePlace, linesSheet } from './sheets/line-columns.ts';

/** A cell that holds something else than when the workbook was written. */
export interface Change {
  readonly sheet: string;
  readonly cell: string;
  /** What stands in the first cell of its row: the assumption, line or quarter it is about. */
  readonly about: string;
  readonly before: CellValue;
  readonly after: CellValue;
  /** Where a scenario says it: dotted path as in the plan's assumptions, and the value as written; undefined where no assumption says it. */
  readonly assumption: { readonly path: string; readonly written: string } | undefined;
}

/** Every changed cell of a workbook: inputs with another value, and unit prices that were typed over their formula. */
export function changesIn(workbook: ReadWorkbook): readonly Change[] {
  const originals = workbook.sheets.find(({ name }) => name === asPlannedSheet)?.rows.slice(1) ?? [];
  const changed = originals.flatMap(([sheetCell, cellCell, , valueCell]): readonly Change[] => {
    const sheet = String(sheetCell?.value ?? '');
    const cell = String(cellCell?.value ?? '');
    const address = addressOf(`'${sheet.replaceAll("'", "''")}'!${cell}`);
    const row = workbook.sheets.find(({ name }) => name === sheet)?.rows[address?.row ?? -1];
    const now = row?.[address?.column ?? -1];
    const before = valueCell?.value ?? null;
    const after = now?.formula === undefined ? (now?.value ?? null) : `=${now.formula}`;
    if (address === undefined || same(before, after)) return [];
    const texts = (row ?? []).map(({ value }) => String(value ?? ''));
    return [
      {
        sheet,
        cell,
        about: texts[0] ?? '',
        before,
        after,
        assumption: assumptionOf(sheet, address.column, texts, after),
      },
    ];
  });
  return [
    ...changed,
    ...typedPrices(workbook, new Set(changed.map(({ sheet, cell }) => `${sheet}!${cell}`))),
  ];
}

/** Programs write numbers with 15 or with 17 digits. */
function same(before: CellValue, after: CellValue): boolean {
  return typeof before === 'number' && typeof after === 'number'
    ? Math.abs(after - before) <= 1e-12 * Math.abs(before)
    : after === before;
}

function assumptionOf(
  sheet: string,
  column: number,
  row: readonly string[],
  after: CellValue,
): Change['assumption'] {
  if (after === null || (typeof after === 'string' && after.startsWith('='))) return undefined;
  if (sheet === assumptionSheet && column === assumptionColumns.value) {
    const path = row[assumptionColumns.path] ?? '';
    const unit = row[assumptionColumns.unit] ?? '';
    if (inputKind(path) !== undefined && typeof after !== 'number') return undefined;
    return { path, written: typeof after === 'number' ? writtenAs(after, unit) : String(after) };
  }
  if (sheet === linesSheet && column === linePlace.unitPrice && typeof after === 'number') {
    return priceOf(row, after);
  }
  return undefined;
}

function priceOf(row: readonly string[], price: number): NonNullable<Change['assumption']> {
  const offer = row[linePlace.offer] ?? '';
  return { path: `offers.${offer}.price`, written: writtenAs(price, row[linePlace.currency] ?? '') };
}

/** A unit price that follows from an assumption, with a number typed over it. */
function typedPrices(workbook: ReadWorkbook, known: ReadonlySet<string>): readonly Change[] {
  const originals = workbook.sheets.find(({ name }) => name === asPlannedSheet)?.rows ?? [];
  const inputs = new Set(originals.map(([sheet, cell]) => `${String(sheet?.value)}!${String(cell?.value)}`));
  const rows = workbook.sheets.find(({ name }) => name === linesSheet)?.rows ?? [];
  return rows.flatMap((cells, row): readonly Change[] => {
    const cell = cellName(row, linePlace.unitPrice);
    const price = cells[linePlace.unitPrice];
    const address = `${linesSheet}!${cell}`;
    if (row === 0 || price?.formula !== undefined || typeof price?.value !== 'number') return [];
    if (inputs.has(address) || known.has(address)) return [];
    const texts = cells.map(({ value }) => String(value ?? ''));
    return [
      {
        sheet: linesSheet,
        cell,
        about: texts[0] ?? '',
        before: null,
        after: price.value,
        assumption: priceOf(texts, price.value),
      },
    ];
  });
}
