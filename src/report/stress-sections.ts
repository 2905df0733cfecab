import type { Estimate, Fan, StressReport } from '../stress/index.ts';
import { moneyCell, numberCell, percent, percentCell } from './figures.ts';
import { cell, type Cell, type Section } from './section.ts';

/** The tables of a stress test, the answer first. */
export function stressSections(report: StressReport): readonly Section[] {
  const sections = [
    fanSection(report),
    spendSection(report),
    unmetSection(report),
    requirementSection(report),
    lineSection(report),
    eventSection(report),
    driverSection(report),
    tornadoSection(report),
    indexSection(report),
    factSection(report),
  ];
  return sections.filter((section) => section.rows.length > 0 || section.empty !== '');
}

const fanColumns = [
  { title: '' },
  { title: '5 %', align: 'right' },
  { title: '25 %', align: 'right' },
  { title: 'Median', align: 'right' },
  { title: '75 %', align: 'right' },
  { title: '95 %', align: 'right' },
  { title: 'Mean', align: 'right' },
] as const;

const fanNames: Readonly<Record<string, string>> = {
  value: 'Cost and penalties, as committed',
  cost: 'of it: discounted cash',
  unmet: 'of it: penalty of unmet work',
  'foresight value': 'Cost and penalties, with foresight',
};

function fanRow({ name, p5, p25, p50, p75, p95, mean }: Fan, show: (value: number) => Cell): readonly Cell[] {
  return [cell(name), ...[p5, p25, p50, p75, p95, mean.value].map(show)];
}

function fanSection({ fans, currency, deposit }: StressReport): Section {
  const money = (value: number): Cell => moneyCell(value, currency);
  return {
    id: 'fans',
    title: 'What it may cost',
    intro: `Orders of the first quarter as planned, everything after that as each future asks. A cancelled order loses ${percent(deposit.part)} of its price.`,
    columns: fanColumns,
    rows: fans.map((fan) =>
      fan.name.startsWith('share ')
        ? fanRow(fan, (part) => percentCell(Number.isNaN(part) ? null : part))
        : fanRow({ ...fan, name: fanNames[fan.name] ?? fan.name }, money),
    ),
    empty: 'No draw was made.',
  };
}

function spendSection({ spend, currency }: StressReport): Section {
  return {
    id: 'spend',
    title: 'Cash by quarter, not discounted',
    columns: fanColumns,
    rows: spend.map((fan) => fanRow(fan, (value) => moneyCell(value, currency))),
    empty: '',
  };
}

function unmetSection({ unmet }: StressReport): Section {
  return {
    id: 'unmet',
    title: 'Work left undone by quarter',
    intro:
      'Part of each peak load that is not served. Quarters in which all of it is served in every future are left out.',
    columns: [{ title: 'Service' }, ...fanColumns],
    rows: unmet.flatMap(({ title, fans }) =>
      fans
        .filter(({ mean }) => mean.value > 1e-6)
        .map((fan) => [cell(title), ...fanRow(fan, (part) => percentCell(part))]),
    ),
    empty: '',
  };
}

