// Has LibreOffice work out the workbooks of the golden plans and compares every formula's result with what the exporter
// stored, to the cent: `node scripts/libreoffice-check.ts [PLAN…]`. Not part of `npm test`: it needs `soffice`.
//
// The files it opens hold no results, and in each an input of every kind was changed (a price, a count, a rate), so that
// nothing but a calculation can give the right figures.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { planWorkbook } from '../src/handoff/workbook/build.ts';
import { calculator } from '../src/handoff/workbook/cells.ts';
import type { Cell, Sheet, Workbook } from '../src/handoff/workbook/model.ts';
import { cellKey, readWorkbook } from '../src/handoff/workbook/read.ts';
import { workbookBytes } from '../src/handoff/workbook/write.ts';
import { readPlan } from '../src/plan/index.ts';

const golden = new URL('../scenarios/golden/', import.meta.url);
const named = process.argv.slice(2);
const paths =
  named.length > 0
    ? named
    : readdirSync(golden)
        .filter((file) => file.endsWith('.plan.json'))
        .map((file) => new URL(file, golden).pathname);

/** A tenth more of a price, one more of a line's systems, a fifth more of a tariff. */
function changedCell(sheet: Sheet, cells: readonly Cell[], cell: Cell, column: number): Cell {
  if (cell.look !== 'input' || typeof cell.value !== 'number') return cell;
  const label = String(cells[0]?.value ?? '');
  if (sheet.name === 'Assumptions' && label.endsWith('.price')) return { ...cell, value: cell.value * 1.1 };
  if (sheet.name === 'Assumptions' && label.endsWith('.tariff')) return { ...cell, value: cell.value * 1.2 };
  return sheet.name === 'Lines' && column === 9 ? { ...cell, value: cell.value + 1 } : cell;
}

/** The workbook after a tenth was added to every price, one to every count of a line, and a fifth to every tariff. */
function changed(workbook: Workbook): Workbook {
  return {
    ...workbook,
    sheets: workbook.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((cells) => cells.map((cell, column) => changedCell(sheet, cells, cell, column))),
    })),
  };
}

/** Every formula whose result differs from ours by a cent, or by a billionth of it where it is large. */
async function differences(
  workbook: Workbook,
  recalculated: Uint8Array,
): Promise<{ readonly formulas: number; readonly off: readonly string[] }> {
  const read = await readWorkbook(recalculated);
  if (read === undefined) return { formulas: 0, off: ['the file that came back is no workbook'] };
  const calculate = calculator(workbook);
  const off: string[] = [];
  let formulas = 0;
  for (const { name, rows } of workbook.sheets) {
    for (const [row, cells] of rows.entries()) {
      for (const [column, cell] of cells.entries()) {
        if (cell.formula === undefined) continue;
        formulas += 1;
        const ours = calculate({ sheet: name, row, column });
        const theirs = read.stored.get(cellKey(name, row, column)) ?? null;
        const value = ours.ok ? ours.value : ours.why;
        const same =
          typeof value === 'number'
            ? Math.abs(value - Number(theirs)) < Math.max(0.005, Math.abs(value) * 1e-12)
            : value === theirs;
        if (!same)
          off.push(
            `${name} row ${row + 1} column ${column + 1}: ${String(value)}, LibreOffice ${String(theirs)}`,
          );
      }
    }
  }
  return { formulas, off };
}

const version = spawnSync('soffice', ['--version'], { encoding: 'utf8' });
if (version.error !== undefined) {
  process.stdout.write('LibreOffice (soffice) is not installed here; nothing was checked.\n');
} else {
  process.stdout.write(version.stdout.trimStart());
  const folder = mkdtempSync(join(tmpdir(), 'fleetwright-office-'));
  mkdirSync(join(folder, 'out'));
  for (const path of paths) {
    const { plan, diagnostics } = readPlan(path, readFileSync(path, 'utf8'));
    if (plan === undefined)
      throw new Error(`${path}: ${diagnostics.map(({ message }) => message).join('; ')}`);
    for (const [kind, workbook] of [
      ['as planned', planWorkbook(plan)],
      ['changed', changed(planWorkbook(plan))],
    ] as const) {
      const file = join(folder, 'plan.xlsx');
      writeFileSync(file, await workbookBytes(workbook, false));
      spawnSync('soffice', [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        join(folder, 'out'),
        file,
      ]);
      const { formulas, off } = await differences(
        workbook,
        new Uint8Array(readFileSync(join(folder, 'out', 'plan.xlsx'))),
      );
      process.stdout.write(
        `${basename(path, '.plan.json')}, ${kind}: ${formulas} formulas, ${off.length} off\n`,
      );
      for (const line of off.slice(0, 10)) process.stdout.write(`  ${line}\n`);
      if (off.length > 0 || formulas === 0) process.exitCode = 1;
    }
  }
  rmSync(folder, { recursive: true, force: true });
}
