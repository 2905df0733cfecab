import { writeXlsx, type Cell as WrittenCell, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { calculator } from './cells.ts';
import { columnName } from './address.ts';
import type { Cell, Look, Sheet, Workbook } from './model.ts';

const fills: Readonly<Record<'head' | 'input' | 'good' | 'bad', string>> = {
  head: '1F3A5F',
  input: 'FFF8DC',
  good: 'E3F4E3',
  bad: 'FBE3E3',
};

const looks: Readonly<Record<Look, CellStyle>> = {
  title: { font: { bold: true, size: 16 } },
  head: {
    font: { bold: true, color: { rgb: 'FFFFFF' } },
    fill: solid(fills.head),
    alignment: { wrapText: true, vertical: 'top' },
  },
  input: { fill: solid(fills.input) },
  total: { font: { bold: true }, border: { top: { style: 'thin' } } },
  good: { fill: solid(fills.good) },
  bad: { fill: solid(fills.bad) },
  wrap: { alignment: { wrapText: true, vertical: 'top' } },
};

function solid(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb } };
}

/**
 * The bytes of a workbook. Every formula is worked out first and its result stored beside it, for readers that do not
 * calculate; a formula that cannot be worked out is a bug and throws. Dates are those of the plan: equal plans give
 * equal bytes.
 *
 * @param stored false leaves the results out, so that whoever opens the file must calculate
 */
export async function workbookBytes(workbook: Workbook, stored = true): Promise<Uint8Array> {
  const value = calculator(workbook);
  const day = new Date(`${workbook.date}T00:00:00Z`);
  return writeXlsx({
    sheets: workbook.sheets.map((sheet): WriteSheet => ({
      name: sheet.name,
      columns: sheet.widths.map((width) => ({ width })),
      rows: sheet.rows.map((cells, row) =>
        cells.map((cell, column) => {
          if (cell.formula === undefined) return cell.value ?? null;
          const result = value({ sheet: sheet.name, row, column });
          if (result.ok) return stored ? result.value : null;
          throw new Error(`${sheet.name}!${columnName(column)}${row + 1}: ${result.why} in ${cell.formula}`);
        }),
      ),
      cells: new Map(
        sheet.rows.flatMap((cells, row) =>
          cells.flatMap((cell, column) => {
            const written = writtenCell(cell);
            if (cell.formula !== undefined && stored) {
              const result = value({ sheet: sheet.name, row, column });
              written.formulaResult = result.ok ? result.value : null;
            }
            return Object.keys(written).length === 0 ? [] : [[`${row},${column}`, written] as const];
          }),
        ),
      ),
      ...paneOf(sheet),
      pageSetup: {
        paperSize: 'a4',
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        ...(sheet.freeze.rows > 0 && { printTitlesRow: `$1:$${sheet.freeze.rows}` }),
      },
      headerFooter: {
        oddHeader: `&L${workbook.title.replaceAll('&', '&&')}&R${sheet.name}`,
        oddFooter: `&L${workbook.about}&RPage &P of &N`,
      },
      a11y: { summary: sheet.about },
    })),
    namedRanges: [...workbook.names].map(([name, range]) => ({ name, range })),
    properties: {
      title: workbook.title,
      description: workbook.about,
      creator: 'fleetwright',
      created: day,
      modified: day,
    },
    defaultFont: { name: 'Calibri', size: 11 },
  });
}

function paneOf({ freeze }: Sheet): Pick<WriteSheet, 'freezePane'> {
  return freeze.rows + freeze.columns === 0
    ? {}
    : { freezePane: { rows: freeze.rows, columns: freeze.columns } };
}

function writtenCell({ formula, format, look, note, link }: Cell): Partial<WrittenCell> {
  const style: CellStyle = { ...(look && looks[look]), ...(format !== undefined && { numFmt: format }) };
  return {
    ...(formula !== undefined && { formula }),
    ...(Object.keys(style).length > 0 && { style }),
    ...(note !== undefined && { comment: { author: 'fleetwright', text: note } }),
    ...(link !== undefined && { hyperlink: { target: link } }),
  };
}
