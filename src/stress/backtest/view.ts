import type { Catalog, WorldEvent } from '../../catalog/index.ts';
import type { Judge } from '../../planning/index.ts';
import { rateTable, type RateTable } from '../../performance/index.ts';
import { judge, scenarioContext, type Rulebook } from '../../rules/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { dayOf, type Turn } from './calendar.ts';
import type { DemandPoint } from './demand.ts';
import type { World as FutureWorld } from '../futures/index.ts';
import { sceneOf, type Stand } from './scene.ts';

/** Everything a planner gets to see when it decides. Nothing in it was published, measured or decided after the day. */
export interface View {
  readonly turn: Turn;
  /** The scenario as it stands; its first quarter is the one at hand. */
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  /** Asks the rules as published by the day. */
  readonly judge: Judge;
  readonly rulebook: Rulebook;
  /** The same for a planner that makes its own futures: the rules as published by the day, facts without history. */
  readonly world: FutureWorld;
  readonly events: readonly WorldEvent[];
  readonly measured: readonly DemandPoint[];
}

/** What a view is made of beside the stand of a planner. */
export interface Known {
  readonly catalog: Catalog;
  /** Rules as published by the day. */
  readonly rulebook: Rulebook;
  /** Events dated by the day. */
  readonly events: readonly WorldEvent[];
  readonly measured: readonly DemandPoint[];
}

/** What a planner sees on the day of a turn. */
export function viewOf(stand: Stand, { catalog, rulebook, events, measured }: Known): View {
  const scenario = sceneOf(stand);
  const context = scenarioContext(scenario, rulebook, catalog);
  const rates = rateTable(scenario);
  const { day } = stand.turn;
  return {
    turn: stand.turn,
    scenario,
    rates,
    world: {
      scenario,
      rates,
      rulebook,
      rules: context,
      catalog: { ...catalog, events: new Map(events.map((event) => [event.id, event])), series: new Map() },
    },
    // What came in earlier quarters stands: whether it may run is asked of today, not of the day it shipped.
    judge: (question) =>
      judge(question.date < day ? { ...question, date: day, acquisition: 'existing' } : question, context),
    rulebook,
    events,
    measured,
  };
}

/**
 * What in a view lies after its day: the proof that a planner was not handed the future. Empty for an honest view.
 *
 * @param catalog tells from when an offer is known
 */
export function leaksIn(
  { turn: { day, index }, scenario, rulebook, world, events, measured }: View,
  catalog: Catalog,
): readonly string[] {
  const late = (what: string, date: string): readonly string[] => (date > day ? [`${what} of ${date}`] : []);
  return [
    ...(scenario.asOf > day ? [`a scenario as of ${scenario.asOf}`] : []),
    ...rulebook.rules.flatMap(({ id, published, until }) => [
      ...late(`rule ${id}`, published),
      ...(until === undefined ? [] : late(`the end of rule ${id}, announced`, until.published)),
    ]),
    ...world.rulebook.rules.flatMap(({ id, published }) => late(`rule ${id} of the world`, published)),
    ...[...events, ...world.catalog.events.values()].flatMap(({ id, date }) =>
      late(`event ${id}`, dayOf(date)),
    ),
    ...[...world.catalog.series.keys()].map((id) => `series ${id}`),
    ...measured.flatMap(({ date }) => late('a measurement of demand', dayOf(date))),
    ...scenario.offers.flatMap(({ id }) => {
      const offer = catalog.offers.get(id);
      if (offer === undefined || offer.from <= day) return [];
      return offer.price.date !== undefined && offer.price.date <= day
        ? []
        : [`offer ${id} from ${offer.from}`];
    }),
    ...scenario.frozen.flatMap(({ id, order }) =>
      order >= 0 ? [`order ${id} of quarter ${index + order}`] : [],
    ),
  ];
}
