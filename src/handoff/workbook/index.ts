import type { ExportFormat } from '../format.ts';
import { planWorkbook } from './build.ts';
import { checkWorkbook, workbookFile } from './check.ts';
import { workbookBytes } from './write.ts';

export type { Change } from './changes.ts';
export { importWorkbook } from './import.ts';
export type { ImportedChanges } from './import.ts';
export { workbookLines } from './read.ts';

/** What a finance lead keeps: the plan as a workbook of live formulas. */
export const workbookFormat: ExportFormat = {
  name: 'xlsx',
  summary:
    'A workbook with live formulas: lines, cash, budgets, unit costs, service levels, verdicts, sourced assumptions',
  shape: 'file',
  files: async (plan) => [{ path: workbookFile, content: await workbookBytes(planWorkbook(plan)) }],
  validate: checkWorkbook,
};
