import type { PlanFile, PlanUncertainty } from '../plan/index.ts';
import { moneyCell, numberCell, percent, percentCell } from './figures.ts';
import { cell, type Section } from './section.ts';

const measureNames: Readonly<Record<PlanUncertainty['measure']['kind'], string>> = {
  expected: 'expected value',
  cvar: 'mean and mean of the worst',
  worst: 'worst case',
  regret: 'greatest regret',
};

/** Tables of a plan over many futures; none where one future alone was planned. */
export function uncertaintySections({ uncertainty, currency }: PlanFile): readonly Section[] {
  return uncertainty === undefined
    ? []
    : [
        stanceSection(uncertainty, currency),
        valueSection(uncertainty, currency),
        futureSection(uncertainty, currency),
      ];
}

/** Rows shown; the plan file has them all. */
const shown = 24;

function stanceSection({ stances }: PlanUncertainty, currency: string): Section {
  const words = { commit: 'commit', option: 'option', wait: 'wait' } as const;
  return {
    id: 'stances',
    title: 'Commit, hold an option, or wait',
    intro: `What to do about each order that any future places, most money first${stances.length > shown ? `; ${stances.length - shown} smaller ones are in the plan file` : ''}.`,
    columns: [
      { title: 'Order' },
      { title: 'Stance' },
      { title: 'Systems', align: 'right' },
      { title: 'In', align: 'right' },
      { title: 'Value', align: 'right' },
      { title: 'In words' },
    ],
    rows: stances
      .slice(0, shown)
      .map(({ line, stance, now, most, chance, value, sentence }) => [
        cell(line),
        cell(
          words[stance],
          stance === 'commit' ? { tone: 'good' } : stance === 'option' ? { tone: 'warn' } : {},
        ),
        cell(stance === 'commit' ? String(Math.round(now)) : `≤ ${Math.round(most)}`),
        percentCell(chance),
        moneyCell(value, currency),
        cell(sentence),
      ]),
    empty: 'No future orders anything.',
  };
}

function valueSection(report: PlanUncertainty, currency: string): Section {
  const { measure, futures, draws, lost, gap, deposit, seed, sampler } = report;
  const money = (value: number): ReturnType<typeof moneyCell> => moneyCell(value, currency);
  const tail = `worst ${percent(1 - measure.alpha)}`;
  return {
    id: 'uncertainty',
    title: 'The plan over many futures',
    intro: `Minimised: ${measureNames[measure.kind]}. ${futures.length} futures stand for ${draws} draws (${sampler}, seed ${seed}) and leave out ${percent(lost)} of their spread; a cancelled order loses ${percent(deposit.part)} (${deposit.basis}). Gap to the bound: ${percent(gap)}.`,
    columns: [{ title: 'Figure' }, { title: 'Cost and penalties', align: 'right' }],
    rows: [
      [cell('Expected'), money(report.expected)],
      [cell(`Mean of the ${tail}`), money(report.cvar)],
      [cell('Worst future'), money(report.worst)],
      [cell('Greatest regret'), money(report.regret)],
      [cell('Bound: no first orders do better'), money(report.bound)],
      [cell('Value of perfect information'), money(report.perfectInformation)],
      [cell('Value of the stochastic solution'), money(report.stochasticSolution)],
    ],
    empty: '',
  };
}

function futureSection({ futures }: PlanUncertainty, currency: string): Section {
  return {
    id: 'futures',
    title: 'The futures',
    columns: [
      { title: 'Draw', align: 'right' },
      { title: 'Probability', align: 'right' },
      { title: 'What happens' },
      { title: 'This plan', align: 'right' },
      { title: 'With foresight', align: 'right' },
      { title: 'Other first orders', align: 'right' },
    ],
    rows: futures
      .toSorted((a, b) => b.probability - a.probability)
      .map(({ draw, probability, events, value, foresight, expectedPlan }) => [
        numberCell(draw),
        percentCell(probability),
        cell(events.map(({ id, quarter }) => `${id} ${quarter}`).join(', ') || '–'),
        moneyCell(value, currency),
        moneyCell(foresight, currency),
        moneyCell(expectedPlan, currency),
      ]),
    empty: '',
  };
}
