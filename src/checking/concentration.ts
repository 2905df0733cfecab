import type { ResolvedConcentration } from '../scenario/index.ts';
import type { Check, CheckContext } from './context.ts';
import { expectAtMost } from './compare.ts';
import { spendOf } from './shares.ts';

/** Part (0 to 1) of the spend on systems at the sites that goes to each vendor or supplier; empty when nothing is spent. */
export function concentrationOf(
  { orders, scenario }: CheckContext,
  concentration: ResolvedConcentration,
): ReadonlyMap<string, number> {
  const spend = new Map<string, number>();
  let all = 0;
  for (const order of orders) {
    const inHorizon = order.ordered >= 0 && order.ordered < scenario.quarters.length;
    if (!inHorizon || !concentration.sites.includes(order.site.id)) continue;
    const name = concentration.by === 'vendor' ? order.system.vendor : order.offer.supplier;
    spend.set(name, (spend.get(name) ?? 0) + spendOf(order));
    all += spendOf(order);
  }
  return all > 0 ? new Map([...spend].map(([name, part]) => [name, part / all])) : new Map();
}

/** No vendor or supplier gets more of the spend than the buyer wants to hang on one. */
export const checkConcentration: Check = (context) =>
  context.scenario.concentrations.flatMap((concentration) =>
    [...concentrationOf(context, concentration)].flatMap(([name, part]) =>
      expectAtMost(
        'FW-CHK-0047',
        `concentration:${concentration.id}:${name}`,
        'part of the spend',
        part,
        concentration.atMost,
      ),
    ),
  );
