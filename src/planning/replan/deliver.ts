import type { Diagnostic } from '../../diagnostics/index.ts';
import type { PlanReplan } from '../../plan/index.ts';
import { say } from '../messages.ts';
import type { PlacedOrder } from './placed.ts';

/** What became of an order, or of a part of it. */
export interface OrderNews {
  /** Id of the line or the frozen order. */
  readonly order: string;
  readonly systems: number;
  readonly status: 'delivered' | 'open' | 'cancelled';
  /** Quarter of the delivery, or for which it is promised now. */
  readonly quarter: string;
}

/** Orders as they stand after the news. */
export interface Delivered {
  readonly orders: readonly PlacedOrder[];
  readonly stopped: PlanReplan['stopped'];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Orders split by what became of them. The first part keeps the id of the line, others are called `id#2`, `id#3`. What the
 * news does not speak of came as promised when its quarter is over, and is on its way otherwise.
 */
export function deliver(placed: readonly PlacedOrder[], news: readonly OrderNews[], now: string): Delivered {
  const diagnostics: Diagnostic[] = [];
  const stopped: PlanReplan['stopped'] = [];
  // A part of an order may be named by its own id or by that of the whole.
  const known = new Set(placed.map(({ id }) => id));
  for (const { order } of news) if (!known.has(order)) diagnostics.push(say.unknownOrder(order));
  const orders = placed.flatMap((order): readonly PlacedOrder[] => {
    const about = news.filter((each) => each.order === order.id);
    const told = about.reduce((sum, { systems }) => sum + systems, 0);
    if (told > order.count + 1e-9) diagnostics.push(say.moreThanOrdered(order.id, told, order.count));
    const parts: PlacedOrder[] = [];
    let left = order.count;
    for (const { systems, status, quarter } of about.toSorted(byQuarter)) {
      const count = Math.min(systems, left);
      left -= count;
      if (count <= 0) continue;
      if (status === 'cancelled') {
        stopped.push({
          ...stoppedOf({ ...order, count }),
          why: 'cancelled',
          reason: `Cancelled in ${quarter}.`,
          rules: [],
        });
        continue;
      }
      const late = status === 'open' && quarter < now;
      if (late) diagnostics.push(say.overdue(order.id, count, quarter, now));
      parts.push({
        ...order,
        count,
        deliveryQuarter: late ? now : quarter,
        delivered: status === 'delivered',
      });
    }
    if (left > 1e-9) {
      const delivered = order.delivered || order.deliveryQuarter < now;
      parts.push({ ...order, count: left, delivered });
    }
    return parts.map((part, index) => (index === 0 ? part : { ...part, id: `${order.id}#${index + 1}` }));
  });
  return { orders, stopped, diagnostics };
}

/** What the record says of an order that will not come. */
export function stoppedOf({
  id,
  offer,
  site,
  count,
  orderQuarter,
  orderDate,
  deliveryQuarter,
}: PlacedOrder): Omit<PlanReplan['stopped'][number], 'why' | 'reason' | 'rules'> {
  return { id, offer, site, count, orderQuarter, orderDate, deliveryQuarter };
}

function byQuarter(a: OrderNews, b: OrderNews): number {
  return a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : 0;
}
