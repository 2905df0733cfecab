import type { ResolvedBudget } from '../scenario/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectAtMost, expectEqual, expectFields } from './compare.ts';
import type { Entry } from './ledger.ts';

/** Reporting currency that counts against a budget. */
export function spentOf({ ledger }: CheckContext, budget: ResolvedBudget): number {
  return ledger.filter((entry) => countsIn(entry, budget)).reduce((sum, entry) => sum + entry.amount, 0);
}

function countsIn(entry: Entry, budget: ResolvedBudget): boolean {
  const quarter = budget.counts === 'orders' ? entry.counted : entry.paid;
  return (
    budget.sites.includes(entry.site) &&
    budget.kinds.includes(entry.kind) &&
    budget.from <= quarter &&
    quarter <= budget.to
  );
}

/** No budget is overspent, each by its own sites, kinds, window and way of counting. */
export const checkBudgets: Check = (context) =>
  context.scenario.budgets.flatMap((budget) =>
    expectAtMost(
      'FW-CHK-0042',
      `budget:${budget.id}`,
      `what counts against it, in ${context.scenario.currency},`,
      spentOf(context, budget),
      budget.limit,
    ),
  );

/** The plan's account of each budget, in the currency of the budget. */
export const checkBudgetFigures: Check = (context) =>
  context.scenario.budgets.flatMap((budget) => {
    const where = `budget:${budget.id}`;
    const listed = context.plan.budgets.find((candidate) => candidate.id === budget.id);
    if (!listed) return expectEqual('FW-CHK-0043', where, 'entry', 'listed', null);
    const spent = inOwnCurrency(budget, spentOf(context, budget));
    return expectFields('FW-CHK-0043', where, {
      name: [budget.name, listed.name],
      currency: [budget.currency, listed.currency],
      amount: [budget.amount, listed.amount],
      spent: [spent, listed.spent],
      'spent and left': [budget.amount, listed.spent + listed.left],
    });
  });

/** Amount and limit are the same money, so their ratio is the exchange rate of the scenario. */
export function inOwnCurrency(budget: ResolvedBudget, reporting: number): number {
  return budget.limit === 0 ? reporting : (reporting * budget.amount) / budget.limit;
}

/** A line names the budgets that anything it costs counts against: its price, and what it takes to run it. */
export const checkBudgetIds: Check = ({ plan, scenario, ledger }) =>
  plan.lines.flatMap((line) => {
    const entries = ledger.filter((entry) => entry.line === line.id && entry.amount !== 0);
    const counting = scenario.budgets.filter((budget) => entries.some((entry) => countsIn(entry, budget)));
    const ids = counting.map((budget) => budget.id);
    return expectEqual('FW-CHK-0044', line.id, 'budget', ids, line.budget);
  });
