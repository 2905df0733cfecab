import type { PlanFile, PlanLimit, PlanLine } from '../plan/index.ts';
import { formatQuantity } from '../quantity/index.ts';
import { costKinds } from '../scenario/index.ts';
import { moneyCell, numberCell, percentCell, powerCell, verdictCell } from './figures.ts';
import { cell, type Cell, type Section } from './section.ts';
import { uncertaintySections } from './uncertainty-sections.ts';

/** All tables of a plan, in reading order: the answer first, then why, then what it rests on. */
export function sections(plan: PlanFile): readonly Section[] {
  if (plan.objective.value === null && plan.status !== 'infeasible') return [];
  const answer =
    plan.status === 'infeasible'
      ? [conflictSection(plan), repairSection(plan)]
      : [
          lineSection(plan),
          ...uncertaintySections(plan),
          serviceSection(plan),
          runSection(plan),
          budgetSection(plan),
          cashSection(plan),
          conditionSection(plan),
          shareSection(plan),
          bindingSection(plan),
          runnerUpSection(plan),
          breakEvenSection(plan),
        ];
  return answer.filter((section) => section.rows.length > 0 || section.empty !== '');
}

function lineSection(plan: PlanFile): Section {
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

function serviceSection(plan: PlanFile): Section {
  return {
    id: 'services',
    title: 'Services, requests per second at the peak hour',
    columns: [
      { title: 'Service' },
      { title: 'Model' },
      ...plan.quarters.map((title): Section['columns'][number] => ({ title, align: 'right' })),
    ],
    rows: plan.services.map((service) => [
      cell(service.name, { rests: [`services.${service.id}.demand`] }),
      cell(service.model),
      ...service.quarters.map(({ peak, served, unmet }): Cell => ({
        text: numberCell(peak).text + (unmet > 0 ? ` (${numberCell(served).text} served)` : ''),
        full: `${peak} request/s at the peak hour, ${served} served`,
        tone: unmet > 0 ? 'bad' : 'good',
      })),
    ]),
    empty: '',
  };
}

function runSection(plan: PlanFile): Section {
  return {
    id: 'runs',
    title: 'Training runs',
    columns: [
      { title: 'Run' },
      { title: 'Work', align: 'right' },
      { title: 'Done', align: 'right' },
      { title: 'System' },
      { title: 'Site' },
      { title: 'Chips at once', align: 'right' },
      { title: 'Finished' },
    ],
    rows: plan.runs.map((run) => [
      cell(run.name),
      amountCell(run.flop, 'FLOP'),
      percentCell(run.flop === 0 ? 1 : run.done / run.flop, run.unmet > 0 ? 'bad' : 'good'),
      cell(run.system ?? '–'),
      cell(run.site ?? '–'),
      numberCell(Math.round(run.gang)),
      cell(run.finished ?? 'not finished', run.finished === null ? { tone: 'bad' } : {}),
    ]),
    empty: '',
  };
}

function budgetSection(plan: PlanFile): Section {
  return {
    id: 'budgets',
    title: 'Budgets',
    columns: [
      { title: 'Budget' },
      { title: 'Amount', align: 'right' },
      { title: 'Spent', align: 'right' },
      { title: 'Left', align: 'right' },
    ],
    rows: plan.budgets.map((budget) => [
      cell(budget.name),
      moneyCell(budget.amount, budget.currency, [`budgets.${budget.id}.amount`]),
      moneyCell(budget.spent, budget.currency),
      moneyCell(budget.left, budget.currency),
    ]),
    empty: 'The scenario sets no budget.',
  };
}

/** What the rules ask in return: each condition once, with how much hangs on it. */
function conditionSection(plan: PlanFile): Section {
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

function shareSection(plan: PlanFile): Section {
  return {
    id: 'shares',
    title: 'Domestic share, in three metrics',
    intro:
      'The metric in brackets is the one the scenario counts by; the others are shown because the guidance does not say.',
    columns: [
      { title: 'Rule or wish' },
      { title: 'Wanted', align: 'right' },
      { title: 'Units', align: 'right' },
      { title: 'Spend', align: 'right' },
      { title: 'Compute', align: 'right' },
      { title: 'Met' },
    ],
    rows: plan.shares.map((share) => [
      cell(`${share.name} (${share.metric}${share.binding ? '' : ', not binding'})`),
      cell(
        [
          share.atLeast === null ? [] : [`at least ${percentCell(share.atLeast).text}`],
          share.atMost === null ? [] : [`at most ${percentCell(share.atMost).text}`],
        ]
          .flat()
          .join(', '),
      ),
      percentCell(share.units),
      percentCell(share.spend),
      percentCell(share.compute),
      share.met === null
        ? cell('nothing ordered')
        : cell(share.met ? 'yes' : 'no', { tone: share.met ? 'good' : share.binding ? 'bad' : 'warn' }),
    ]),
    empty: '',
  };
}

/** Most limits shown in the answer; the page has all of them further down. */
const mostShown = 12;

function bindingSection(plan: PlanFile): Section {
  const rows = pricedLimits(plan);
  return {
    ...limitTable(plan, rows.slice(0, mostShown)),
    id: 'limits',
    title: 'What binds, and its price',
    intro: `What one more unit of each limit or requirement would cost or save, at this plan; discounted.${rows.length > mostShown ? ` The ${mostShown} dearest of ${rows.length}.` : ''}`,
    empty: 'No limit has a price: more of any of them would save nothing.',
  };
}

/** Every limit and requirement with its slack and price. */
export function limitSection(plan: PlanFile): Section {
  return {
    ...limitTable(plan, plan.limits),
    id: 'all-limits',
    title: 'All limits and requirements',
    empty: '',
  };
}

/** Limits and requirements with a price, the dearest first. What stands is no limit of anybody's and left out. */
export function pricedLimits(plan: PlanFile): readonly PlanLimit[] {
  return plan.limits
    .filter(({ kind, price }) => kind !== 'stock' && price !== null && price !== 0)
    .toSorted((a, b) => Math.abs(b.price ?? 0) - Math.abs(a.price ?? 0) || (a.id < b.id ? -1 : 1));
}

/** `costs 31.9k USD per request/s` or `saves …`: what one more unit does; undefined where nothing is known. */
export function worth(limit: PlanLimit, currency: string): string | undefined {
  if (limit.price === null) return undefined;
  const amount = moneyCell(Math.abs(limit.price), currency).text;
  const unit = (limit.priceUnit ?? `per ${limit.unit}`).replace(/^[A-Z]{3} /u, '');
  return limit.price === 0 ? 'nothing' : `${limit.price < 0 ? 'costs' : 'saves'} ${amount} ${unit}`;
}

function amountCell(value: number | null, unit: string): Cell {
  if (unit === 'W' && value !== null) return powerCell(value);
  if (unit === 'FLOP' && value !== null)
    return cell(formatQuantity(value, 'work'), { full: `${value} FLOP` });
  return unit === '1' ? percentCell(value) : numberCell(value, unit);
}

function limitTable(plan: PlanFile, limits: readonly PlanLimit[]): Pick<Section, 'columns' | 'rows'> {
  return {
    columns: [
      { title: 'Limit or requirement' },
      { title: 'Used', align: 'right' },
      { title: 'Of', align: 'right' },
      { title: 'One more of it' },
    ],
    rows: limits.map((limit) => [
      cell(limit.title),
      amountCell(limit.used, limit.unit),
      amountCell(limit.limit, limit.unit),
      cell(worth(limit, plan.currency) ?? '–'),
    ]),
  };
}

function runnerUpSection(plan: PlanFile): Section {
  return {
    id: 'runner-ups',
    title: 'Runner-ups that differ most',
    columns: [
      { title: 'Plan' },
      { title: 'Worse by', align: 'right' },
      { title: 'Differs in', align: 'right' },
    ],
    rows: plan.runnerUps.map((other) => [
      cell(other.title),
      percentCell(other.above),
      percentCell(other.difference),
    ]),
    empty: 'No other plan comes near.',
  };
}

function breakEvenSection(plan: PlanFile): Section {
  return {
    id: 'break-evens',
    title: 'What would flip a line',
    columns: [{ title: 'Line' }, { title: 'What would change it' }],
    rows: plan.breakEvens.map((flip) => [cell(flip.line), cell(flip.sentence)]),
    empty: '',
  };
}

function conflictSection(plan: PlanFile): Section {
  return {
    id: 'conflict',
    title: 'Why there is no plan',
    intro: 'These cannot all hold together. Giving up one of them resolves this clash; others may remain.',
    columns: [{ title: 'Kind' }, { title: 'Rule, limit or requirement' }, { title: 'In words' }],
    rows: plan.conflict.map((item) => [cell(item.kind), cell(item.title), cell(item.sentence)]),
    empty: 'No conflict could be isolated.',
  };
}

function repairSection(plan: PlanFile): Section {
  return {
    id: 'repair',
    title: 'Ways out: each of these would make a plan possible',
    intro: 'What is given up is no saving: compare costs only among changes that keep all the work.',
    columns: [{ title: 'Change' }, { title: 'The plan would cost', align: 'right' }],
    rows: plan.repair.map((change) => [cell(change.sentence), moneyCell(change.objective, plan.currency)]),
    empty: 'No change of one kind is enough.',
  };
}

/** Used power against what each site can give, by quarter. */
export function powerSection(plan: PlanFile): Section {
  const sites = [...new Set(plan.power.map(({ site }) => site))];
  return {
    id: 'power',
    title: 'Power by site, used of available',
    columns: [
      { title: 'Site' },
      ...plan.quarters.map((title): Section['columns'][number] => ({ title, align: 'right' })),
    ],
    rows: sites.map((site) => [
      cell(site, { rests: [`sites.${site}.power`] }),
      ...plan.quarters.map((quarter): Cell => {
        const entry = plan.power.find((one) => one.site === site && one.quarter === quarter);
        if (!entry) return cell('–');
        return {
          text: `${powerCell(entry.used).text} of ${powerCell(entry.limit).text}`,
          full: `${entry.used} W of ${entry.limit} W`,
        };
      }),
    ]),
    empty: '',
  };
}

/** Systems at work, by quarter, site and work. */
export function placementSection(plan: PlanFile): Section {
  const keys = [
    ...new Set(plan.placements.map(({ site, system, work }) => `${work}\u0000${site}\u0000${system}`)),
  ].toSorted();
  return {
    id: 'placements',
    title: 'Which systems do which work',
    intro: 'Systems at work, after failures and maintenance.',
    columns: [
      { title: 'Work' },
      { title: 'Site' },
      { title: 'System' },
      ...plan.quarters.map((title): Section['columns'][number] => ({ title, align: 'right' })),
    ],
    rows: keys.map((key) => {
      const [work = '', site = '', system = ''] = key.split('\u0000');
      const here = plan.placements.filter(
        (one) => one.work === work && one.site === site && one.system === system,
      );
      return [
        cell(work),
        cell(site),
        cell(system),
        ...plan.quarters.map((quarter) => {
          const count = here
            .filter((one) => one.quarter === quarter)
            .reduce((sum, one) => sum + one.systems, 0);
          return count === 0 ? cell('') : numberCell(Math.round(count * 10) / 10);
        }),
      ];
    }),
    empty: '',
  };
}

/** Cash by quarter and kind, undiscounted. */
function cashSection(plan: PlanFile): Section {
  const kinds = [...costKinds, 'total'] as const;
  const used = kinds.filter((kind) => kind === 'total' || plan.cash.some((quarter) => quarter[kind] !== 0));
  return {
    id: 'cash',
    title: 'Cash by quarter',
    intro: 'Undiscounted, in the quarter it is paid; what is resold at the end counts against it.',
    columns: [
      { title: 'Kind' },
      ...plan.quarters.map((title): Section['columns'][number] => ({ title, align: 'right' })),
      { title: 'All', align: 'right' },
    ],
    rows: (plan.cash.length === 0 ? [] : used).map((kind) => [
      cell(kind),
      ...plan.cash.map((quarter) => moneyCell(quarter[kind], plan.currency)),
      moneyCell(
        plan.cash.reduce((sum, quarter) => sum + quarter[kind], 0),
        plan.currency,
      ),
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
