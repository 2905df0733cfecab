import { reduceFutures, type QuickPlan } from '../../planning/index.ts';
import type { Evaluator } from '../draws/evaluator.ts';
import type { Future } from '../futures/index.ts';
import { orderKey } from '../draws/commitments.ts';

/** A future that stands for many in a staged plan. */
export interface KeptFuture {
  readonly future: Future;
  readonly probability: number;
  /** The best plan for whoever knows it. */
  readonly foresight: QuickPlan;
}

/** Futures of a staged plan and how well they stand for all draws. */
export interface KeptFutures {
  readonly kept: readonly KeptFuture[];
  readonly draws: number;
  /** Part of the spread among the draws that the reduction leaves out: 0 where all are kept. */
  readonly lost: number;
}

/**
 * Draws futures and keeps those that best stand for all by what they ask for: what foresight would order now, what it would
 * cost in all, and which events happen. Futures that ask for the same are the same to a decision, however their inputs differ.
 *
 * @param draws how many to draw
 * @param most how many to keep
 */
export function keepFutures(
  evaluator: Evaluator,
  draws: number,
  most: number,
  onDraw: (done: number) => void,
  stopped: () => boolean,
): KeptFutures {
  const drawn: { readonly future: Future; readonly foresight: QuickPlan }[] = [];
  for (let draw = 0; draw < draws && !stopped(); draw += 1) {
    const future = evaluator.future(draw);
    const { model } = evaluator.open(future);
    try {
      drawn.push({ future, foresight: model.best() });
    } finally {
      model.dispose();
    }
    onDraw(draw + 1);
  }
  const features = featuresOf(evaluator, drawn);
  const equal = drawn.map(() => 1 / drawn.length);
  const { kept, probabilities, distance } = reduceFutures(features, equal, most);
  const one = reduceFutures(features, equal, 1).distance;
  return {
    draws: drawn.length,
    lost: one > 0 ? distance / one : 0,
    kept: kept.flatMap((index, at) => {
      const each = drawn[index];
      return each === undefined ? [] : [{ ...each, probability: probabilities[at] ?? 0 }];
    }),
  };
}

/** Weight of an event beside a standard deviation of the cost. */
const eventWeight = 2;

/** Per draw: standard score of the logarithm of the value, part of the money of each order placed now, events. */
function featuresOf(
  { world, events, nowCandidates }: Evaluator,
  drawn: readonly { readonly future: Future; readonly foresight: QuickPlan }[],
): readonly (readonly number[])[] {
  const price = new Map(
    world.scenario.offers.map((offer) => [offer.id, offer.price * (offer.termQuarters ?? 1)]),
  );
  const logs = drawn.map(({ foresight }) => Math.log(1 + Math.max(0, foresight.value)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const spread = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length) || 1;
  const money = drawn.map(({ foresight }) => {
    const byKey = new Map<string, number>();
    for (const [line, count] of foresight.orders) {
      const key = orderKey(line);
      byKey.set(key, (byKey.get(key) ?? 0) + count * (price.get(key.split('@')[0] ?? '') ?? 0));
    }
    return nowCandidates.map((line) => byKey.get(line) ?? 0);
  });
  const most = Math.max(1, ...money.map((orders) => orders.reduce((sum, each) => sum + each, 0)));
  return drawn.map(({ future }, draw) => [
    ((logs[draw] ?? 0) - mean) / spread,
    ...(money[draw] ?? []).map((amount) => amount / most),
    ...events.map(({ id }) => (future.events.some(({ event }) => event.id === id) ? eventWeight : 0)),
  ]);
}
