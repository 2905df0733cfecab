import type { PlanFile } from '../plan/index.ts';
import { headline } from './headline.ts';
import { sections } from './sections.ts';
import { textTable, type Paint } from './text-table.ts';

/** The plan for a terminal: headline, tables, doubts. `explain` and the page tell more. */
export function textReport(plan: PlanFile, paint: Paint, width: number): string {
  const [first = '', ...rest] = headline(plan);
  const tables = sections(plan).map((section) => textTable(section, paint, width));
  return [[paint.bold(first), ...rest].join('\n'), ...tables, doubts(plan)].join('\n\n');
}

/** How much of the plan rests on weak ground, in one sentence each. */
function doubts(plan: PlanFile): string {
  const loud = plan.diagnostics.filter(({ severity }) => severity !== 'note');
  const quiet = plan.diagnostics.length - loud.length;
  const weak = plan.assumptions.filter(({ grade }) => grade === 'assumed');
  const estimated = plan.assumptions.filter(({ grade }) => grade === 'C');
  const disputed = plan.assumptions.filter(({ status }) => status === 'disputed');
  return [
    `The plan rests on ${plan.assumptions.length} numbers: ${weak.length} assumed, ${estimated.length} estimates or rumours (grade C), ${disputed.length} disputed.`,
    ...loud.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
    ...(quiet > 0 ? [`${quiet} notes more: in the plan file and the HTML report.`] : []),
  ].join('\n');
}
