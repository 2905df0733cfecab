import type { PlanFile } from '../plan/index.ts';
import { cell, type Section } from './section.ts';

/** What the plan rests on: every claim that became a number, the weakest first. */
export function assumptionSection(plan: PlanFile): Section {
  const order = ['assumed', 'C', 'derived', 'B', 'A'];
  return {
    id: 'assumptions',
    title: 'What the numbers rest on',
    intro: 'Weakest first: assumed, rumoured or estimated, derived, secondary, primary.',
    columns: [
      { title: 'Where' },
      { title: 'Value' },
      { title: 'Grade' },
      { title: 'Status' },
      { title: 'Source or reason' },
    ],
    rows: plan.assumptions
      .toSorted((a, b) => order.indexOf(a.grade) - order.indexOf(b.grade) || (a.path < b.path ? -1 : 1))
      .map((one) => [
        cell(one.path, { rests: [one.path] }),
        cell(one.written),
        cell(one.grade, one.grade === 'assumed' || one.grade === 'C' ? { tone: 'warn' } : {}),
        cell(one.status, one.status === 'disputed' ? { tone: 'warn' } : {}),
        cell(
          [one.sourceTitle ?? one.source ?? '', one.reason ?? ''].filter((text) => text !== '').join(': '),
          one.ref === null ? {} : { full: one.ref },
        ),
      ]),
    empty: '',
  };
}
