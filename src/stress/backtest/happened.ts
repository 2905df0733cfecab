import type { Catalog, WorldEvent } from '../../catalog/index.ts';
import {
  judge,
  scenarioContext,
  type Question,
  type RuleContext,
  type Rulebook,
  type Use,
} from '../../rules/index.ts';
import type { ResolvedOffer, ResolvedScenario } from '../../scenario/index.ts';
import type { Turn } from './calendar.ts';
import type { PlacedOrder } from './orders.ts';
import { open } from './orders.ts';

/** What really happened to deliveries: the law of each day, and what the record says of supply. */
export interface Happened {
  /**
   * Uses that are permitted of what ships at the end of a quarter, by the law of that day; with the rules that forbid the others.
   */
  shipping(
    offer: ResolvedOffer,
    site: string,
    turn: Turn,
  ): { readonly uses: readonly Use[]; readonly rules: readonly string[] };
  /** Uses that are permitted of what stands, by the law of the last day of a quarter. */
  standing(system: string, site: string, turn: Turn): readonly Use[];
  /** The most systems of an offer that can have come to a site in a quarter; Infinity where no event limits them. */
  supply(offer: ResolvedOffer, site: string, turn: Turn): number;
  /** What becomes of open orders in a quarter; orders in, orders out. */
  deliver(orders: readonly PlacedOrder[], turn: Turn): readonly PlacedOrder[];
}

const permitted = new Set(['allowed', 'conditions']);

/**
 * The world as it went.
 *
 *     open order ─ promised by now? ─ no ─► stays open
 *                      │ yes
 *                 lawful on the last day of the quarter? ─ no ─► stopped, money back
 *                      │ yes
 *                 does an event say that fewer came? ─► what came arrives, the rest waits for the next quarter
 *
 * @param scenario its sites and parties are those of the whole backtest
 * @param rulebook every rule that counts, whenever it was published
 */
export function happened(
  scenario: ResolvedScenario,
  rulebook: Rulebook,
  catalog: Catalog,
  events: readonly WorldEvent[],
  turns: readonly Turn[],
): Happened {
  const context = scenarioContext(scenario, rulebook, catalog);
  const sites = new Map(scenario.sites.map((site) => [site.id, site]));
  const answers = new Map<string, ReturnType<Happened['shipping']>>();

  const ask = (offer: ResolvedOffer, siteId: string, { end }: Turn): ReturnType<Happened['shipping']> => {
    const key = [offer.id, offer.supplier, siteId, end].join('\n');
    const known = answers.get(key);
    if (known !== undefined) return known;
    const site = sites.get(siteId);
    const system = scenario.systems.get(offer.system);
    if (site === undefined || system === undefined) return { uses: [], rules: [] };
    const lease = offer.kind === 'lease';
    const answer = judged(context, site.uses, {
      accelerator: system.accelerator,
      system: system.id,
      destination: site.country,
      site: site.id,
      buyer: scenario.buyer,
      owner: lease ? offer.supplier : scenario.buyer,
      operator: lease ? offer.supplier : site.operator,
      acquisition: offer.kind,
      date: end,
      knownOn: end,
    });
    answers.set(key, answer);
    return answer;
  };

  return {
    shipping: ask,
    standing(systemId, siteId, { end }) {
      const site = sites.get(siteId);
      const system = scenario.systems.get(systemId);
      if (site === undefined || system === undefined) return [];
      return judged(context, site.uses, {
        accelerator: system.accelerator,
        system: system.id,
        destination: site.country,
        site: site.id,
        buyer: scenario.buyer,
        owner: site.owner,
        operator: site.operator,
        acquisition: 'existing',
        date: end,
        knownOn: end,
      }).uses;
    },
    supply: (offer, site, turn) => Math.min(Infinity, ...limitsOf(offer, site, turn).map(({ most }) => most)),
    deliver(orders, turn) {
      /** What is left of the supply that each event leaves, systems; what came in earlier quarters counts. */
      const left = new Map<WorldEvent, number>();
      for (const { offer, site, arrivals } of orders) {
        for (const { quarter, count } of arrivals) {
          const earlier = turns[quarter];
          for (const { event, most } of earlier === undefined ? [] : limitsOf(offer, site, earlier))
            left.set(event, Math.max(0, (left.get(event) ?? most) - count));
        }
      }
      return orders.map((order) => {
        const waiting = open(order);
        if (waiting === 0 || order.promised > turn.index) return order;
        const { uses, rules } = ask(order.offer, order.site, turn);
        if (uses.length === 0) return { ...order, stopped: { quarter: turn.index, count: waiting, rules } };
        const limits = limitsOf(order.offer, order.site, turn);
        const count = Math.min(waiting, ...limits.map(({ event, most }) => left.get(event) ?? most));
        for (const { event, most } of limits) left.set(event, (left.get(event) ?? most) - count);
        return count === 0
          ? order
          : { ...order, arrivals: [...order.arrivals, { quarter: turn.index, count }] };
      });
    },
  };

  function limitsOf(
    offer: ResolvedOffer,
    site: string,
    turn: Turn,
  ): readonly { readonly event: WorldEvent; readonly most: number }[] {
    const system = scenario.systems.get(offer.system);
    const country = sites.get(site)?.country ?? '';
    return events.flatMap((event) =>
      event.deliveries !== undefined && speaksOf(event.deliveries, system?.accelerator ?? '', country, turn)
        ? [
            {
              event,
              most: Math.floor((event.deliveries.most.value ?? Infinity) / (system?.accelerators ?? 1)),
            },
          ]
        : [],
    );
  }
}

function judged(
  context: RuleContext,
  uses: readonly Use[],
  question: Omit<Question, 'use'>,
): { readonly uses: readonly Use[]; readonly rules: readonly string[] } {
  const verdicts = uses.map((use) => ({ use, judgement: judge({ ...question, use }, context) }));
  const fine = verdicts.filter(({ judgement }) => permitted.has(judgement.verdict));
  const rules = verdicts.flatMap(({ judgement }) =>
    judgement.findings.filter(({ verdict }) => !permitted.has(verdict)).map(({ rule }) => rule),
  );
  return { uses: fine.map(({ use }) => use), rules: [...new Set(rules)].toSorted() };
}

/** True when an event speaks of these accelerators, this country and a part of this quarter. */
function speaksOf(
  { accelerators, to, from, until }: NonNullable<WorldEvent['deliveries']>,
  accelerator: string,
  country: string,
  { quarter, end }: Turn,
): boolean {
  const first = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3 - 2).padStart(2, '0')}`;
  return (
    accelerators.includes(accelerator) && to.includes(country) && from <= end.slice(0, 7) && until >= first
  );
}
