import type { QuickPlanner } from '../../planning/index.ts';
import { dayOf, type Turn } from './calendar.ts';
import { forecast, knownPoints, ratioIn, ownForecast, type DemandHistory } from './demand.ts';
import { rulebookOn } from './evidence.ts';
import type { WholeStory } from './hindsight.ts';
import { operate, type Operated } from './operate.ts';
import type { PlacedOrder, Wish } from './orders.ts';
import type { BacktestPlanner } from './planner.ts';
import type { Training } from './scene.ts';
import { leaksIn, viewOf, type View } from './view.ts';
import type { WorldEvent } from '../../catalog/index.ts';

/** Everything a replay needs beside the planner. */
export interface Stage extends WholeStory {
  readonly histories: readonly DemandHistory[];
  readonly events: readonly WorldEvent[];
}

/** What a planner did and what came of it, before it is added up. */
export interface Played {
  readonly orders: readonly PlacedOrder[];
  readonly operated: readonly Operated[];
  readonly trained: Training;
}

/** A planner that saw what it cannot have known; the backtest means nothing then. */
export class LeakError extends Error {
  readonly leaks: readonly string[];
  constructor(planner: string, turn: Turn, leaks: readonly string[]) {
    super(`${planner} was handed the future on ${turn.day}: ${leaks.slice(0, 5).join('; ')}`);
    this.leaks = leaks;
  }
}

/**
 * Replays one planner, quarter by quarter:
 *
 *     what is known on the day ─► view ─ nothing of it from later? ─► decide ─► orders
 *                                                                                │
 *     next quarter ◄── trained, arrived ◄── operate ◄── deliver: law of the day, supply as it was
 *
 * @param makeView for tests: how a planner's view is made
 */
export async function replay(
  quick: QuickPlanner,
  stage: Stage,
  planner: BacktestPlanner,
  makeView: (
    stage: Stage,
    turn: Turn,
    orders: readonly PlacedOrder[],
    trained: Training,
  ) => View = honestView,
): Promise<Played> {
  let orders: readonly PlacedOrder[] = [];
  let trained: Training = new Map();
  const operated: Operated[] = [];
  for (const turn of stage.turns) {
    const view = makeView(stage, turn, orders, trained);
    const leaks = leaksIn(view, stage.catalog);
    if (leaks.length > 0) throw new LeakError(planner.name, turn, leaks);
    const wishes = await planner.decide(view);
    orders = stage.happened.deliver([...orders, ...wishes.map((wish) => placed(wish, stage, turn))], turn);
    const demand = new Map([...stage.demand].map(([service, ratios]) => [service, ratios[turn.index] ?? 0]));
    const done = operate(quick, { ...stage, turn, orders, trained, demand });
    operated.push(done);
    trained = new Map(
      stage.base.runs.map(({ id }) => [id, (trained.get(id) ?? 0) + (done.runs.get(id) ?? 0)]),
    );
  }
  return { orders, operated, trained };
}

/** A view of what was known and nothing else. */
export function honestView(
  { base, known, histories, events, rulebook, catalog }: Stage,
  turn: Turn,
  orders: readonly PlacedOrder[],
  trained: Training,
): View {
  const length = base.quarters.length;
  const measured = histories.map((history) => ({ history, points: knownPoints(history, turn.day) }));
  const demand = new Map(
    measured.map(({ history, points }) => {
      const start = base.services.find(({ id }) => id === history.service);
      return [history.service, start === undefined ? [] : forecast(start, points, turn.index, length)];
    }),
  );
  const resolved = known[turn.index];
  if (resolved === undefined) throw new RangeError(`no scenario of ${turn.day}`);
  return viewOf(
    { turn, base, known: resolved, demand, orders, trained },
    {
      catalog,
      rulebook: rulebookOn(rulebook, turn.day),
      events: events.filter(({ date }) => dayOf(date) <= turn.day),
      measured: measured.flatMap(({ points }) => points),
    },
  );
}

/** Demand of every quarter as it went, as multiples of the start. */
export function demandAsItWent(
  { services }: Stage['base'],
  histories: readonly DemandHistory[],
  turns: readonly Turn[],
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    histories.map(({ service, points }) => {
      const start = services.find(({ id }) => id === service);
      const ratios = turns.map((turn) =>
        points.length > 0 || start === undefined ? ratioIn(points, turn) : ownForecast(start, turn.index),
      );
      return [service, ratios];
    }),
  );
}

function placed({ offer: id, site, count }: Wish, { known }: Stage, { index, quarter }: Turn): PlacedOrder {
  const offer = known[index]?.offers.find((each) => each.id === id);
  if (offer === undefined) throw new RangeError(`${id} is not offered in ${quarter}`);
  if (!Number.isInteger(count) || count <= 0) throw new RangeError(`${count} systems of ${id}`);
  return {
    id: `${id}@${site}@${quarter}`,
    offer,
    site,
    count,
    order: index,
    promised: index + offer.leadQuarters,
    arrivals: [],
    stopped: undefined,
  };
}
