import { addQuarters } from '../quantity/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectEqual, expectFields } from './compare.ts';
import { isPermitted, ruleOnOrder } from './rulings.ts';
import { violation } from './violation.ts';

/**
 * Systems of orders that differ from what was planned before, and what changing them counts in the objective, plan
 * currency: a change of an order that was planned at the price it had then, a new order at that of today.
 */
export function churnOf({ orders, scenario }: CheckContext): {
  readonly systems: number;
  readonly cost: number;
} {
  const { replan } = scenario;
  if (replan === undefined) return { systems: 0, cost: 0 };
  const { part, perSystem } = replan.churn;
  const open = new Map(orders.filter(({ line }) => !line.frozen).map((order) => [order.line.id, order]));
  let systems = 0;
  let cost = 0;
  for (const id of new Set([...replan.before.keys(), ...open.keys()])) {
    const order = open.get(id);
    const before = replan.before.get(id);
    const changed = Math.abs((order?.line.count ?? 0) - (before?.count ?? 0));
    const term = order?.offer.kind === 'lease' ? (order.offer.termQuarters ?? 0) : 1;
    const price = before?.price ?? (order?.offer.price ?? 0) * term;
    systems += changed;
    cost += changed * (part * price + perSystem);
  }
  return { systems, cost };
}

/** What a plan made anew says it took over is what it was planned with, and its price of changes adds up. */
export const checkReplan: Check = (context) => {
  const { plan, scenario } = context;
  const { replan } = plan;
  if (replan === undefined) {
    return scenario.replan === undefined
      ? []
      : expectEqual('FW-CHK-0018', 'replan', 'section', 'listed', null);
  }
  const { systems, cost } = churnOf(context);
  const [first = ''] = scenario.quarters;
  return expectFields('FW-CHK-0018', 'replan', {
    start: [addQuarters(first, -(scenario.replan?.past ?? 0)), replan.start],
    quarters: [scenario.quarters.length + (scenario.replan?.past ?? 0), replan.quarters],
    'churn.systems': [systems, replan.churn.systems],
    'churn.cost': [cost, replan.churn.cost],
  });
};

/**
 * An order that the rules stopped may really not ship, for any use, as the rules of the day have it; and an order on its
 * way that they let ship for none is stopped.
 */
export const checkStopped: Check = (context) => {
  const { plan, scenario, orders } = context;
  const stopped = (plan.replan?.stopped ?? []).filter(({ why }) => why === 'rules');
  const wrongly = stopped.flatMap(
    ({ id, offer: name, site: place, orderQuarter, orderDate, deliveryQuarter }) => {
      const offer = context.offers.get(name);
      const site = context.sites.get(place);
      if (!offer || !site) return [];
      const rulings = ruleOnOrder(context, offer, site, orderQuarter, deliveryQuarter, orderDate);
      const permitted = rulings.filter(({ verdict }) => isPermitted(verdict)).map(({ use }) => use);
      if (permitted.length === 0) return [];
      const sentence = `the order is said to be stopped by the rules, but they permit it for ${permitted.join(' and ')}.`;
      return [violation('FW-CHK-0019', id, 'stopped by a rule', permitted, sentence)];
    },
  );
  const carried = new Set((plan.replan?.orders ?? []).map(({ id }) => id));
  const missed = orders
    .filter(({ line, delivered, uses }) => carried.has(line.id) && delivered >= 0 && uses.length === 0)
    .map(({ line }) => {
      const sentence = `the order is still expected, but the rules let it ship for no use as of ${scenario.asOf}.`;
      return violation('FW-CHK-0019', line.id, 'stopped', 'expected', sentence);
    });
  return [...wrongly, ...missed];
};
