import type { Break, Fare, ShockAnswer } from '../stress/index.ts';
import { moneyCell, percent } from './figures.ts';
import { cell, type Cell, type Section } from './section.ts';

/** `demand:doubao in 2025Q3, 62 % met`. */
function breakText({ id, quarter, met }: Break): string {
  return `${id}${quarter === null ? '' : ` in ${quarter}`}${met === null ? '' : `, ${percent(met)} met`}`;
}

/** What is lost beside the plan before. */
function more(fare: Fare, before: Fare, currency: string): Cell {
  const difference = fare.value - before.value;
  // Less than a unit of money is the solver's noise.
  return moneyCell(Math.abs(difference) < 1 ? 0 : difference, currency);
}

/** The matrix: one row per shock. */
export function shockMatrix(answers: readonly ShockAnswer[], currency: string): Section {
  return {
    id: 'shocks',
    title: 'Shocks to the plan',
    intro:
      'Cost and penalties beside the plan as it stands: with nothing changed; with additions only; with everything not yet ordered planned anew. A broken limit has no price in these figures.',
    columns: [
      { title: 'Shock' },
      { title: 'From' },
      { title: 'Breaks first' },
      { title: 'Stranded', align: 'right' },
      { title: 'Unchanged', align: 'right' },
      { title: 'Additions', align: 'right' },
      { title: 'Repaired', align: 'right' },
      { title: 'Still broken' },
    ],
    rows: answers.map((answer) => {
      if (answer.outside)
        return [cell(answer.event), cell('after the horizon'), ...Array.from({ length: 6 }, () => cell('–'))];
      const still = newBreaks(answer.repair, answer.before);
      return [
        cell(answer.event),
        cell(answer.quarter ?? '–'),
        answer.first === null
          ? cell('nothing', { tone: 'good' })
          : cell(breakText(answer.first), { tone: 'bad' }),
        moneyCell(answer.stranded.money, currency),
        more(answer.unrepaired, answer.before, currency),
        more(answer.additions, answer.before, currency),
        more(answer.repair, answer.before, currency),
        still.length === 0
          ? cell('nothing', { tone: 'good' })
          : cell(still.map(({ id }) => id).join(', '), { tone: 'bad' }),
      ];
    }),
    empty: 'No shock was asked for.',
  };
}

/** What does not hold any more although it held before. */
export function newBreaks(fare: Fare, before: Fare): readonly Break[] {
  const held = new Set(before.breaks.map(({ id }) => id));
  return fare.breaks.filter(({ id }) => !held.has(id));
}

/** Changed orders shown; the JSON has them all. */
const shown = 16;

/** All tables of one shock. */
export function shockSections(answer: ShockAnswer, currency: string): readonly Section[] {
  const { before, unrepaired, repair, additions, stranded } = answer;
  const fares: readonly (readonly [string, Fare])[] = [
    ['The plan as it stands', before],
    ['With the shock, nothing changed', unrepaired],
    ['With additions only', additions],
    ['Everything not yet ordered planned anew', repair],
  ];
  return [
    {
      id: 'fares',
      title: `${answer.title} (${answer.quarter ?? 'after the horizon'})`,
      intro: `Rests on: ${answer.rests}.`,
      columns: [
        { title: '' },
        { title: 'Cost and penalties', align: 'right' },
        { title: 'Cost', align: 'right' },
        { title: 'Does not hold' },
      ],
      rows: fares.map(([name, fare]) => [
        cell(name),
        moneyCell(fare.value, currency),
        moneyCell(fare.cost, currency),
        fare.breaks.length === 0 ? cell('–') : cell(fare.breaks.map(breakText).join('; '), { tone: 'bad' }),
      ]),
      empty: '',
    },
    {
      id: 'stranded',
      title: 'What is stranded',
      columns: [
        { title: 'Order' },
        { title: 'Systems', align: 'right' },
        { title: 'Money', align: 'right' },
        { title: 'Why' },
      ],
      rows: [
        ...stranded.lines.map(({ line, systems, money, why }) => [
          cell(line),
          cell(String(Math.round(systems))),
          moneyCell(money, currency),
          cell(why === 'void' ? 'does not come: the deposit' : 'stands still: its value then'),
        ]),
        ...(stranded.fleet > 0
          ? [
              [
                cell('existing fleet'),
                cell(String(Math.round(stranded.fleet))),
                cell('unknown'),
                cell('stands still'),
              ],
            ]
          : []),
      ],
      empty: 'Nothing: no order of the plan is void and no machine stands still.',
    },
    {
      id: 'changes',
      title: 'The cheapest repair: orders that change',
      columns: [
        { title: 'Order' },
        { title: 'Planned', align: 'right' },
        { title: 'Instead', align: 'right' },
      ],
      rows: repair.changes
        .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
        .slice(0, shown)
        .map(({ line, from, to }) => [
          cell(line),
          cell(String(Math.round(from))),
          cell(String(Math.round(to))),
        ]),
      empty: 'No order changes.',
    },
  ];
}
