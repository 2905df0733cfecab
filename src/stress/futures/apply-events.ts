import { addDays, quarterStart, requestsPerSecond, type IsoDate } from '../../quantity/index.ts';
import type { RuleChange } from '../../rules/index.ts';
import type { EventEffect, ResolvedOffer, ResolvedScenario } from '../../scenario/index.ts';
import type { Happening } from './draw.ts';
import { meansOffer, meansSite } from './selectors.ts';

/** Stands between the id of an offer and the event that changed it from some quarter on: `h20-server~price-rise`. */
const changedBy = '~';

/** The offer as the scenario knows it, whatever events changed it. */
export function originalOffer(id: string): string {
  return id.split(changedBy)[0] ?? id;
}

/** Rules that change with what happens, for the room of rules. */
export function ruleChanges(
  scenario: ResolvedScenario,
  happenings: readonly Happening[],
): readonly RuleChange[] {
  return happenings.flatMap(({ event, quarter }) => {
    const date = dateOf(scenario, quarter);
    if (date === undefined) return [];
    return event.effects.flatMap((effect, index): readonly RuleChange[] => {
      if (effect.kind === 'publish') return [{ date, publish: effect.rules }];
      if (effect.kind === 'end') return [{ date, end: effect.rules }];
      if (effect.kind !== 'forbid') return [];
      const { when, gate } = effect;
      return [{ date, forbid: { id: `event-${event.id}-${index + 1}`, title: event.title, when, gate } }];
    });
  });
}

/** The scenario in which something happens: everything from the event's quarter on, nothing before it. */
export function layEvent(scenario: ResolvedScenario, { event, quarter }: Happening): ResolvedScenario {
  const date = dateOf(scenario, quarter);
  if (date === undefined) return scenario;
  const from = Math.max(0, quarter);
  return event.effects.reduce((world, effect) => layEffect(world, effect, event.id, from, date), scenario);
}

/** First day of a quarter of the horizon, the as-of date for its first and for those before it; undefined after the horizon. */
function dateOf(scenario: ResolvedScenario, quarter: number): IsoDate | undefined {
  if (quarter <= 0) return scenario.asOf;
  const at = scenario.quarters[quarter];
  return at === undefined ? undefined : quarterStart(at);
}

