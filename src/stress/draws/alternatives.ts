import type { Commitment } from './commitments.ts';
import { nowOrders, type Evaluator } from './evaluator.ts';
import { goesOn } from './goes-on.ts';

/**
 * Other commitments worth trying: what foresight would order now in some of the first draws. From a pilot, those that differ
 * most from the plan and from each other (farthest first, by the part of spend in other lines); committing to nothing is always tried.
 *
 * @param pilot how many draws to look at
 * @param most how many commitments to return, besides the plan's own
 */
export async function alternativesOf(
  evaluator: Evaluator,
  pilot: number,
  most: number,
  signal: AbortSignal,
): Promise<readonly (readonly Commitment[])[]> {
  const seen: (readonly Commitment[])[] = [];
  for (let draw = 0; draw < pilot && (await goesOn(signal)); draw += 1) {
    const opened = evaluator.open(evaluator.future(draw));
    try {
      seen.push(nowOrders(opened.model.best(), evaluator.world));
    } finally {
      opened.model.dispose();
    }
  }
  const kept: (readonly Commitment[])[] = [evaluator.commitments, []];
  while (kept.length <= most) {
    let farthest: readonly Commitment[] | undefined;
    let distance = 0.02;
    for (const each of seen) {
      const nearest = Math.min(...kept.map((other) => apart(each, other, evaluator)));
      if (nearest > distance) [farthest, distance] = [each, nearest];
    }
    if (farthest === undefined) break;
    kept.push(farthest);
  }
  return kept.slice(1).filter((each) => apart(each, evaluator.commitments, evaluator) > 0);
}

/** Part of the money of both that sits in other lines, 0 to 1. */
function apart(a: readonly Commitment[], b: readonly Commitment[], { world }: Evaluator): number {
  const price = new Map(
    world.scenario.offers.map((offer) => [offer.id, offer.price * (offer.termQuarters ?? 1)]),
  );
  const spend = (orders: readonly Commitment[]): ReadonlyMap<string, number> =>
    new Map(orders.map(({ offer, site, count }) => [`${offer}@${site}`, count * (price.get(offer) ?? 0)]));
  const [left, right] = [spend(a), spend(b)];
  let different = 0;
  let all = 0;
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [x, y] = [left.get(key) ?? 0, right.get(key) ?? 0];
    different += Math.abs(x - y);
    all += x + y;
  }
  return all > 0 ? different / all : 0;
}
