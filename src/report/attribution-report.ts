import { groupTitles, type Attribution, type AttributionStep, type LineParts } from '../planning/index.ts';
import { signed } from './diff-sections.ts';
import { moneyCell, numberCell } from './figures.ts';
import { cell, type Section } from './section.ts';
import { textTable, type Paint } from './text-table.ts';

/** Why a plan differs, in tables: the way step by step, and each changed line with its parts. */
export function attributionSections({ steps, lines }: Attribution, currency: string): readonly Section[] {
  return [
    {
      id: 'steps',
      title: 'Why: one group of inputs after the other as it is now',
      intro:
        'Each step plans again from the plan before; its parts add up to the whole change. Another order would give other parts.',
      columns: [
        { title: 'What changed' },
        { title: 'Cost of what lies ahead', align: 'right' },
        { title: 'Change', align: 'right' },
        { title: 'Not served, change', align: 'right' },
        { title: 'Systems added', align: 'right' },
        { title: 'dropped', align: 'right' },
      ],
      rows: steps.map((step) => [
        cell(step.title),
        ...(step.feasible
          ? [
              moneyCell(step.cost, currency),
              cell(step.costChange === null ? '' : signed(step.costChange, currency)),
              cell(step.unmetChange === null ? '' : signed(step.unmetChange, currency)),
              numberCell(step.added),
              numberCell(step.dropped),
            ]
          : ['there is no plan', '', '', '', ''].map((text) => cell(text))),
      ]),
      empty: 'No input differs.',
    },
    {
      id: 'parts',
      title: 'How much of the change of each line each of them explains, in systems',
      columns: [
        { title: 'Line' },
        { title: 'Before', align: 'right' },
        { title: 'After', align: 'right' },
        { title: 'Because of' },
      ],
      rows: lines.map((line) => [
        cell(line.id),
        numberCell(line.before),
        numberCell(line.after),
        cell(partsOf(line).join('; ')),
      ]),
      empty: 'No line changed.',
    },
  ];
}

/** A line's parts in words: `rules and licences −1 744 (the ruling …)`. */
function partsOf({ parts }: LineParts): readonly string[] {
  return parts.map(({ groups, systems, about }) => {
    const why = groups.map((group) => groupTitles[group]).join(', and ');
    const size = `${systems > 0 ? '+' : '−'}${numberCell(Number(Math.abs(systems).toPrecision(6))).text}`;
    return `${why} ${size} (${about.length > 0 ? about.join('; ') : 'follows from other lines'})`;
  });
}

/** The attribution for a terminal: its tables, and below them the changed inputs of each step. */
export function textAttribution(found: Attribution, currency: string, paint: Paint, width: number): string {
  return [
    ...attributionSections(found, currency).map((section) => textTable(section, paint, width)),
    ...found.steps.filter(({ inputs }) => inputs.length > 0).map((step) => inputsOf(step, paint)),
  ].join('\n\n');
}

/** At most so many inputs of a group are told; the data has all. */
const mostInputs = 12;

function inputsOf({ title, inputs }: AttributionStep, paint: Paint): string {
  const rest = inputs.length - mostInputs;
  return [
    paint.bold(title),
    ...inputs.slice(0, mostInputs).map((sentence) => `  ${sentence}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ].join('\n');
}
