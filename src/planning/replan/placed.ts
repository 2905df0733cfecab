import type { PlanLine, PlanReplan } from '../../plan/index.ts';
import { quarterStart } from '../../quantity/index.ts';
import type { TakeOverInput } from './take-over.ts';

/** An order as it was placed. */
export type PlacedOrder = PlanReplan['orders'][number];

/**
 * Orders that were placed before the as-of date: those the plan before took over, its own lines of earlier days, and those
 * that are known to be ordered. A forecast is no order: parts of systems are not bought.
 */
export function placedOrders({
  before,
  scenario,
  offersBefore,
  ordered,
}: Pick<TakeOverInput, 'before' | 'scenario' | 'offersBefore' | 'ordered'>): readonly PlacedOrder[] {
  const carried = before.replan?.orders ?? [];
  const known = new Set(carried.map(({ id }) => id));
  const lines = before.lines.filter(
    (line) =>
      !known.has(line.id) &&
      (line.frozen || ordered?.has(line.id) === true || (line.whole && orderDate(line) < scenario.asOf)),
  );
  return [...carried, ...lines.map((line) => placedOf(line, offersBefore.get(line.offer)))];
}

/** Day on which the plan judged the order. */
function orderDate({ verdicts, orderQuarter }: PlanLine): string {
  return verdicts[0]?.orderDate ?? quarterStart(orderQuarter);
}

function placedOf(
  line: PlanLine,
  offer: TakeOverInput['scenario']['offers'][number] | undefined,
): PlacedOrder {
  const term = line.kind === 'lease' ? (offer?.termQuarters ?? 1) : 1;
  const { id, system, supplier, kind, site, count, orderQuarter, deliveryQuarter, cost } = line;
  return {
    id,
    offer: line.offer,
    system,
    supplier,
    kind,
    site,
    count,
    orderQuarter,
    orderDate: orderDate(line),
    deliveryQuarter,
    delivered: false,
    price: offer?.written ?? {
      amount: count === 0 ? 0 : cost.amount / count / term,
      currency: cost.currency,
    },
    termQuarters: kind === 'lease' ? term : null,
    domestic: offer?.domestic ?? false,
  };
}
