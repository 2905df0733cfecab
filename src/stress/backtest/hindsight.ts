import type { Catalog } from '../../catalog/index.ts';
import type { QuickPlanner } from '../../planning/index.ts';
import { rateTable } from '../../performance/index.ts';
import { judge, scenarioContext, type Rulebook } from '../../rules/index.ts';
import type { ResolvedOffer, ResolvedScenario } from '../../scenario/index.ts';
import type { Turn } from './calendar.ts';
import { withDemand } from './demand.ts';
import type { Happened } from './happened.ts';
import type { Wish } from './orders.ts';
import { ordersIn, type BacktestPlanner } from './planner.ts';
import { renewed, shifted } from './scene.ts';

/** Everything there was to know. */
export interface WholeStory {
  readonly base: ResolvedScenario;
  readonly turns: readonly Turn[];
  /** The scenario resolved on the day of each turn. */
  readonly known: readonly ResolvedScenario[];
  /** Demand as it went, as multiples of the start, by service. */
  readonly demand: ReadonlyMap<string, readonly number[]>;
  readonly happened: Happened;
  readonly rulebook: Rulebook;
  readonly catalog: Catalog;
}

/** The plan of somebody who knew everything, and what is proven about it. */
export interface Hindsight {
  readonly planner: BacktestPlanner;
  /** Cost and penalties that nobody could have stayed below: bound of the relaxation, plan currency. */
  readonly bound: number;
}

const separator = '~';

/**
 * Plans the whole time at once with what really came: demand as it went, the offers of each quarter at the price of their day, the
 * law on the day of each shipment, deliveries as they were. It orders nothing that would be stopped.
 */
export function hindsightPlanner(planner: QuickPlanner, story: WholeStory): Hindsight {
  const scenario = wholeScenario(story);
  const context = scenarioContext(scenario, story.rulebook, story.catalog);
  const model = planner.open({
    scenario,
    rates: rateTable(scenario),
    judge: (question) => judge({ ...question, knownOn: question.date }, context),
  });
  try {
    const plan = model.best();
    const wishes = story.turns.map(({ index }) =>
      ordersIn(model, plan, index).map((wish): Wish => ({
        ...wish,
        offer: wish.offer.slice(0, wish.offer.lastIndexOf(separator)),
      })),
    );
    return {
      planner: { name: 'hindsight', decide: async ({ turn }) => wishes[turn.index] ?? [] },
      bound: plan.bound,
    };
  } finally {
    model.dispose();
  }
}

function wholeScenario({ base, turns, known, demand, happened }: WholeStory): ResolvedScenario {
  const length = turns.length;
  return {
    ...base,
    quarters: turns.map(({ quarter }) => quarter),
    wholeQuarters: length,
    objective: { kind: 'least-cost' },
    sites: base.sites.map((site) => ({ ...site, power: shifted(site.power, 0, length) })),
    services: base.services.map((service) => withDemand(service, service, demand.get(service.id) ?? [])),
    runs: base.runs.filter(({ start }) => start < length),
    budgets: base.budgets.flatMap((budget) => renewed(budget, 0, length)),
    shares: base.shares.flatMap((share) => renewed(share, 0, length)),
    fleet: base.fleet.map((fleet) => ({ ...fleet, count: shifted(fleet.count, 0, length) })),
    offers: turns.flatMap(({ index }) =>
      (known[index]?.offers ?? []).flatMap((offer) => dated(offer, index, turns, happened)),
    ),
  };
}

/** An offer of one quarter: what it can really bring, when it comes at all. */
function dated(
  offer: ResolvedOffer,
  order: number,
  turns: readonly Turn[],
  happened: Happened,
): readonly ResolvedOffer[] {
  const arrival = turns[order + offer.leadQuarters];
  if (arrival === undefined) return [];
  const most = Math.min(
    offer.allocation[0] ?? 0,
    ...offer.sites.map((site) => happened.supply(offer, site, arrival)),
  );
  if (most <= 0) return [];
  const allocation = turns.map(({ index }) => (index === order ? most : 0));
  return [{ ...offer, id: `${offer.id}${separator}${order}`, allocation }];
}
