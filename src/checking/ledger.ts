import { secondsPerQuarter } from '../quantity/index.ts';
import type { CostKind, ResolvedScenario } from '../scenario/index.ts';
import { isPermitted } from './rulings.ts';
import type { Order, Standing } from './orders.ts';

/** One payment that follows from the plan. Cash adds entries by `paid`, budgets by `paid` or by `counted`. */
export interface Entry {
  readonly kind: CostKind;
  readonly site: string;
  /** Line that causes it; undefined for the existing fleet. */
  readonly line: string | undefined;
  /** Quarter index in which a budget of orders counts it: that of the order for one-off costs and whole leases. */
  readonly counted: number;
  /** Quarter index in which it is paid; before 0 or behind the horizon it is no cash of this plan. */
  readonly paid: number;
  /** Reporting currency; resale is negative. */
  readonly amount: number;
}

/**
 * Works out every payment again. A purchase is paid on delivery with its network, duty and fee, and supported until
 * the end; a lease is paid in every quarter of its term; energy and space follow from what stands; what is still worth something
 * at the end is sold then.
 */
export function ledgerOf(
  scenario: ResolvedScenario,
  orders: readonly Order[],
  standing: readonly Standing[],
): readonly Entry[] {
  return [
    ...orders.flatMap((order) =>
      order.offer.kind === 'purchase' ? purchase(scenario, order) : lease(order),
    ),
    ...standing.filter((stand) => stand.upkeep).flatMap((stand) => upkeep(scenario, stand)),
  ];
}

function purchase(scenario: ResolvedScenario, order: Order): readonly Entry[] {
  const { costs, quarters } = scenario;
  const price = order.line.count * order.offer.price;
  const at = { site: order.site.id, line: order.line.id };
  const once = (kind: CostKind, share: number): Entry => ({
    kind,
    ...at,
    counted: order.ordered,
    paid: order.delivered,
    amount: price * share,
  });
  const { duty, fee } = charges(order);
  const past = scenario.replan?.past ?? 0;
  const stands = [...pastOf(past), ...quarters.keys()].filter((q) => q >= order.delivered);
  const support = stands.map((q): Entry => {
    return { kind: 'support', ...at, counted: q, paid: q, amount: (price * costs.supportPerYear) / 4 };
  });
  return [
    once('systems', 1),
    once('network', costs.networkShare),
    once('duty', duty),
    once('fee', fee),
    ...support,
    ...resale(scenario, order, price),
  ];
}

/** Straight-line: the part of its life that is left when the horizon ends, at the resale fraction of the price. */
function resale(
  scenario: ResolvedScenario,
  { line, site, delivered }: Order,
  price: number,
): readonly Entry[] {
  const { costs, quarters } = scenario;
  const stood = quarters.length - delivered;
  if (stood <= 0) return [];
  const left = Math.max(0, 1 - stood / (4 * costs.lifeYears));
  const last = quarters.length - 1;
  const amount = -price * costs.resaleFraction * left;
  return [{ kind: 'resale', site: site.id, line: line.id, counted: last, paid: last, amount }];
}

/**
 * Duty and fee on the ship date; where uses differ, the dearest of those it might be shipped for, and where there is none
 * of these, of all.
 */
function charges(order: Order): { readonly duty: number; readonly fee: number } {
  const permitted = order.shipping.filter((ruling) => isPermitted(ruling.verdict));
  const rulings = permitted.length > 0 ? permitted : order.shipping;
  return {
    duty: Math.max(0, ...rulings.map((ruling) => ruling.onShip.dutyRate)),
    fee: Math.max(0, ...rulings.map((ruling) => ruling.onShip.feeRate)),
  };
}

/** Indexes of the quarters of the programme before the horizon, oldest first. */
function pastOf(quarters: number): readonly number[] {
  return Array.from({ length: quarters }, (_, index) => index - quarters);
}

function lease({ line, offer, site, ordered, delivered }: Order): readonly Entry[] {
  return Array.from({ length: offer.termQuarters ?? 0 }, (_, quarter) => ({
    kind: 'lease',
    site: site.id,
    line: line.id,
    counted: ordered,
    paid: delivered + quarter,
    amount: line.count * offer.price,
  }));
}

/** Energy and space of what stands, in every quarter of the programme: those that are over count against budgets. */
function upkeep(scenario: ResolvedScenario, { system, site, count, past, line }: Standing): readonly Entry[] {
  const power = system.power.value ?? 0;
  const drawn = power * scenario.costs.loadFactor * site.pue * secondsPerQuarter;
  return [...past, ...count].flatMap((systems, index): readonly Entry[] => {
    const q = index - past.length;
    const at = { site: site.id, line, counted: q, paid: q };
    return [
      { kind: 'energy', ...at, amount: systems * drawn * site.tariff },
      { kind: 'space', ...at, amount: systems * power * site.spacePerWattQuarter },
    ];
  });
}
