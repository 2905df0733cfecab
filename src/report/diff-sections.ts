import type { DiffSide, FigureChange, LineChange, PlanDiff } from '../planning/index.ts';
import { moneyCell, numberCell } from './figures.ts';
import { cell, type Cell, type Section } from './section.ts';

/** What differs between two plans, in sentences: first what people ask first. */
export function diffHeadline(diff: PlanDiff): readonly string[] {
  const { before, after, inputs, lines } = diff;
  const asked = `${sideName(before)} against ${sideName(after)}.`;
  if (after.cost === null && before.cost !== null) {
    return [asked, 'There was a plan and there is none any more.', ...diff.conflict];
  }
  if (diff.same) return [asked, `Nothing differs: ${diff.unchanged} lines are the same.`];
  const count = (event: LineChange['event']): number => lines.filter((line) => line.event === event).length;
  const told = (
    [
      ['added', 'added'],
      ['dropped', 'dropped'],
      ['more', 'larger'],
      ['fewer', 'smaller'],
      ['ordered', 'ordered as planned'],
      ['changed', 'with other terms'],
    ] as const
  )
    .filter(([event]) => count(event) > 0)
    .map(([event, word]) => `${count(event)} ${word}`);
  const facts = [
    ...(inputs.scenario ? ['the scenario'] : []),
    ...(inputs.catalog ? ['the catalog'] : []),
    ...counted(inputs.rulesAdded.length, 'rule known only after'),
    ...counted(inputs.rulesGone.length, 'rule known only before'),
    ...counted(inputs.claims.length, 'number'),
  ];
  return [
    asked,
    `Lines: ${[...told, `${diff.unchanged} unchanged`].join(', ')}; ${numberCell(diff.churn).text} systems of orders changed.`,
    ...(before.cost !== null && after.cost !== null && before.currency === after.currency
      ? [costSentence(before, before.cost, after, after.cost)]
      : []),
    ...(before.unmet === after.unmet || before.from !== after.from || before.to !== after.to
      ? []
      : [
          `Penalty of what is not served: ${moneyCell(before.unmet, before.currency).text} → ${moneyCell(after.unmet, after.currency).text}.`,
        ]),
    facts.length === 0 ? 'No input differs.' : `What differs in the inputs: ${facts.join(', ')}.`,
  ];
}

/** The tables of a diff: lines with the inputs that are about them, rules, numbers, money, service. */
export function diffSections(diff: PlanDiff): readonly Section[] {
  return [
    {
      id: 'lines',
      title: 'Lines that differ',
      columns: [
        { title: 'Line' },
        { title: 'What' },
        { title: 'Before', align: 'right' },
        { title: 'After', align: 'right' },
        { title: 'Price, change', align: 'right' },
        { title: 'What changed about it' },
      ],
      rows: diff.lines.map((line) => [
        cell(line.id),
        cell(line.event),
        numberCell(line.before),
        numberCell(line.after),
        cell(signed(line.moneyAfter - line.moneyBefore, diff.after.currency)),
        cell(
          [...line.fields.filter(({ field }) => field !== 'count').map(fieldText), ...line.inputs].join('; '),
        ),
      ]),
      empty: 'All lines are the same.',
    },
    {
      id: 'rules',
      title: 'Rules known to one of them only',
      columns: [{ title: 'Rule' }, { title: 'Known' }],
      rows: [
        ...diff.inputs.rulesAdded.map((rule) => [cell(rule), cell('after')]),
        ...diff.inputs.rulesGone.map((rule) => [cell(rule), cell('before')]),
      ],
      empty: 'Both know the same rules.',
    },
    {
      id: 'claims',
      title: 'Numbers that differ',
      columns: [{ title: 'Number' }, { title: 'Before' }, { title: 'After' }, { title: 'Because' }],
      rows: diff.inputs.claims.map(({ path, before, after, because }) =>
        [path, before ?? '–', after ?? '–', because ?? ''].map((text) => cell(text)),
      ),
      empty: 'Both rest on the same numbers.',
    },
    figures('cash', 'Cash by quarter', diff.cash, (value, unit) => moneyCell(value, unit)),
    figures('budgets', 'Budgets', diff.budgets, (value, unit) => moneyCell(value, unit)),
    figures('service', 'What is served and trained', diff.service, (value, unit) => numberCell(value, unit)),
  ];
}

/** `+1.2 M USD`, `−3 USD`, `±0`. */
export function signed(amount: number, currency: string): string {
  if (amount === 0) return '±0';
  return `${amount > 0 ? '+' : '−'}${moneyCell(Math.abs(amount), currency).text}`;
}

/** Costs of the same quarters are compared; those of others are told side by side. */
function costSentence(before: DiffSide, was: number, after: DiffSide, is: number): string {
  const [old, now] = [moneyCell(was, before.currency).text, moneyCell(is, after.currency).text];
  if (before.from === after.from && before.to === after.to) {
    return `Cost: ${old} → ${now} (${signed(is - was, after.currency)}).`;
  }
  return `Cost of ${before.from} to ${before.to}: ${old}; of ${after.from} to ${after.to}: ${now}.`;
}

function counted(count: number, noun: string): readonly string[] {
  if (count === 0) return [];
  const [first = '', ...rest] = noun.split(' ');
  return [[count, `${first}${count === 1 ? '' : 's'}`, ...rest].join(' ')];
}

function sideName({ scenario, variant, asOf, status }: DiffSide): string {
  return `${scenario}${variant === null ? '' : `, ${variant}`} as of ${asOf} (${status})`;
}

function fieldText({ field, before, after }: LineChange['fields'][number]): string {
  return `${field}: ${String(before ?? 'none')} → ${String(after ?? 'none')}`;
}

function figures(
  id: string,
  title: string,
  changes: readonly FigureChange[],
  show: (value: number | null, unit: string) => Cell,
): Section {
  return {
    id,
    title,
    columns: [{ title: 'What' }, { title: 'Before', align: 'right' }, { title: 'After', align: 'right' }],
    rows: changes.map(({ title: what, unit, before, after }) => [
      cell(what),
      show(before, unit),
      show(after, unit),
    ]),
    empty: 'Nothing differs.',
  };
}
