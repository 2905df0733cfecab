import type { QuickPlanner } from '../../planning/index.ts';
import { ledgerOf, type Ledger } from './ledger.ts';
import { termOf } from './operate.ts';
import { arrived, open, valueOf, type PlacedOrder } from './orders.ts';
import type { Played, Stage } from './replay.ts';
import type { OrderResult, PlannerResult, QuarterResult } from './result.ts';

/** Adds up what a planner did; regret is worked out when all are known. */
export function addUp(
  quick: QuickPlanner,
  stage: Stage,
  planner: string,
  played: Played,
): Omit<PlannerResult, 'regret'> {
  const { base, turns, rulebook, catalog } = stage;
  const ledger = ledgerOf(quick, base, turns, played.orders, rulebook, catalog);
  const training = Object.fromEntries(
    base.runs.map(({ id, flop }) => [id, Math.min(1, (played.trained.get(id) ?? 0) / flop)]),
  );
  const undone = base.runs
    .filter(({ deadline }) => deadline < turns.length)
    .reduce((sum, { id, unmetPenalty }) => sum + (1 - (training[id] ?? 0)) * unmetPenalty, 0);
  const penalty = played.operated.reduce((sum, each) => sum + each.penalty, undone);
  const quarters = turns.map((turn) => quarterResult(stage, played, ledger, turn.index));
  const total = (field: (quarter: QuarterResult) => number): number =>
    quarters.reduce((sum, quarter) => sum + field(quarter), 0);
  return {
    planner,
    value: ledger.cost + penalty,
    cost: ledger.cost,
    penalty,
    cash: total(({ cash }) => cash),
    tokensAsked: total(({ tokensAsked }) => tokensAsked),
    tokensServed: total(({ tokensServed }) => tokensServed),
    tokensUnserved: total(({ tokensAsked, tokensServed }) => tokensAsked - tokensServed),
    training,
    valueOrdered: total(({ ordered }) => ordered),
    valueArrived: total((quarter) => quarter.arrived),
    valueStopped: total(({ stopped }) => stopped),
    stranded: total(({ stranded }) => stranded) + strandedPurchases(stage, played.orders),
    quarters,
    orders: played.orders.map((order) => orderResult(stage, order)),
  };
}

function quarterResult(
  stage: Stage,
  { orders, operated }: Played,
  { cash }: Ledger,
  index: number,
): QuarterResult {
  const turn = stage.turns[index];
  const done = operated[index];
  if (turn === undefined || done === undefined) throw new RangeError(`no quarter ${index}`);
  const sum = (part: (order: PlacedOrder) => number): number =>
    orders.reduce((total, order) => total + valueOf(order, part(order)), 0);
  const services = [...done.services.values()];
  return {
    quarter: turn.quarter,
    decided: turn.day,
    ordered: sum(({ order, count }) => (order === index ? count : 0)),
    arrived: sum(({ arrivals }) => arrived({ arrivals }, index) - arrived({ arrivals }, index - 1)),
    stopped: sum(({ stopped }) => (stopped?.quarter === index ? stopped.count : 0)),
    tokensAsked: services.reduce((total, { asked }) => total + asked, 0),
    tokensServed: services.reduce((total, { served }) => total + served, 0),
    cash: cash[index] ?? 0,
    training: Object.fromEntries(done.runs),
    stranded: orders
      .filter(({ offer, site }) => offer.kind === 'lease' && idle(stage, offer.system, site, index))
      .reduce((total, { offer, arrivals }) => {
        const leased = arrivals.filter(({ quarter }) => quarter <= index && index < quarter + termOf(offer));
        return total + offer.price * arrived({ arrivals: leased });
      }, 0),
  };
}

/** Price of what was bought, stands at the end and may do nothing. */
function strandedPurchases(stage: Stage, orders: readonly PlacedOrder[]): number {
  const last = stage.turns.length - 1;
  return orders
    .filter(({ offer, site }) => offer.kind === 'purchase' && idle(stage, offer.system, site, last))
    .reduce((total, order) => total + valueOf(order, arrived(order)), 0);
}

function idle({ happened, turns }: Stage, system: string, site: string, index: number): boolean {
  const turn = turns[index];
  return turn !== undefined && happened.standing(system, site, turn).length === 0;
}

function orderResult({ turns }: Stage, order: PlacedOrder): OrderResult {
  const name = (index: number): string => turns[index]?.quarter ?? 'later';
  const { offer, stopped } = order;
  return {
    quarter: name(order.order),
    offer: offer.id,
    system: offer.system,
    site: order.site,
    count: order.count,
    value: valueOf(order, order.count),
    promised: name(order.promised),
    arrived: order.arrivals.map(({ quarter, count }) => ({ quarter: name(quarter), count })),
    stopped: stopped === undefined ? null : { ...stopped, quarter: name(stopped.quarter) },
    open: open(order),
  };
}
