import type { ResolvedBudget, ResolvedScenario } from '../../scenario/index.ts';
import { budgetUse, paymentsOf, runningCosts } from '../candidates/index.ts';
import type { Standing } from '../candidates/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput } from './layout.ts';
import type { Stands } from './lines.ts';
import { million } from './money.ts';

/** Σ what counts against a budget ≤ its limit, in millions of the plan currency; what stands anyway is taken off the limit. */
export function addBudgets(
  builder: ProgramBuilder,
  { scenario }: BuildInput,
  { lines, standing }: Stands,
): void {
  for (const budget of scenario.budgets) {
    const spent = standing.reduce((sum, each) => sum + standingUse(budget, each, scenario), 0);
    const row = builder.row(-Infinity, million(budget.limit - spent), {
      limit: `budget:${budget.id}`,
      group: `budget:${budget.id}`,
      kind: 'budget',
      priced: true,
    });
    for (const { candidate, column } of lines) {
      const use = budgetUse(budget, candidate.site.id, paymentsOf(candidate, scenario));
      builder.entry(row, column, million(use));
    }
  }
}

/** What the existing fleet or a frozen order uses of a budget, reporting currency. */
export function standingUse(budget: ResolvedBudget, standing: Standing, scenario: ResolvedScenario): number {
  const site = standing.site.id;
  if (standing.frozen !== undefined) {
    return standing.frozen.count * budgetUse(budget, site, paymentsOf(standing.frozen.candidate, scenario));
  }
  const past = standing.past ?? [];
  return [...past, ...standing.count].reduce((sum, count, index) => {
    const costs = runningCosts(standing.system, standing.site, scenario, index - past.length);
    return sum + count * budgetUse(budget, site, costs);
  }, 0);
}
