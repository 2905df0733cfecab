import type { PlanFile, PlanLine } from '../plan/index.ts';
import { moneyCell, numberCell, verdictCell } from './figures.ts';
import { cell, type Section } from './section.ts';

/** What is ordered: when it arrives, where, from whom, at what price, and whether it is allowed. */
export function lineSection(plan: PlanFile): Section {
  return {
    id: 'lines',
    title: 'What to buy and rent',
    intro: `Whole systems in the first ${plan.wholeQuarters} quarters; later counts are a forecast and may be fractional.`,
    columns: [
      { title: 'Order' },
      { title: 'Arrives' },
      { title: 'Site' },
      { title: 'System' },
      { title: 'Systems', align: 'right' },
      { title: 'Chips', align: 'right' },
      { title: 'From' },
      { title: 'Price', align: 'right' },
      { title: 'Verdict' },
    ],
    rows: plan.lines.map((line) => [
      cell(line.orderQuarter),
      cell(line.deliveryQuarter),
      cell(line.site),
      cell(`${line.system}${line.kind === 'lease' ? rentOf(line) : ''}${line.frozen ? ' (frozen)' : ''}`),
      numberCell(line.whole ? line.count : Math.round(line.count * 10) / 10),
      numberCell(Math.round(line.accelerators)),
      cell(line.supplier),
      moneyCell(line.cost.amount, line.cost.currency, [`offers.${line.offer}.price`]),
      verdictCell(line.verdict),
    ]),
    empty: 'Nothing needs to be bought or rented: the fleet that stands is enough.',
  };
}

/** `(rent)`, or until when where the lease ends within the horizon. */
function rentOf({ endQuarter }: PlanLine): string {
  return endQuarter === null ? ' (rent)' : ` (rent to ${endQuarter})`;
}

/** What the rules ask in return: each condition once, with how much hangs on it. */
export function conditionSection(plan: PlanFile): Section {
  const lines = new Map<string, PlanLine[]>();
  for (const line of plan.lines) {
    const asked = line.verdicts
      .filter(({ use }) => line.uses.includes(use))
      .flatMap(({ conditions }) => conditions);
    for (const condition of new Set(asked)) lines.set(condition, [...(lines.get(condition) ?? []), line]);
  }
  return {
    id: 'conditions',
    title: 'Conditions the lines are allowed under',
    columns: [{ title: 'Condition' }, { title: 'Lines', align: 'right' }, { title: 'Chips', align: 'right' }],
    rows: [...lines]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([condition, on]) => [
        cell(condition),
        numberCell(on.length),
        numberCell(Math.round(on.reduce((sum, { accelerators }) => sum + accelerators, 0))),
      ]),
    empty: '',
  };
}

/** Every verdict of every line: rule, dates, reason. */
export function verdictSection(plan: PlanFile): Section {
  return {
    id: 'verdicts',
    title: 'Verdict of every line',
    intro: `Consistent with the rule set of ${plan.ruleSet.asOf} (${plan.ruleSet.rules.length} rules) as of the dates shown; this is not legal advice.`,
    columns: [
      { title: 'Line' },
      { title: 'Use' },
      { title: 'On order' },
      { title: 'On ship' },
      { title: 'Reason' },
      { title: 'Rules' },
    ],
    rows: plan.lines.flatMap((line) =>
      line.verdicts.map((record) => [
        cell(line.id),
        cell(record.use),
        { ...verdictCell(record.onOrder), text: `${record.onOrder} (${record.orderDate})` },
        { ...verdictCell(record.onShip), text: `${record.onShip} (${record.shipDate})` },
        cell([record.reason, ...record.conditions].join(' · ')),
        cell(record.rules.join(', ')),
      ]),
    ),
    empty: '',
  };
}