function layEffect(
  scenario: ResolvedScenario,
  effect: EventEffect,
  id: string,
  from: number,
  date: IsoDate,
): ResolvedScenario {
  const later = (list: readonly number[], factor: number): readonly number[] =>
    list.map((value, q) => (q >= from ? value * factor : value));
  switch (effect.kind) {
    case 'revoke':
      return {
        ...scenario,
        licences: scenario.licences.map((licence) =>
          effect.licences.includes(licence.id) || effect.licences.includes('*')
            ? { ...licence, until: addDays(date, -1) }
            : licence,
        ),
      };
    case 'grant': {
      const { rules, accelerators, destinations, uses } = effect;
      const granted = {
        id,
        status: 'assumed',
        rules,
        accelerators,
        destinations,
        uses,
        from: date,
        until: undefined,
      } as const;
      return { ...scenario, licences: [...scenario.licences, granted] };
    }
    case 'supply':
      return {
        ...scenario,
        offers: scenario.offers.map((offer) =>
          meansOffer(effect.of, offer, scenario)
            ? { ...offer, allocation: later(offer.allocation, effect.part) }
            : offer,
        ),
      };
    case 'arrivals':
      return layArrivals(scenario, effect, id, from);
    case 'delay':
      return layDelay(scenario, effect, id, from);
    case 'price':
      return {
        ...scenario,
        offers: scenario.offers.flatMap((offer) =>
          meansOffer(effect.of, offer, scenario)
            ? splitAt(offer, from, id, (each) => ({
                ...each,
                price: each.price * effect.factor,
                written: { ...each.written, amount: each.written.amount * effect.factor },
              }))
            : [offer],
        ),
      };
    case 'demand':
      return {
        ...scenario,
        services: scenario.services.map((service) =>
          effect.services === undefined || effect.services.includes(service.id)
            ? {
                ...service,
                peak: later(service.peak, effect.factor).map(requestsPerSecond),
                mean: later(service.mean, effect.factor).map(requestsPerSecond),
              }
            : service,
        ),
      };
    case 'idle':
      return {
        ...scenario,
        sites: scenario.sites.map((site) => {
          const usable = site.usable ?? scenario.quarters.map(() => 1);
          return meansSite(effect.at, site) ? { ...site, usable: later(usable, 1 - effect.part) } : site;
        }),
      };
    case 'share': {
      const sites = scenario.sites.filter((site) => meansSite(effect.at, site)).map((site) => site.id);
      const floor = {
        id,
        name: `floor of ${Number((effect.atLeast * 100).toPrecision(6))} % domestic`,
        rule: undefined,
        atLeast: effect.atLeast,
        atMost: undefined,
        metric: effect.metric,
        sites,
        from,
        to: scenario.quarters.length - 1,
        binding: true,
      };
      return { ...scenario, shares: [...scenario.shares, floor].toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
    }
    case 'budget':
      return {
        ...scenario,
        budgets: scenario.budgets.map((budget) =>
          effect.budgets === undefined || effect.budgets.includes(budget.id)
            ? { ...budget, amount: budget.amount * effect.part, limit: budget.limit * effect.part }
            : budget,
        ),
      };
    default:
      return scenario;
  }
}

/** The part of an order that arrives when the order is due in `delivery`: what every arrival event leaves of it. */
export function arrivingPart(
  scenario: ResolvedScenario,
  happenings: readonly Happening[],
  offer: ResolvedOffer,
  site: ResolvedScenario['sites'][number],
  delivery: number,
): number {
  return happenings.reduce((left, { event, quarter }) => {
    if (delivery < quarter) return left;
    return event.effects.reduce((part, effect) => {
      const hit =
        effect.kind === 'arrivals' && meansOffer(effect.of, offer, scenario) && meansSite(effect.at, site);
      return hit ? part * effect.part : part;
    }, left);
  }, 1);
}

/**
 * Of what is due from then on only a part comes: whoever knows can order only that part. Where only some sites are
 * touched, the offer is split into one for them and one for the others; each has the allocation of the whole.
 */
function layArrivals(
  scenario: ResolvedScenario,
  { part, of, at }: Extract<EventEffect, { readonly kind: 'arrivals' }>,
  id: string,
  from: number,
): ResolvedScenario {
  const touched = new Set(scenario.sites.filter((site) => meansSite(at, site)).map((site) => site.id));
  const offers = scenario.offers.flatMap((offer): readonly ResolvedOffer[] => {
    if (!meansOffer(of, offer, scenario)) return [offer];
    const here = offer.sites.filter((site) => touched.has(site));
    const others = offer.sites.filter((site) => !touched.has(site));
    if (here.length === 0) return [offer];
    const allocation = offer.allocation.map((most, q) =>
      q + offer.leadQuarters >= from ? most * part : most,
    );
    const less = { ...offer, sites: here, allocation };
    return others.length === 0
      ? [less]
      : [
          { ...offer, sites: others },
          { ...less, id: `${offer.id}${changedBy}${id}` },
        ];
  });
  const frozen = scenario.frozen.map((order) => {
    const offer = scenario.offers.find((each) => each.id === order.offer);
    const hit =
      order.delivery >= from &&
      touched.has(order.site) &&
      offer !== undefined &&
      meansOffer(of, offer, scenario);
    return hit ? { ...order, count: Math.floor(order.count * part) } : order;
  });
  return { ...scenario, offers: sorted(offers), frozen };
}

/** What is due from then on comes later, whenever it was ordered. */
function layDelay(
  scenario: ResolvedScenario,
  { quarters, of }: Extract<EventEffect, { readonly kind: 'delay' }>,
  id: string,
  from: number,
): ResolvedScenario {
  const offers = scenario.offers.flatMap((offer): readonly ResolvedOffer[] =>
    meansOffer(of, offer, scenario)
      ? splitAt(offer, from - offer.leadQuarters, id, (each) => ({
          ...each,
          leadQuarters: each.leadQuarters + quarters,
        }))
      : [offer],
  );
  const frozen = scenario.frozen.map((order) => {
    const offer = scenario.offers.find((each) => each.id === order.offer);
    const hit = order.delivery >= from && offer !== undefined && meansOffer(of, offer, scenario);
    return hit ? { ...order, delivery: order.delivery + quarters } : order;
  });
  return { ...scenario, offers: sorted(offers), frozen };
}

/** An offer that changes for orders from a quarter on: itself before, and the changed one under a name of its own after. */
function splitAt(
  offer: ResolvedOffer,
  from: number,
  event: string,
  change: (offer: ResolvedOffer) => ResolvedOffer,
): readonly ResolvedOffer[] {
  if (from <= 0) return [change(offer)];
  const before = offer.allocation.map((most, q) => (q < from ? most : 0));
  const after = offer.allocation.map((most, q) => (q < from ? 0 : most));
  return [
    { ...offer, allocation: before },
    { ...change(offer), id: `${offer.id}${changedBy}${event}`, allocation: after },
  ];
}

function sorted(offers: readonly ResolvedOffer[]): readonly ResolvedOffer[] {
  return offers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
