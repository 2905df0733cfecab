import { addQuarters } from '../quantity/index.ts';
import type { Check } from './context.ts';
import { near } from './compare.ts';
import { violation } from './violation.ts';

/** Orders already placed are in the plan as they were placed, once each, and no line claims to be one that is not. */
export const checkFrozen: Check = ({ plan, scenario }) => {
  const [start = ''] = scenario.quarters;
  const lines = plan.lines.filter((line) => line.frozen);
  const matched = new Set<(typeof lines)[number]>();
  const missing = scenario.frozen.flatMap((order) => {
    const line = lines.find(
      (candidate) =>
        !matched.has(candidate) &&
        candidate.offer === order.offer &&
        candidate.site === order.site &&
        near(candidate.count, order.count) &&
        candidate.orderQuarter === addQuarters(start, order.order) &&
        candidate.deliveryQuarter === addQuarters(start, order.delivery),
    );
    if (line) {
      matched.add(line);
      return [];
    }
    const sentence =
      'the order is already placed, but the plan lists no such line, or another count or date.';
    const promised = `${order.count} of ${order.offer} at ${order.site}`;
    return [violation('FW-CHK-0017', order.id, promised, null, sentence)];
  });
  const invented = lines
    .filter((line) => !matched.has(line))
    .map((line) => {
      const sentence = 'the line is marked frozen, but the scenario has no such order.';
      return violation('FW-CHK-0017', line.id, null, 'a frozen line', sentence);
    });
  return [...missing, ...invented];
};
