import type { PlanFile } from '../../../plan/index.ts';
import { costKinds, type CostKind } from '../../../scenario/index.ts';
import { fxOf, paymentsOf, type Account } from '../../account/index.ts';
import { cellName } from '../address.ts';
import { fxTerm, inputTerm, type Context } from '../context.ts';
import { formats, formula, input, number, text, type Cell, type Sheet } from '../model.ts';
import { fleetRange } from './fleet-columns.ts';
import { budgetRange, lineRange } from './line-columns.ts';

type Budget = PlanFile['budgets'][number];

/** Kinds that count when something is ordered, and kinds that follow from what stands. */
const kinds: readonly CostKind[] = costKinds.filter((kind) => kind !== 'resale');

/**
 * What counts against each budget. A plan file names the lines of a budget and what is spent, not the kinds of cost it
 * covers; the sheet takes the kinds whose sum is what the plan says, and what no kinds explain stands as a figure.
 */
export function budgetsSheet(context: Context): Sheet {
  const { plan, account } = context;
  const quarters = plan.quarters.map((_, quarter) => quarter);
  const heads = [
    'Budget',
    'Currency',
    'Amount',
    'Follows from lines',
    'Not broken down',
    'Spent',
    'Left',
    'The plan file says',
    'Difference',
    'Kinds of cost',
  ];
  return {
    name: 'Budgets',
    about: 'What counts against each budget, and ordered by quarter',
    rows: [
      heads.map((head) => text(head, 'head')),
      ...plan.budgets.map((budget, index) => budgetRow(context, budget, index + 1)),
      [],
      [
        text(`Price of what is ordered, ${plan.currency}`, 'head'),
        ...plan.quarters.map((quarter) => text(quarter, 'head')),
      ],
      ...plan.budgets.map((budget): readonly Cell[] => [
        text(budget.name),
        ...quarters.map((quarter) =>
          formula(
            `SUMIFS(${lineRange(context, 'price')},${budgetRange(context, budget.id)},1,${lineRange(context, 'orderIndex')},"=${quarter}")`,
            context.money,
          ),
        ),
      ]),
      ...(account.lines.some(({ line }) => line.budget.length > 1)
        ? [[text('A line may count against several budgets; do not add them up.')]]
        : []),
    ],
    widths: [36, 22, 24, 24, 22, 24, 24, 24, 18, 48],
    freeze: { rows: 1, columns: 1 },
  };
}

function budgetRow(context: Context, budget: Budget, row: number): readonly Cell[] {
  const { account, names } = context;
  const money = formats.money(budget.currency);
  const own = fxOf(account, budget.currency);
  const covered = coveredKinds(account, budget);
  const explained = covered.reduce((sum, kind) => sum + spentOn(account, budget, kind), 0) / (own || 1);
  const rest = budget.spent - explained;
  const parts = covered.map((kind) => kindFormula(context, budget, kind));
  const amount = names.get(`budgets.${budget.id}.amount`);
  const at = (column: number): string => cellName(row, column);
  return [
    text(budget.name),
    text(budget.currency),
    amount === undefined ? input(budget.amount, money) : formula(amount, money),
    parts.length === 0
      ? number(0, money)
      : formula(`(${parts.join('+')})/${fxTerm(context, budget.currency)}`, money),
    number(Math.abs(rest) < 0.005 ? 0 : rest, money),
    formula(`${at(3)}+${at(4)}`, money, 'total'),
    formula(`${at(2)}-${at(5)}`, money, 'total'),
    number(budget.spent, money),
    formula(`${at(5)}-${at(7)}`, money),
    text(covered.length === 0 ? 'not stated in the plan file' : covered.join(', ')),
  ];
}

/** The most kinds of cost whose sum over the lines of the budget is what the plan says was spent; none where no kinds give it. */
function coveredKinds(account: Account, budget: Budget): readonly CostKind[] {
  const own = fxOf(account, budget.currency);
  const present = kinds.filter((kind) => spentOn(account, budget, kind) !== 0);
  const spent = present.map((kind) => spentOn(account, budget, kind));
  let best: readonly CostKind[] = [];
  for (let set = 1; set < 2 ** present.length; set += 1) {
    const chosen = present.filter((_, index) => (set >> index) % 2 === 1);
    const total = spent
      .filter((_, index) => (set >> index) % 2 === 1)
      .reduce((sum, amount) => sum + amount, 0);
    if (own !== 0 && chosen.length > best.length && Math.abs(total / own - budget.spent) < 0.005)
      best = chosen;
  }
  return best;
}

/** What the lines of a budget cost in one kind, plan currency: a lease over its whole term, energy and space of all that is owned at their sites. */
function spentOn(account: Account, budget: Budget, kind: CostKind): number {
  const lines = account.lines.filter(({ line }) => line.budget.includes(budget.id));
  if (kind === 'lease') {
    return lines
      .filter(({ line }) => line.kind === 'lease')
      .reduce(
        (sum, { line, unitPrice, term }) =>
          sum + line.count * unitPrice * term * fxOf(account, line.cost.currency),
        0,
      );
  }
  const sites = new Set(lines.map(({ line }) => line.site));
  const bySite = kind === 'energy' || kind === 'space';
  return paymentsOf(account)
    .filter((payment) => payment.kind === kind)
    .filter(({ site, line }) => (bySite ? sites.has(site) : line !== undefined && lines.includes(line)))
    .reduce((sum, { amount }) => sum + amount, 0);
}

function kindFormula(context: Context, budget: Budget, kind: CostKind): string {
  const flag = budgetRange(context, budget.id);
  const lines = (key: Parameters<typeof lineRange>[1], of: 'purchase' | 'lease'): string =>
    `SUMIFS(${lineRange(context, key)},${flag},1,${lineRange(context, 'kind')},"${of}")`;
  switch (kind) {
    case 'systems':
      return lines('price', 'purchase');
    case 'lease':
      return lines('price', 'lease');
    case 'network':
    case 'duty':
    case 'fee':
      return lines(kind, 'purchase');
    case 'support':
      return `SUMPRODUCT((${lineRange(context, 'kind')}="purchase")*${flag}*${lineRange(context, 'price')}*(${context.plan.quarters.length}-${lineRange(context, 'deliveryIndex')}))*${inputTerm(context, 'costs.supportPerYear')}/4`;
    default: {
      const sites = new Set(
        context.account.lines
          .filter(({ line }) => line.budget.includes(budget.id))
          .map(({ line }) => line.site),
      );
      const figures = fleetRange(context, kind === 'energy' ? 'energy' : 'spaceAll');
      return [...sites]
        .toSorted()
        .map((site) => `SUMIFS(${figures},${fleetRange(context, 'site')},"${site.replaceAll('"', '""')}")`)
        .join('+');
    }
  }
}
