import { cellName } from '../address.ts';
import { text, type Cell, type Sheet } from '../model.ts';

export const asPlannedSheet = 'As planned';

/**
 * Every cell that may be changed with what it held when the workbook was written, so that changes can be read back from
 * the workbook alone.
 *
 * @param sheets the other sheets
 */
export function originalsSheet(sheets: readonly Sheet[]): Sheet {
  const inputs = sheets.flatMap(({ name, rows }) =>
    rows.flatMap((cells, row) =>
      cells.flatMap((cell, column): readonly (readonly Cell[])[] => {
        if (cell.look !== 'input') return [];
        const label = cells[0]?.value ?? '';
        return [
          [text(name), text(cellName(row, column)), text(String(label)), { value: cell.value ?? null }],
        ];
      }),
    ),
  );
  return {
    name: asPlannedSheet,
    about: 'What every cell that may be changed held when the workbook was written; leave as it is',
    rows: [['Sheet', 'Cell', 'Row', 'Value'].map((head) => text(head, 'head')), ...inputs],
    widths: [16, 10, 44, 30],
    freeze: { rows: 1, columns: 0 },
  };
}
