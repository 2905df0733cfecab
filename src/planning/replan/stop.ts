import type { PlanReplan } from '../../plan/index.ts';
import { quarterDifference } from '../../quantity/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { judgedLine, type Judge } from '../candidates/index.ts';
import { stoppedOf } from './deliver.ts';
import type { PlacedOrder } from './placed.ts';

/**
 * Orders on their way that the rules of the day let ship for no use of their site: a supplier may not deliver them. Those
 * that stand stay, whatever they may be used for.
 */
export function stopBlocked(
  orders: readonly PlacedOrder[],
  scenario: ResolvedScenario,
  judge: Judge,
  now: string,
): { readonly orders: readonly PlacedOrder[]; readonly stopped: PlanReplan['stopped'] } {
  const offers = new Map(scenario.offers.map((offer) => [offer.id, offer]));
  const sites = new Map(scenario.sites.map((site) => [site.id, site]));
  const [start = now] = scenario.quarters;
  const stopped: PlanReplan['stopped'] = [];
  const kept = orders.filter((order) => {
    const site = sites.get(order.site);
    const system = scenario.systems.get(order.system);
    if (order.delivered || site === undefined || system === undefined) return true;
    const offer = offers.get(order.offer) ?? {
      id: order.offer,
      system: order.system,
      supplier: order.supplier,
      kind: order.kind,
      price: 0,
      written: { amount: 0, currency: scenario.currency },
      sites: [order.site],
      leadQuarters: 0,
      termQuarters: order.termQuarters ?? undefined,
      allocation: [],
      domestic: order.domestic,
    };
    const { verdicts } = judgedLine(
      scenario,
      judge,
      offer,
      site,
      system,
      quarterDifference(start, order.orderQuarter),
      quarterDifference(start, order.deliveryQuarter),
      order.orderDate,
    );
    if (verdicts.length === 0 || verdicts.some(({ blockedBy }) => blockedBy.length === 0)) return true;
    stopped.push({
      ...stoppedOf(order),
      why: 'rules',
      reason: [
        ...new Set(
          verdicts.map(
            ({ onShip, onOrder, verdict }) => (verdict === onShip.verdict ? onShip : onOrder).reason,
          ),
        ),
      ].join(' '),
      rules: [...new Set(verdicts.flatMap(({ blockedBy }) => blockedBy))].toSorted(),
    });
    return false;
  });
  return { orders: kept, stopped };
}
