import type { System } from '../catalog/index.ts';
import type { PlanLine } from '../plan/index.ts';
import { addQuarters, quarterDifference } from '../quantity/index.ts';
import type { Use } from '../rules/index.ts';
import type { ResolvedOffer, ResolvedOrder, ResolvedSite } from '../scenario/index.ts';
import type { Facts } from './facts.ts';
import { isPermitted, permittedFleetUses, ruleOnOrder, ruleOnRunning, type Ruling } from './rulings.ts';

/**
 * One line of the plan, with everything but its offer, site, count and quarter worked out again: the terms of the
 * offer from the scenario, the dates from its lead time, the verdicts from the rules. A frozen order keeps its promised
 * delivery, and the terms it was placed on.
 */
export interface Order {
  readonly line: PlanLine;
  readonly offer: ResolvedOffer;
  readonly site: ResolvedSite;
  readonly system: System;
  /** Quarter indexes; a frozen order may lie before the horizon, a delivery or an end behind it. */
  readonly ordered: number;
  readonly delivered: number;
  /** Last quarter in service; Infinity for a purchase. */
  readonly ends: number;
  /** Bought whole: money is committed. Far quarters are a forecast. */
  readonly whole: boolean;
  readonly rulings: readonly Ruling[];
  /** What the rules said of its shipping, which its duties and fees follow from; `rulings` unless it stands already. */
  readonly shipping: readonly Ruling[];
  /** Uses it may be put to. */
  readonly uses: readonly Use[];
}

/** Systems that stand at a site for some uses, however they came there. */
export interface Standing {
  readonly system: System;
  readonly site: ResolvedSite;
  readonly uses: readonly Use[];
  /** Systems in each quarter of the horizon. */
  readonly count: readonly number[];
  /** The same in the quarters of the programme that are over, oldest first. */
  readonly past: readonly number[];
  /** The buyer pays its energy and space: all but leases, which are all in. */
  readonly upkeep: boolean;
  /** Line that brought it; undefined for the existing fleet. */
  readonly line: string | undefined;
}

/** Every line of the plan whose offer, system and site exist. Those that do not are violations of their own. */
export function ordersOf(facts: Facts): readonly Order[] {
  const placed = new Map(facts.scenario.frozen.map((order) => [order.id, order]));
  return facts.plan.lines.flatMap((line) => {
    const order = line.frozen ? placed.get(line.id) : undefined;
    const offer = order?.terms ?? facts.offers.get(line.offer);
    const site = facts.sites.get(line.site);
    const system = offer && facts.scenario.systems.get(offer.system);
    return offer && site && system ? [orderOf(facts, line, offer, site, system, order)] : [];
  });
}

function orderOf(
  facts: Facts,
  line: PlanLine,
  offer: ResolvedOffer,
  site: ResolvedSite,
  system: System,
  placed: ResolvedOrder | undefined,
): Order {
  const start = facts.scenario.quarters[0] ?? line.orderQuarter;
  const ordered = quarterDifference(start, line.orderQuarter);
  const delivered = line.frozen
    ? quarterDifference(start, line.deliveryQuarter)
    : ordered + offer.leadQuarters;
  const deliveryQuarter = addQuarters(start, delivered);
  const shipping = ruleOnOrder(facts, offer, site, line.orderQuarter, deliveryQuarter, placed?.ordered);
  const rulings = placed?.delivered === true ? ruleOnRunning(facts, offer, site) : shipping;
  return {
    line,
    offer,
    site,
    system,
    ordered,
    delivered,
    whole: line.frozen || ordered < facts.scenario.wholeQuarters,
    ends: offer.kind === 'lease' ? delivered + (offer.termQuarters ?? 0) - 1 : Infinity,
    rulings,
    shipping,
    uses: rulings.filter((ruling) => isPermitted(ruling.verdict)).map((ruling) => ruling.use),
  };
}

/** What stands where: the systems of all orders while they serve, and the existing fleet as it retires. */
export function standingOf(facts: Facts, orders: readonly Order[]): readonly Standing[] {
  const over = facts.scenario.replan?.past ?? 0;
  const bought = orders.map(({ line, offer, site, system, delivered, ends, uses }) => ({
    system,
    site,
    uses,
    count: facts.scenario.quarters.map((_, q) => (delivered <= q && q <= ends ? line.count : 0)),
    past: Array.from({ length: over }, (_, index) => {
      const q = index - over;
      return delivered <= q && q <= ends ? line.count : 0;
    }),
    upkeep: offer.kind === 'purchase',
    line: line.id,
  }));
  const existing = facts.scenario.fleet.flatMap((fleet) => {
    const system = facts.scenario.systems.get(fleet.system);
    const site = facts.sites.get(fleet.site);
    if (!system || !site) return [];
    const uses = permittedFleetUses(facts, fleet, site);
    const { count, past = [] } = fleet;
    return [{ system, site, uses, count, past, upkeep: true, line: undefined }];
  });
  return [...bought, ...existing];
}
