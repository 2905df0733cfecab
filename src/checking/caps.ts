import { capsOn } from '../rules/index.ts';
import { expectAtMost } from './compare.ts';
import type { Check, CheckContext } from './context.ts';

/** What the plan's orders count for under one cap of a rule. */
export interface CapCount {
  readonly limit: number;
  readonly used: number;
}

/** Every cap that an order counts against on the day it ships, by rule and whose cap it is, with all that counts. */
export function capCounts({ orders, scenario }: CheckContext): ReadonlyMap<string, CapCount> {
  const counts = new Map<string, CapCount>();
  for (const order of orders) {
    const accelerator = scenario.accelerators.get(order.system.accelerator);
    if (accelerator === undefined) continue;
    const place = { accelerator, destination: order.site.country, buyer: scenario.buyer };
    const caps = new Map(
      order.rulings
        .flatMap(({ onShip }) => capsOn(onShip, place, scenario.accelerators))
        .map((cap) => [cap.id, cap]),
    );
    for (const { id, limit, perAccelerator } of caps.values()) {
      const used =
        (counts.get(id)?.used ?? 0) + perAccelerator * order.system.accelerators * order.line.count;
      counts.set(id, { limit, used });
    }
  }
  return counts;
}

/** No country, buyer or product gets more than a rule lets it have. */
export const checkCaps: Check = (context) =>
  [...capCounts(context)].flatMap(([id, { used, limit }]) =>
    expectAtMost('FW-CHK-0048', `cap:${id}`, 'what counts against the cap', used, limit),
  );