/** `62 % (55 % to 68 %)`. */
function chance({ value, low, high }: Estimate): string {
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

function requirementSection({ requirements }: StressReport): Section {
  return {
    id: 'requirements',
    title: 'Chance of meeting each requirement',
    intro: 'With its 95 % interval. Limits that are always kept are not listed.',
    columns: [{ title: 'Requirement' }, { title: 'Id' }, { title: 'Chance', align: 'right' }],
    rows: requirements
      .filter(({ id, chance: { value } }) => value < 1 || id.startsWith('demand:') || id.startsWith('run:'))
      .map(({ id, title, chance: estimate }) => [
        cell(title),
        cell(id),
        cell(
          chance(estimate),
          estimate.value < 0.5 ? { tone: 'bad' } : estimate.value < 0.9 ? { tone: 'warn' } : { tone: 'good' },
        ),
      ]),
    empty: 'The scenario requires nothing.',
  };
}

/** Rows of a long table that are shown; the rest is in the JSON. */
const shown = 12;

function lineSection({ lines }: StressReport): Section {
  return {
    id: 'flips',
    title: 'Orders of the first quarter: how sure they are',
    intro: 'What foresight would order, and how often it decides otherwise than the plan.',
    columns: [
      { title: 'Order' },
      { title: 'Planned', align: 'right' },
      { title: 'Foresight, 5 % to 95 %', align: 'right' },
      { title: 'Ordered in', align: 'right' },
      { title: 'Flips in', align: 'right' },
    ],
    rows: lines
      .slice(0, shown)
      .map(({ line, planned, ordered, flips, systems }) => [
        cell(line),
        numberCell(Math.round(planned)),
        cell(`${Math.round(systems.p5)} … ${Math.round(systems.p50)} … ${Math.round(systems.p95)}`),
        cell(percent(ordered.value)),
        cell(chance(flips), flips.value > 0.5 ? { tone: 'warn' } : {}),
      ]),
    empty: 'Nothing is ordered in the first quarter, whatever comes.',
  };
}

function eventSection({ events, draws, currency }: StressReport): Section {
  return {
    id: 'events',
    title: 'What may happen',
    columns: [
      { title: 'Event' },
      { title: 'Probability', align: 'right' },
      { title: 'Drawn', align: 'right' },
      { title: 'Costs, where it happens', align: 'right' },
    ],
    rows: events.map(({ title, probability, happened, difference }) => [
      cell(title),
      percentCell(probability),
      cell(`${happened} of ${draws}`),
      moneyCell(difference ?? null, currency),
    ]),
    empty: '',
  };
}

function driverSection({ drivers, quantities }: StressReport): Section {
  return {
    id: 'drivers',
    title: 'What drives the cost',
    intro: `Rank correlation with cost and penalties, strongest of ${quantities} quantities first; +1 drives it up, 95 % interval.`,
    columns: [
      { title: 'Quantity' },
      { title: 'Path' },
      { title: 'Grade' },
      { title: 'Rank', align: 'right' },
      { title: '95 %' },
    ],
    rows: drivers
      .slice(0, shown)
      .map(({ id, title, grade, rank }) => [
        cell(title),
        cell(id),
        cell(grade),
        cell(signed(rank.value)),
        cell(`${signed(rank.low)} … ${signed(rank.high)}`),
      ]),
    empty: 'Nothing is uncertain: no claim has a range.',
  };
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}

function tornadoSection({ tornado, expected, currency }: StressReport): Section {
  return {
    id: 'tornado',
    title: 'One quantity at a time',
    intro: `Cost and penalties with all else as planned (${moneyCell(expected.value, currency).text}) and the quantity at its 10th and 90th percentile.`,
    columns: [
      { title: 'Quantity' },
      { title: 'At 10 %', align: 'right' },
      { title: 'At 90 %', align: 'right' },
    ],
    rows: tornado.map(({ title, low, high }) => [
      cell(title),
      moneyCell(low, currency),
      moneyCell(high, currency),
    ]),
    empty: '',
  };
}

/** `0.62 (0.55 … 0.68)`. */
function range({ value, low, high }: Estimate): string {
  return `${value.toFixed(2)} (${low.toFixed(2)} … ${high.toFixed(2)})`;
}

function indexSection({ indices }: StressReport): Section {
  return {
    id: 'indices',
    title: 'Sobol indices by kind of quantity',
    intro:
      'Part of the variance of cost and penalties: alone, and with all it takes part in; 95 % intervals.',
    columns: [
      { title: 'Kind' },
      { title: 'First order', align: 'right' },
      { title: 'Total', align: 'right' },
    ],
    rows: indices.map(({ input, first, total }) => [cell(input), cell(range(first)), cell(range(total))]),
    empty: '',
  };
}

function factSection({ facts, regret, currency }: StressReport): Section {
  const money = (value: number): string => moneyCell(value, currency).text;
  return {
    id: 'facts',
    title: 'What is worth finding out before ordering',
    intro: `All of it together: ${money(regret.value)} (${money(regret.low)} to ${money(regret.high)}). A fact alone is worth what a better first order would save, among the orders that were tried: a lower bound.`,
    columns: [
      { title: 'Fact' },
      { title: 'Known to' },
      { title: 'Worth', align: 'right' },
      { title: '95 % interval', align: 'right' },
    ],
    rows: facts
      .filter(({ worth }) => worth.low > 0)
      .slice(0, shown)
      .map(({ id, title, within, slices, worth }) => [
        cell(title),
        cell(knownTo(id, within, slices)),
        moneyCell(worth.value, currency),
        cell(`${money(worth.low)} to ${money(worth.high)}`),
      ]),
    empty: 'No single fact is worth anything that these draws can tell from chance.',
  };
}

/** How exactly a fact is taken to become known. */
function knownTo(id: string, within: number | undefined, slices: number): string {
  if (id.startsWith('event:')) return 'yes or no';
  return within === undefined ? `one of ${slices} slices` : `± ${percent(within)}`;
}
