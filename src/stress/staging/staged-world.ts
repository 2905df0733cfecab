import type { QuickModel, SharedColumn, StagedFuture, StagedProblem } from '../../planning/index.ts';
import { orderKey, type Commitment } from '../draws/commitments.ts';
import { arrivingPart, type Future, type World } from '../futures/index.ts';
import type { KeptFuture } from './kept-futures.ts';

/** A decision of a staged plan: an order, at a node of the tree of what is known. */
export interface StagedOrder {
  /** `offer@site@quarter`. */
  readonly key: string;
  readonly offer: string;
  readonly site: string;
  readonly order: number;
  /** What is known when it is placed: nothing at `root`. */
  readonly node: string;
}

/** A kept future with its world alive in the solver. */
export interface OpenFuture extends KeptFuture {
  readonly world: World;
  readonly model: QuickModel;
}

/** The staged problem of a scenario, and what its decisions mean. */
export interface StagedScenario {
  readonly problem: StagedProblem;
  readonly orders: readonly StagedOrder[];
}

/** What is known of a future when orders of a quarter are placed: nothing at first, then what has happened, in the end all of it. */
function nodeOf(future: Future, quarter: number, revealed: number): string {
  if (quarter >= revealed) return `draw ${future.draw ?? 0}`;
  if (quarter === 0) return 'root';
  const happened = future.events.filter((each) => each.quarter <= quarter);
  return happened.length === 0
    ? 'root'
    : happened.map(({ event, quarter: at }) => `${event.id}@${at}`).join(' ');
}

/**
 * The staged problem over kept futures. Orders of quarters before `revealed` are decisions, one for each order and
 * each set of futures that cannot be told apart when it is placed; all else follows what has become known.
 *
 *     order ─┬─ its line exists there ─► column × what arrives of it
 *            │                           (events keep a part, a smaller supply delivers in proportion)
 *            └─ it does not           ─► void: the deposit is lost
 *
 * @param deposit part of the price lost on what events or rules keep from arriving
 */
export function stagedScenario(
  planned: World,
  futures: readonly OpenFuture[],
  revealed: number,
  deposit: number,
): StagedScenario {
  const orders = new Map<string, StagedOrder & { readonly index: number }>();
  const orderAt = (key: string, quarter: number, node: string): number => {
    const id = `${key} ${node}`;
    const known = orders.get(id);
    if (known !== undefined) return known.index;
    const [offer = '', site = ''] = key.split('@');
    orders.set(id, { key, offer, site, order: quarter, node, index: orders.size });
    return orders.size - 1;
  };
  for (const { future, model } of futures) {
    for (const { candidate } of model.world.built.layout.lines) {
      if (candidate.order < revealed)
        orderAt(orderKey(candidate.id), candidate.order, nodeOf(future, candidate.order, revealed));
    }
  }
  const list = [...orders.values()];
  const { wholeQuarters } = planned.scenario;
  return {
    orders: list,
    problem: {
      decisions: list.map(({ key, node, order }) => ({
        name: `${key} ${node}`,
        lower: 0,
        upper: Infinity,
        whole: order < wholeQuarters,
      })),
      futures: futures.map((each) => stagedFuture(planned, each, list, revealed, deposit)),
    },
  };
}

function stagedFuture(
  planned: World,
  { future, probability, world, model }: OpenFuture,
  orders: readonly StagedOrder[],
  revealed: number,
  deposit: number,
): StagedFuture {
  const { program, objective, built } = model.world;
  const lines = new Map(built.layout.lines.map((line) => [orderKey(line.candidate.id), line]));
  const weight = planned.scenario.objective.kind === 'most-service' ? 1e-3 : 1;
  const shared = orders.flatMap((order, decision): readonly SharedColumn[] => {
    if (order.node !== nodeOf(future, order.order, revealed)) return [];
    const line = lines.get(order.key);
    const known = planned.scenario.offers.find(({ id }) => id === order.offer);
    const price =
      known === undefined ? 0 : known.price * (known.kind === 'lease' ? (known.termQuarters ?? 1) : 1);
    const perUnit =
      (weight * deposit * price * (1 + planned.scenario.discountRate) ** -((order.order + 0.5) / 4)) / 1e6;
    if (line === undefined) return [{ decision, column: undefined, factor: 0, cost: perUnit }];
    const { candidate, column } = line;
    const part = arrivingPart(
      world.scenario,
      future.events,
      candidate.offer,
      candidate.site,
      candidate.delivery,
    );
    const supply = supplied(known?.allocation[order.order], candidate.offer.allocation[order.order], part);
    return [{ decision, column, factor: part * supply, cost: perUnit * (1 - part) }];
  });
  return { name: `draw ${future.draw ?? 0}`, probability, program, objective, shared };
}

/** Part of an order that a supplier can make who was thought able to make `planned` and of whose supply events leave a part. */
function supplied(planned: number | undefined, drawn: number | undefined, part: number): number {
  if (planned === undefined || drawn === undefined || planned <= 0 || part <= 0) return 1;
  return planned === Infinity ? 1 : Math.min(1, drawn / (planned * part));
}

/** What the decisions order in a future. */
export function ordersIn(
  { orders }: StagedScenario,
  decisions: readonly number[],
  future: Future,
  revealed: number,
): readonly Commitment[] {
  return orders.flatMap(({ offer, site, order, node }, index): readonly Commitment[] => {
    const count = decisions[index] ?? 0;
    return count > 1e-6 && node === nodeOf(future, order, revealed) ? [{ offer, site, order, count }] : [];
  });
}
