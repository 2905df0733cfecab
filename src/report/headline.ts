import { formatMoney, formatQuantity, type Currency } from '../quantity/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { percent } from './figures.ts';

/** The plan in a few sentences: what the question was, whether there is an answer, what it costs and how sure that is. */
export function headline(plan: PlanFile): readonly string[] {
  const money = (amount: number | null): string =>
    amount === null ? 'unknown' : formatMoney({ amount, currency: plan.currency as Currency });
  const variant = plan.variant === null ? '' : `, variant ${plan.variant}`;
  const asked = `${plan.title}${variant}: as of ${plan.asOf}, ${plan.quarters[0]} to ${plan.quarters.at(-1)}.`;
  if (plan.status === 'infeasible') {
    return [
      asked,
      'There is no plan: what is asked cannot be done within the rules and limits of that day.',
      `In conflict: ${plan.conflict.map(({ title }) => title).join('; ') || 'not isolated'}.`,
    ];
  }
  if (plan.objective.value === null) {
    return [
      asked,
      'No plan was found before the search was stopped: that says nothing about whether there is one.',
    ];
  }
  const purchases = sum(
    plan.lines.filter(({ kind }) => kind === 'purchase').map(({ accelerators }) => accelerators),
  );
  const leases = sum(
    plan.lines.filter(({ kind }) => kind === 'lease').map(({ accelerators }) => accelerators),
  );
  const status = {
    optimal: 'proven best',
    feasible: 'good enough for the gap or the time allowed',
    interrupted: 'the best found before the search was stopped',
    infeasible: '',
  }[plan.status];
  const gap =
    plan.gap === null
      ? 'no bound was proven'
      : plan.gap < 1e-9
        ? 'which is the least possible'
        : `at most ${percent(plan.gap)} ${plan.objective.kind === 'most-service' ? 'from the most service possible' : 'above the least possible'}`;
  return [
    asked,
    `Buy ${count(purchases)} accelerators, rent ${count(leases)}; ${plan.lines.length} lines, ${status}.`,
    `It costs ${money(plan.objective.cost)} (discounted, after resale), ${gap}.`,
    ...(plan.objective.unmet > 0
      ? [`Not everything is served: ${money(plan.objective.unmet)} of penalties.`]
      : []),
    ...(plan.lines.length === 0 ? [] : [commitment(plan, money)]),
    `Every line is consistent with the rule set of ${plan.ruleSet.asOf} on its order and its ship date; this is not legal advice.`,
  ];
}

/** What is signed and what is paid are different numbers, and finance needs both. */
function commitment(plan: PlanFile, money: (amount: number) => string): string {
  const priced = (kind: 'purchase' | 'lease'): number =>
    sum(plan.lines.filter((line) => line.kind === kind).map(({ reporting }) => reporting));
  const [bought, rented] = [priced('purchase'), priced('lease')];
  const resale = -sum(plan.cash.map((quarter) => quarter.resale));
  const paid = sum(plan.cash.map((quarter) => quarter.total)) + resale;
  const due = rented - sum(plan.cash.map((quarter) => quarter.lease));
  return [
    `It signs ${money(bought + rented)} (${money(bought)} bought, ${money(rented)} rented)`,
    ` and pays ${money(paid)} by ${plan.quarters.at(-1)}, with network, energy and support`,
    due > 1 ? `; ${money(due)} of rent is still due afterwards` : '',
    resale > 1 ? `; ${money(resale)} of resale at the end is assumed` : '',
    '.',
  ].join('');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function count(value: number): string {
  return formatQuantity(Math.round(value), 'count');
}
