import { formatMoney, formatNumber, type Currency } from '../quantity/index.ts';
import type { Backtest, PlannerResult, Replay } from '../stress/index.ts';
import { moneyCell, percent, percentCell } from './figures.ts';
import { cell, type Cell, type Section } from './section.ts';

/** What the evidence of a backtest can and cannot carry: said before any figure. */
export function backtestLimits({ all, strict, events }: Backtest): readonly string[] {
  const weak = all.evidence.weak.map(({ what, grade }) => `${what} (${grade})`);
  const unmeasured = all.evidence.demand
    .filter(({ series }) => series === null)
    .map(({ service }) => service);
  const idle = events.filter(({ changes }) => changes === null).length;
  return [
    'This is one history, not many: who came out ahead here may have been lucky.',
    `The law is that of the catalog: ${all.evidence.rules} rules, read closed where their text is uncertain. A company that read them otherwise ordered otherwise.`,
    'A rule that changes within a quarter counts for the whole of it. What may not ship is never paid for.',
    'Supply, prices and lead times are what the catalog knows of the day; where nobody says, the scenario’s assumption. What the whole market could not get is known for few chips.',
    'A company sees its own load as it comes; what is known here was published later. Between two measurements growth is taken as steady.',
    'What was measured was served: where even hindsight serves less than all of it, the scenario’s fleet, budgets, rates or supply are below what the company really had. The planners are compared with each other, not with the company.',
    'Budgets whose window ends are assumed to be renewed for the next window of the same length.',
    ...(unmeasured.length === 0
      ? []
      : [
          `No series measures ${unmeasured.join(', ')}: the scenario’s own forecast stands for what happened.`,
        ]),
    weak.length === 0
      ? 'Nothing in it is of grade C or assumed.'
      : `Of grade C or assumed: ${weak.join('; ')}. Results without them stand beside (${strict.evidence.rules} rules).`,
    `${events.length} dated events lie in the window; ${events.length - idle} of them change law, demand or deliveries here, the others are shown only.`,
  ];
}

/** What the reader should take away, in order. */
export function backtestHeadline({ all, strict, currency }: Backtest): readonly string[] {
  const money = (amount: number): string => formatMoney({ amount, currency: currency as Currency });
  const planners = all.planners.filter(({ planner }) => planner !== 'hindsight');
  const best = planners.reduce((a, b) => (b.regret.value < a.regret.value ? b : a));
  const top = all.planners.find(({ planner }) => planner === 'hindsight');
  const undone = Object.keys(top?.training ?? {}).filter((run) =>
    all.planners.every(({ training }) => (training[run] ?? 0) === 0),
  );
  const other = strict.planners
    .filter(({ planner }) => planner !== 'hindsight')
    .reduce((a, b) => (b.regret.value < a.regret.value ? b : a));
  return [
    ...planners.map(
      ({ planner, regret, tokensServed, tokensAsked, valueStopped }) =>
        `${planner}: served ${percent(tokensServed / tokensAsked)} of the tokens asked for, ${tokensWords(regret.tokens)} fewer than hindsight; ${money(valueStopped)} of its orders were stopped; regret ${money(regret.value)}.`,
    ),
    `Hindsight served ${percent((top?.tokensServed ?? 0) / (top?.tokensAsked ?? 1))}: nobody could have served more than supply, law and budgets of these quarters allow.`,
    ...(undone.length === 0
      ? []
      : [
          `Nobody trained ${undone.join(', ')}, hindsight neither: in these quarters the law as read here left no machines for it in time.`,
        ]),
    `Least regret: ${best.planner}; without weak evidence ${other.planner === best.planner ? 'the same' : other.planner}.`,
  ];
}

