import { addQuarters } from '../quantity/index.ts';
import type { Check, CheckContext } from './context.ts';
import { absoluteTolerance, expectAtLeast, expectAtMost, expectFields } from './compare.ts';
import type { Order } from './orders.ts';
import { violation, type Violation } from './violation.ts';

/** A line says of its offer what the offer says, and counts its accelerators right. */
export const checkTerms: Check = ({ orders, scenario }) =>
  orders.flatMap(({ line, offer, system, site, whole }) => [
    ...expectFields('FW-CHK-0010', line.id, {
      system: [offer.system, line.system],
      kind: [offer.kind, line.kind],
      supplier: [offer.supplier, line.supplier],
      accelerators: [line.count * system.accelerators, line.accelerators],
      whole: [whole, line.whole],
    }),
    ...(offer.sites.includes(site.id) ? [] : [notOffered(line.id, site.id, offer.sites)]),
    ...(line.frozen
      ? []
      : expectFields('FW-CHK-0010', line.id, { id: [stableId(line, scenario.frozen), line.id] })),
  ]);

/** Offer, site and quarter; with a number where as many orders of that name were placed before. */
function stableId(line: Order['line'], placed: CheckContext['scenario']['frozen']): string {
  const name = `${line.offer}@${line.site}@${line.orderQuarter}`;
  const names = [name, ...placed.map((_, index) => `${name}+${index + 2}`)];
  return names.find((free) => !placed.some(({ id }) => id === free)) ?? name;
}

function notOffered(id: string, site: string, sites: readonly string[]): Violation {
  return violation('FW-CHK-0011', id, sites, site, `the offer does not deliver to ${site}.`);
}

/** Whole systems where money is committed, and never fewer than none. */
export const checkCounts: Check = ({ orders }) =>
  orders.flatMap(({ line, whole }) => {
    const broken =
      whole && Math.abs(line.count - Math.round(line.count)) > absoluteTolerance
        ? [violation('FW-CHK-0012', line.id, 'a whole number', line.count, 'part of a system is ordered.')]
        : [];
    return [...expectAtLeast('FW-CHK-0012', line.id, 'count', line.count, 0), ...broken];
  });

/** Delivery follows the order by the lead time, and the lease ends when its term does. */
export const checkDates: Check = ({ orders, scenario }) =>
  orders.flatMap(({ line, ordered, delivered, ends }) => {
    const [start = line.orderQuarter] = scenario.quarters;
    const horizon = scenario.quarters.length;
    const dates = expectFields('FW-CHK-0013', line.id, {
      deliveryQuarter: [addQuarters(start, delivered), line.deliveryQuarter],
      endQuarter: [ends < horizon ? addQuarters(start, ends) : null, line.endQuarter],
    });
    const outside = !line.frozen && (ordered < 0 || delivered >= horizon);
    if (!outside) return dates;
    const window = `${start} to ${scenario.quarters.at(-1) ?? start}`;
    const found = `${line.orderQuarter} to ${addQuarters(start, delivered)}`;
    const sentence = `it is ordered or delivered outside the horizon (${window}).`;
    return [...dates, violation('FW-CHK-0014', line.id, window, found, sentence)];
  });

/** A line costs what its offer asks, in the currency of the offer and in that of the plan. */
export const checkPrices: Check = ({ orders }) =>
  orders.flatMap(({ line, offer }) => {
    const units = line.count * (offer.kind === 'lease' ? (offer.termQuarters ?? 0) : 1);
    return expectFields('FW-CHK-0015', line.id, {
      'cost.amount': [units * offer.written.amount, line.cost.amount],
      'cost.currency': [offer.written.currency, line.cost.currency],
      reporting: [units * offer.price, line.reporting],
    });
  });

/** Orders of an offer in one quarter, over all sites, stay within what the supplier can allocate. */
export const checkAllocation: Check = (context) =>
  context.scenario.offers.flatMap((offer) =>
    context.scenario.quarters.flatMap((quarter, q) => {
      const where = `allocation:${offer.id}:${quarter}`;
      return expectAtMost(
        'FW-CHK-0016',
        where,
        'orders',
        orderedOf(context, offer.id, q),
        offer.allocation[q] ?? 0,
      );
    }),
  );

/** Systems of an offer newly ordered in quarter `q`; frozen orders have their allocation already. */
export function orderedOf({ orders }: CheckContext, offer: string, q: number): number {
  return orders
    .filter((order) => order.offer.id === offer && order.ordered === q && !order.line.frozen)
    .reduce((sum, order) => sum + order.line.count, 0);
}
