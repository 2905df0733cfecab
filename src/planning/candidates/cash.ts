import { secondsPerQuarter } from '../../quantity/index.ts';
import type { System } from '../../catalog/index.ts';
import type { CostKind, ResolvedBudget, ResolvedScenario, ResolvedSite } from '../../scenario/index.ts';
import type { Candidate } from './candidate.ts';

/** One payment for one system of a line. */
export interface Payment {
  readonly kind: CostKind;
  /** Quarter index in which it is paid; may lie outside the horizon. */
  readonly paid: number;
  /** Quarter index in which it counts against a budget that counts orders. */
  readonly counted: number;
  /** Reporting currency, not discounted; negative = comes in. */
  readonly amount: number;
}

/**
 * What one system of a line costs, payment by payment, in the reporting currency.
 * One-off costs are paid on delivery and count on order; a lease is paid in each quarter of its term, all in, and
 * counts on order; energy, space and support run from delivery; resale comes in the last quarter. Of a programme that
 * has begun, quarters that are over are among them: they are no cash any more, but count against its budgets.
 */
export function paymentsOf(candidate: Candidate, scenario: ResolvedScenario): readonly Payment[] {
  const { offer, order, delivery } = candidate;
  const horizon = scenario.quarters.length;
  if (offer.kind === 'lease') {
    return range(delivery, candidate.end).map((paid) => ({
      kind: 'lease',
      paid,
      counted: order,
      amount: offer.price,
    }));
  }
  const { costs } = scenario;
  const once = (kind: CostKind, rate: number): Payment => ({
    kind,
    paid: delivery,
    counted: order,
    amount: offer.price * rate,
  });
  const standing = range(Math.max(-(scenario.replan?.past ?? 0), delivery), horizon);
  const lifeLeft = Math.max(0, 1 - (horizon - delivery) / (4 * costs.lifeYears));
  const last = horizon - 1;
  const payments: readonly Payment[] = [
    once('systems', 1),
    once('network', costs.networkShare),
    once('duty', candidate.dutyRate),
    once('fee', candidate.feeRate),
    ...standing.flatMap((q) => runningCosts(candidate.system, candidate.site, scenario, q)),
    ...standing.map((q): Payment => ({
      kind: 'support',
      paid: q,
      counted: q,
      amount: (offer.price * costs.supportPerYear) / 4,
    })),
    {
      kind: 'resale',
      paid: last,
      counted: last,
      amount: delivery > last ? 0 : -offer.price * costs.resaleFraction * lifeLeft,
    },
  ];
  return payments.filter((payment) => payment.amount !== 0);
}

/** Energy and space of one owned system in one quarter, reporting currency. */
export function runningCosts(
  system: System,
  site: ResolvedSite,
  scenario: ResolvedScenario,
  quarter: number,
): readonly Payment[] {
  const power = system.power.value ?? 0;
  const energy = power * scenario.costs.loadFactor * site.pue * site.tariff * secondsPerQuarter;
  return [
    { kind: 'energy', paid: quarter, counted: quarter, amount: energy },
    { kind: 'space', paid: quarter, counted: quarter, amount: power * site.spacePerWattQuarter },
  ];
}

/** (1+r)^-((q+½)/4): cash of a quarter is taken in its middle. */
export function discountFactor(scenario: ResolvedScenario, quarter: number): number {
  return (1 + scenario.discountRate) ** -((quarter + 0.5) / 4);
}

/** Discounted cash within the horizon, reporting currency. */
export function discounted(payments: readonly Payment[], scenario: ResolvedScenario): number {
  return payments
    .filter((payment) => payment.paid >= 0 && payment.paid < scenario.quarters.length)
    .reduce((sum, payment) => sum + payment.amount * discountFactor(scenario, payment.paid), 0);
}

/** What payments at a site use of a budget, in the reporting currency. */
export function budgetUse(budget: ResolvedBudget, site: string, payments: readonly Payment[]): number {
  if (!budget.sites.includes(site)) return 0;
  return payments
    .filter((payment) => {
      const quarter = budget.counts === 'orders' ? payment.counted : payment.paid;
      return budget.kinds.includes(payment.kind) && quarter >= budget.from && quarter <= budget.to;
    })
    .reduce((sum, payment) => sum + payment.amount, 0);
}

/** Price of one system, of its whole term for a lease: what shares and concentration weigh. */
export function orderValue(candidate: Candidate): number {
  const { offer } = candidate;
  return offer.kind === 'lease' ? offer.price * (offer.termQuarters ?? 1) : offer.price;
}

function range(from: number, until: number): readonly number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index);
}
