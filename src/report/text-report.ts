import type { PlanFile } from '../plan/index.ts';
import { headline } from './headline.ts';
import { sections } from './sections.ts';
import { textTable, type Paint } from './text-table.ts';

/** The plan for a terminal: headline, tables, doubts. `explain` and the page tell more. */
export function textReport(plan: PlanFile, paint: Paint, width: number): string {
  const [first = '', ...rest] = headline(plan);
  const tables = sections(plan).map((section) => textTable(section, paint, width));
  const wrapped = rest.map((sentence) => wrap(sentence, width));
  return [[paint.bold(wrap(first, width)), ...wrapped].join('\n'), ...tables, wrap(doubts(plan), width)].join(
    '\n\n',
  );
}

/** Breaks lines that are longer than the terminal is wide at their last space before that. */
function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) =>
      line.replaceAll(new RegExp(`(.{1,${Math.max(20, width)}})(?: +|$)`, 'gu'), '$1\n').trimEnd(),
    )
    .join('\n');
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
