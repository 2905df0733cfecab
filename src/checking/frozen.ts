import { addQuarters } from '../quantity/index.ts';
import type { Check } from './context.ts';
import { expectEqual, expectFields } from './compare.ts';
import { violation } from './violation.ts';

/** Orders already placed are in the plan as they were placed, and no line claims to be one that is not. */
export const checkFrozen: Check = ({ plan, scenario }) => {
  const [start = ''] = scenario.quarters;
  const lines = new Map(plan.lines.filter((line) => line.frozen).map((line) => [line.id, line]));
  const placed = scenario.frozen.flatMap((order) => {
    const line = lines.get(order.id);
    if (!line) return expectEqual('FW-CHK-0017', order.id, 'frozen line', 'listed', null);
    return expectFields('FW-CHK-0017', order.id, {
      offer: [order.offer, line.offer],
      site: [order.site, line.site],
      count: [order.count, line.count],
      orderQuarter: [addQuarters(start, order.order), line.orderQuarter],
      deliveryQuarter: [addQuarters(start, order.delivery), line.deliveryQuarter],
    });
  });
  const invented = [...lines.keys()]
    .filter((id) => !scenario.frozen.some((order) => order.id === id))
    .map((id) => {
      const sentence = 'the line is marked frozen, but the scenario has no such order.';
      return violation('FW-CHK-0017', id, 'an order of the scenario', 'none', sentence);
    });
  return [...placed, ...invented];
};
