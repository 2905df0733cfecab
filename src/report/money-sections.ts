import type { PlanFile } from '../plan/index.ts';
import { costKinds } from '../scenario/index.ts';
import { moneyCell } from './figures.ts';
import { cell, type Section } from './section.ts';

/** Each budget: amount, spent and left, in its own currency. */
export function budgetSection(plan: PlanFile): Section {
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

/** Cash by quarter and kind, undiscounted. */
export function cashSection(plan: PlanFile): Section {
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
