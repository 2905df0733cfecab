import { quartersFrom } from '../../quantity/index.ts';
import type {
  ResolvedBudget,
  ResolvedOffer,
  ResolvedRun,
  ResolvedScenario,
  ResolvedShare,
} from '../../scenario/index.ts';
import type { Turn } from './calendar.ts';
import { withDemand } from './demand.ts';
import { arrived, type PlacedOrder } from './orders.ts';

/** FLOP done of each run so far, by id. */
export type Training = ReadonlyMap<string, number>;

/** What a planner stands before. */
export interface Stand {
  readonly turn: Turn;
  /** The scenario as of the first day: what is anchored in the calendar (power, budgets, deadlines, fleet) comes from it. */
  readonly base: ResolvedScenario;
  /** The scenario resolved on the day of the turn: offers, prices and tariffs known then. */
  readonly known: ResolvedScenario;
  /** Demand expected in each quarter from this one on, as multiples of the start, by service. */
  readonly demand: ReadonlyMap<string, readonly number[]>;
  readonly orders: readonly PlacedOrder[];
  readonly trained: Training;
}

/**
 * The scenario as it stands on a day, its first quarter the one at hand: remaining windows and runs, what stands and what is on
 * order, what is on the table.
 *
 * Assumed: a budget or a share whose window ends holds again for the next window of the same length, as a company renews its
 * budgets; power beyond the scenario's horizon stays.
 */
export function sceneOf({ turn, base, known, demand, orders, trained }: Stand): ResolvedScenario {
  const length = base.quarters.length;
  const from = turn.index;
  const quarters = quartersFrom(turn.quarter, length);
  const frozen = orders.flatMap((order) => believed(order, from));
  const table = known.offers.map((offer) => ({ ...offer, allocation: fitted(offer.allocation, length) }));
  return {
    ...known,
    quarters,
    // Nothing is impossible on the way: what cannot be met has its price.
    objective: { kind: 'least-cost' },
    sites: known.sites.map((site) => {
      const own = base.sites.find(({ id }) => id === site.id) ?? site;
      return { ...site, power: shifted(own.power, from, length) };
    }),
    services: base.services.map((service) =>
      withDemand(service, service, demand.get(service.id) ?? quarters.map(() => 0)),
    ),
    runs: base.runs.flatMap((run) => remaining(run, from, trained.get(run.id) ?? 0)),
    budgets: base.budgets.flatMap((budget) => renewed(budget, from, length)),
    shares: base.shares.flatMap((share) => renewed(share, from, length)),
    fleet: base.fleet.map((fleet) => ({ ...fleet, count: shifted(fleet.count, from, length) })),
    offers: [...table, ...orders.map(vintage)].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    frozen,
  };
}

/** The offer of an order, as it was on its day; nobody can order from it any more. */
export function vintage({ id, offer }: PlacedOrder): ResolvedOffer {
  return { ...offer, id: vintageId(id), allocation: offer.allocation.map(() => 0) };
}

export function vintageId(order: string): string {
  return `ordered:${order}`;
}

/** What a planner takes an order for: what came, and what is believed to come: as promised, or now where that is past. */
function believed(order: PlacedOrder, now: number): ResolvedScenario['frozen'] {
  const came = order.arrivals.filter(({ quarter }) => quarter < now);
  const stopped = order.stopped !== undefined && order.stopped.quarter < now ? order.stopped.count : 0;
  const waiting = order.count - arrived({ arrivals: came }) - stopped;
  const entry = (count: number, delivery: number): ResolvedScenario['frozen'][number] => ({
    id: `${order.id}#${delivery}`,
    offer: vintageId(order.id),
    site: order.site,
    count,
    order: order.order - now,
    delivery: delivery - now,
  });
  return [
    ...came.map(({ quarter, count }) => entry(count, quarter)),
    ...(waiting > 0 ? [entry(waiting, Math.max(order.promised, now))] : []),
  ];
}

function remaining(run: ResolvedRun, from: number, done: number): readonly ResolvedRun[] {
  const left = Math.max(0, run.flop - done);
  if (run.deadline < from || left <= 1e-9 * run.flop) return [];
  return [
    {
      ...run,
      flop: left,
      start: Math.max(0, run.start - from),
      deadline: run.deadline - from,
      unmetPenalty: (run.unmetPenalty * left) / run.flop,
    },
  ];
}

/** A window and its renewals, counted from the quarter at hand; those that are over are gone. */
export function renewed<Window extends ResolvedBudget | ResolvedShare>(
  window: Window,
  from: number,
  length: number,
): readonly Window[] {
  const span = window.to - window.from + 1;
  const windows: Window[] = [];
  for (let turn = 0; window.from + turn * span < from + length; turn += 1) {
    const [first, last] = [window.from + turn * span - from, window.to + turn * span - from];
    if (last >= 0)
      windows.push({ ...window, id: turn === 0 ? window.id : `${window.id}+${turn}`, from: first, to: last });
  }
  return windows;
}

/** Values from an index on, the last of them for as long as needed. */
export function shifted<Value>(values: readonly Value[], from: number, length: number): readonly Value[] {
  return fitted(values.slice(Math.min(from, Math.max(0, values.length - 1))), length);
}

function fitted<Value>(values: readonly Value[], length: number): readonly Value[] {
  const last = values.at(-1);
  return Array.from({ length }, (_, index) => values[index] ?? last).filter((value) => value !== undefined);
}