/** One row per planner. */
export function plannerSection(
  { planners }: Replay,
  currency: string,
  id = 'planners',
  title = 'Planners',
): Section {
  const runs = Object.keys(planners[0]?.training ?? {});
  const money = (amount: number): Cell => moneyCell(amount, currency);
  return {
    id,
    title,
    intro:
      'Value is what all are compared by: discounted cash less what the fleet is worth at the end, and the scenario’s penalty of what was left undone. Regret is against hindsight.',
    columns: [
      { title: 'Planner' },
      ...['Regret', 'Tokens unserved', 'beyond hindsight', 'Served'].map(right),
      ...runs.map((run) => right(`Trained: ${run}`)),
      ...['Ordered', 'Arrived', 'Stopped', 'Stranded', 'Cash', 'Value'].map(right),
    ],
    rows: planners.map((each) => [
      cell(each.planner),
      money(each.regret.value),
      tokenCell(each.tokensUnserved),
      tokenCell(each.regret.tokens),
      percentCell(each.tokensServed / each.tokensAsked),
      ...runs.map((run) => percentCell(each.training[run] ?? 0)),
      money(each.valueOrdered),
      money(each.valueArrived),
      money(each.valueStopped),
      money(each.stranded),
      money(each.cash),
      money(each.value),
    ]),
    empty: 'No planner.',
  };
}

/** One row per quarter and planner. */
export function quarterSection({ planners }: Replay, currency: string): Section {
  const money = (amount: number): Cell => moneyCell(amount, currency);
  return {
    id: 'quarters',
    title: 'Quarter by quarter',
    columns: [
      { title: 'Quarter' },
      { title: 'Decided' },
      { title: 'Planner' },
      ...['Ordered', 'Arrived', 'Stopped', 'Tokens asked', 'Served', 'Cash', 'Stranded'].map(right),
    ],
    rows: (planners[0]?.quarters ?? []).flatMap((_, index) =>
      planners.flatMap(({ planner, quarters }) => {
        const each = quarters[index];
        return each === undefined
          ? []
          : [
              [
                cell(each.quarter),
                cell(each.decided),
                cell(planner),
                money(each.ordered),
                money(each.arrived),
                money(each.stopped),
                tokenCell(each.tokensAsked),
                percentCell(each.tokensServed / Math.max(1, each.tokensAsked)),
                money(each.cash),
                money(each.stranded),
              ],
            ];
      }),
    ),
    empty: 'No quarter.',
  };
}

/** Every order of a planner and what became of it. */
export function orderSection({ planner, orders }: PlannerResult, currency: string): Section {
  return {
    id: `orders-${planner}`,
    title: `Orders: ${planner}`,
    columns: [
      { title: 'Ordered' },
      { title: 'Offer' },
      { title: 'Site' },
      right('Systems'),
      right('Value'),
      { title: 'Promised' },
      { title: 'What became of it' },
    ],
    rows: orders.map((order) => [
      cell(order.quarter),
      cell(order.offer),
      cell(order.site),
      cell(formatNumber(order.count)),
      moneyCell(order.value, currency),
      cell(order.promised),
      fate(order),
    ]),
    empty: 'It ordered nothing.',
  };
}

function fate({ arrived, stopped, open }: PlannerResult['orders'][number]): Cell {
  const parts = [
    ...arrived.map(({ quarter, count }) => `${formatNumber(count)} arrived in ${quarter}`),
    ...(stopped === null
      ? []
      : [`${formatNumber(stopped.count)} stopped in ${stopped.quarter} by ${stopped.rules.join(', ')}`]),
    ...(open > 0 ? [`${formatNumber(open)} still on order at the end`] : []),
  ];
  return cell(parts.join('; '), stopped === null ? {} : { tone: 'bad' });
}

/** The events of the window, those that change something first to be seen. */
export function eventSection({ events }: Backtest): Section {
  return {
    id: 'events',
    title: 'Events of the window',
    intro:
      'With the grade of their evidence: A primary, B secondary, C estimate. Demand, law and deliveries are replayed; the others are shown only.',
    columns: [{ title: 'Date' }, { title: 'Event' }, { title: 'Grade' }, { title: 'Changes' }],
    rows: events.map(({ date, title, grade, changes }) => [
      cell(date),
      cell(title),
      cell(grade, grade === 'C' || grade === 'assumed' ? { tone: 'warn' } : {}),
      cell(changes ?? '–'),
    ]),
    empty: 'No event on record lies in the window.',
  };
}

/** Trillions of tokens: `22 963T`. */
function tokensWords(tokens: number): string {
  return `${formatNumber(tokens / 1e12)}T tokens`;
}

function tokenCell(tokens: number): Cell {
  return cell(`${formatNumber(tokens / 1e12)}T`, { full: `${tokens} tokens` });
}

function right(title: string): { readonly title: string; readonly align: 'right' } {
  return { title, align: 'right' };
}
