import {
  convert,
  quarterDifference,
  quarterOf,
  type Currency,
  type IsoDate,
  type Quarter,
} from '../quantity/index.ts';
import type { ResolvedOffer, ResolvedScenario } from './resolved.ts';
import type { ChurnPrice, PlannedBefore, ResolvedFleet, ResolvedOrder } from './resolved-fleet.ts';

/** An order that was placed, with the terms it was placed on. */
export interface CarriedOrder {
  readonly id: string;
  readonly offer: string;
  readonly system: string;
  readonly supplier: string;
  readonly kind: 'purchase' | 'lease';
  readonly site: string;
  readonly count: number;
  readonly orderQuarter: Quarter;
  readonly orderDate: IsoDate;
  readonly deliveryQuarter: Quarter;
  readonly delivered: boolean;
  /** Per system, or per system and quarter of a lease. */
  readonly price: { readonly amount: number; readonly currency: string };
  readonly termQuarters: number | null;
  readonly domestic: boolean;
}

/** What a programme that has begun brings along when it is planned anew. */
export interface Carried {
  readonly orders: readonly CarriedOrder[];
  /** Ids of orders that were placed and will not come. */
  readonly stopped: readonly string[];
  /** FLOP of each run that are done. */
  readonly done: ReadonlyMap<string, number>;
  /** What was seen to stand, besides what the orders brought; undefined = what the scenario says. */
  readonly fleet:
    | readonly {
        readonly id: string;
        readonly system: string;
        readonly site: string;
        readonly count: number;
      }[]
    | undefined;
  readonly churn: ChurnPrice;
  readonly before: ReadonlyMap<string, PlannedBefore>;
}

/**
 * The part of a programme that lies ahead: its quarters from that of the as-of date on, with what was ordered, what is
 * done and what was planned. Indexes count from the first quarter ahead, so that a budget of the first year begins at −2 and
 * goes on counting what was ordered then.
 *
 *     quarters, demand, power, supply   those ahead; supply of this quarter less what was ordered in it already
 *     budgets, shares, runs             windows moved; a run has left what is not done; a run that is over is gone
 *     whole quarters                    as many as at the beginning, counted from now on
 *     fleet                             those ahead, and those behind, whose running costs count against budgets
 *     orders                            with their own terms, instead of the frozen orders of the same id
 */
export function cutScenario(scenario: ResolvedScenario, carried: Carried): ResolvedScenario {
  const past = quarterDifference(scenario.quarters[0] ?? quarterOf(scenario.asOf), quarterOf(scenario.asOf));
  const ahead = <T>(list: readonly T[]): readonly T[] => list.slice(past);
  const known = new Map(scenario.offers.map((offer) => [offer.id, offer]));
  const frozen = ordersOf(scenario, carried, known, past);
  const gone = frozen.flatMap(({ terms }) => (terms === undefined || known.has(terms.id) ? [] : [terms]));
  const offers = [...scenario.offers, ...distinct(gone)].map((offer) => ({
    ...offer,
    allocation: ahead(offer.allocation).map((most, q) =>
      q === 0 ? Math.max(0, most - orderedNow(offer.id, frozen, carried)) : most,
    ),
  }));
  return {
    ...scenario,
    quarters: ahead(scenario.quarters),
    wholeQuarters: Math.min(scenario.wholeQuarters, scenario.quarters.length - past),
    sites: scenario.sites.map((site) => ({ ...site, power: ahead(site.power) })),
    offers: offers.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    services: scenario.services.map((service) => ({
      ...service,
      peak: ahead(service.peak),
      mean: ahead(service.mean),
    })),
    runs: scenario.runs.flatMap((run) => {
      const flop = run.flop - (carried.done.get(run.id) ?? 0);
      // What is left of the solver's rounding is no work.
      if (flop <= run.flop * 1e-6 || run.deadline < past) return [];
      return [
        {
          ...run,
          flop,
          start: Math.max(0, run.start - past),
          deadline: run.deadline - past,
          unmetPenalty: (run.unmetPenalty * flop) / run.flop,
        },
      ];
    }),
    budgets: scenario.budgets.map((each) => ({ ...each, from: each.from - past, to: each.to - past })),
    shares: scenario.shares.map((each) => ({ ...each, from: each.from - past, to: each.to - past })),
    fleet: fleetOf(scenario, carried, past),
    frozen,
    replan: { past, churn: carried.churn, before: carried.before },
  };
}

function ordersOf(
  scenario: ResolvedScenario,
  { orders, stopped }: Carried,
  known: ReadonlyMap<string, ResolvedOffer>,
  past: number,
): readonly ResolvedOrder[] {
  const [first = ''] = scenario.quarters;
  const carriedIds = new Set([...orders.map(({ id }) => id), ...stopped]);
  const own = scenario.frozen
    .filter(({ id }) => !carriedIds.has(id))
    .map((order) => ({ ...order, order: order.order - past, delivery: order.delivery - past }));
  const carried = orders.map((order): ResolvedOrder => {
    const terms = termsOf(order, known.get(order.offer), scenario);
    return {
      id: order.id,
      offer: order.offer,
      site: order.site,
      count: order.count,
      order: quarterDifference(first, order.orderQuarter) - past,
      delivery: quarterDifference(first, order.deliveryQuarter) - past,
      ...(terms !== undefined && { terms }),
      ordered: order.orderDate,
      delivered: order.delivered,
    };
  });
  return [...own, ...carried].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The offer as it stood; undefined where it still stands so. */
function termsOf(
  order: CarriedOrder,
  now: ResolvedOffer | undefined,
  scenario: ResolvedScenario,
): ResolvedOffer | undefined {
  const currency = order.price.currency as Currency;
  const same =
    now !== undefined &&
    now.written.amount === order.price.amount &&
    now.written.currency === currency &&
    now.system === order.system &&
    (now.termQuarters ?? null) === order.termQuarters;
  if (same) return undefined;
  const written = { amount: order.price.amount, currency };
  const converted = convert(written, scenario.currency, scenario.fx);
  return {
    id: order.offer,
    system: order.system,
    supplier: order.supplier,
    kind: order.kind,
    price: converted.ok ? converted.money.amount : Number.NaN,
    written,
    sites: now?.sites ?? [order.site],
    leadQuarters: now?.leadQuarters ?? 0,
    termQuarters: order.termQuarters ?? undefined,
    allocation: scenario.quarters.map(() => 0),
    domestic: order.domestic,
  };
}

/** Systems of an offer that were ordered in the quarter of the as-of date. */
function orderedNow(offer: string, frozen: readonly ResolvedOrder[], { orders }: Carried): number {
  const carried = new Set(orders.map(({ id }) => id));
  return frozen
    .filter((order) => order.offer === offer && order.order === 0 && carried.has(order.id))
    .reduce((sum, { count }) => sum + count, 0);
}

function fleetOf(scenario: ResolvedScenario, { fleet }: Carried, past: number): readonly ResolvedFleet[] {
  if (fleet === undefined) {
    return scenario.fleet.map((each) => ({
      ...each,
      count: each.count.slice(past),
      past: each.count.slice(0, past),
    }));
  }
  const known = new Map(scenario.fleet.map((each) => [each.id, each]));
  return fleet.map(({ id, system, site, count }) => ({
    id,
    system,
    site,
    count: scenario.quarters.slice(past).map(() => count),
    past: known.get(id)?.count.slice(0, past) ?? [],
  }));
}

function distinct(offers: readonly ResolvedOffer[]): readonly ResolvedOffer[] {
  return offers.filter((offer, index) => offers.findIndex(({ id }) => id === offer.id) === index);
}
