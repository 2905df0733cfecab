import type { PlanFile } from '../../plan/index.ts';
import { costKinds } from '../../scenario/index.ts';
import type { CostKind, ResolvedBudget, ResolvedScenario, ResolvedShare } from '../../scenario/index.ts';
import { budgetUse, discountFactor, paymentsOf, runningCosts } from '../candidates/index.ts';
import type { Candidate, Payment } from '../candidates/index.ts';
import { inShare, shareWeight, standingUse } from '../program/index.ts';
import type { Layout } from '../program/index.ts';
import type { Order, Solution } from '../solution/index.ts';

/** Cash of the whole plan by quarter and kind: planned and frozen orders, and the running costs of the existing fleet. */
export function planCash(solution: Solution, layout: Layout, scenario: ResolvedScenario): PlanFile['cash'] {
  const ofOrders = solution.orders.flatMap(({ candidate, count }) =>
    paymentsOf(candidate, scenario).map((payment) => times(payment, count)),
  );
  const ofFleet = layout.standing
    .filter((each) => each.frozen === undefined)
    .flatMap((each) =>
      each.count.flatMap((count, q) =>
        runningCosts(each.system, each.site, scenario, q).map((payment) => times(payment, count)),
      ),
    );
  const payments = [...ofOrders, ...ofFleet];
  return scenario.quarters.map((quarter, q) => {
    const paid = payments.filter((payment) => payment.paid === q);
    const sum = (kind: CostKind): number =>
      paid.filter((payment) => payment.kind === kind).reduce((total, payment) => total + payment.amount, 0);
    const kinds = Object.fromEntries(costKinds.map((kind) => [kind, sum(kind)])) as Record<CostKind, number>;
    return { quarter, ...kinds, total: Object.values(kinds).reduce((a, b) => a + b, 0) };
  });
}

function times(payment: Payment, count: number): Payment {
  return { ...payment, amount: payment.amount * count };
}

/** Discounted cash, plan currency. */
export function planCost(cash: PlanFile['cash'], scenario: ResolvedScenario): number {
  return cash.reduce((sum, { total }, q) => sum + total * discountFactor(scenario, q), 0);
}

/** What a plan uses of a budget, plan currency. */
function budgetSpent(
  budget: ResolvedBudget,
  solution: Solution,
  layout: Layout,
  scenario: ResolvedScenario,
): number {
  const planned = solution.orders
    .filter((order) => !order.frozen)
    .reduce(
      (sum, { candidate, count }) =>
        sum + count * budgetUse(budget, candidate.site.id, paymentsOf(candidate, scenario)),
      0,
    );
  return layout.standing.reduce((sum, each) => sum + standingUse(budget, each, scenario), planned);
}

export function planBudgets(
  solution: Solution,
  layout: Layout,
  scenario: ResolvedScenario,
): PlanFile['budgets'] {
  return scenario.budgets
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((budget) => {
      const spent = budgetSpent(budget, solution, layout, scenario) * ownPerReporting(budget);
      return {
        id: budget.id,
        name: budget.name,
        currency: budget.currency,
        amount: budget.amount,
        spent,
        left: budget.amount - spent,
      };
    });
}

/** Units of the budget's own currency per unit of the plan currency. */
export function ownPerReporting(budget: ResolvedBudget): number {
  return budget.limit === 0 ? 1 : budget.amount / budget.limit;
}

/** IT power × PUE of everything that stands, watts. */
export function planPower(solution: Solution, layout: Layout, scenario: ResolvedScenario): PlanFile['power'] {
  return scenario.quarters.flatMap((quarter, q) =>
    scenario.sites
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((site) => ({
        quarter,
        site: site.id,
        used: layout.pools.reduce(
          (sum, pool, index) =>
            pool.site.id === site.id
              ? sum + (solution.stock[index]?.[q] ?? 0) * (pool.system.power.value ?? 0) * site.pue
              : sum,
          0,
        ),
        limit: site.power[q] ?? 0,
      })),
  );
}

/** Domestic part of orders in each metric; the scenario's metric decides whether it is met. */
export function planShares(orders: readonly Order[], scenario: ResolvedScenario): PlanFile['shares'] {
  return scenario.shares
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((share) => {
      const units = domesticPart(orders, share, (candidate) => shareWeight('units', candidate, scenario));
      const spend = domesticPart(orders, share, (candidate) => shareWeight('spend', candidate, scenario));
      const compute = domesticPart(orders, share, (candidate) => shareWeight('compute', candidate, scenario));
      const counted = { units, spend, compute }[share.metric];
      return {
        id: share.id,
        name: share.name,
        rule: share.rule ?? null,
        binding: share.binding,
        metric: share.metric,
        atLeast: share.atLeast ?? null,
        atMost: share.atMost ?? null,
        units,
        spend,
        compute,
        met:
          counted === null ||
          (counted >= (share.atLeast ?? 0) - 1e-6 && counted <= (share.atMost ?? 1) + 1e-6),
      };
    });
}

function domesticPart(
  orders: readonly Order[],
  share: ResolvedShare,
  weight: (candidate: Candidate) => number,
): number | null {
  const counted = orders.filter(({ candidate }) => inShare(share, candidate));
  const all = counted.reduce((sum, { candidate, count }) => sum + count * weight(candidate), 0);
  if (all === 0) return null;
  const domestic = counted
    .filter(({ candidate }) => candidate.offer.domestic)
    .reduce((sum, { candidate, count }) => sum + count * weight(candidate), 0);
  return domestic / all;
}
