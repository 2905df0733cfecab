import type { PlanDiff } from '../planning/index.ts';
import { diffHeadline, diffSections } from './diff-sections.ts';
import { textTable, type Paint } from './text-table.ts';

/** A diff for a terminal: sentences, then the tables that hold something. */
export function textDiff(diff: PlanDiff, paint: Paint, width: number): string {
  return [
    diffHeadline(diff).join('\n'),
    ...diffSections(diff)
      .filter(({ rows }) => rows.length > 0)
      .map((section) => textTable(section, paint, width)),
  ].join('\n\n');
}
