import { lineName, type QuickModel, type Settled } from '../../planning/index.ts';
import { arrivingPart, originalOffer, type Future, type World } from '../futures/index.ts';

/** An order that is placed before it is known which future comes. */
export interface Commitment {
  /** Offer, site and quarter index of the order. */
  readonly offer: string;
  readonly site: string;
  readonly order: number;
  /** Systems. */
  readonly count: number;
}

/** Name of an order whatever events made of its offer: `h20-server@datong@2025Q1`. */
export function orderKey(line: string): string {
  const [offer = '', ...rest] = line.split('@');
  return [originalOffer(offer), ...rest].join('@');
}

/**
 * What becomes of commitments in a world: what arrives of each, and what is lost on the rest. Nothing else is ordered before `until`.
 *
 *     no line for it (a rule, an end of supply, a lead time beyond the horizon) ─► void, deposit lost
 *     an event keeps a part from arriving                                       ─► the rest arrives, deposit lost on that part
 *     the supplier can make fewer than were ordered                             ─► what it can arrives, the rest is refunded
 *
 * @param deposit part of the price of an order that is lost when it is cancelled
 * @param until quarter index from which on orders follow what has become known
 */
export function settle(
  commitments: readonly Commitment[],
  model: QuickModel,
  world: World,
  planned: World['scenario'],
  future: Future,
  deposit: number,
  until = 1,
): Settled {
  const { lines } = model.world.built.layout;
  const byKey = new Map(lines.map(({ candidate }) => [orderKey(candidate.id), candidate]));
  const due = commitments.map((each) => {
    const { offer, site, order, count } = each;
    const candidate = byKey.get(`${offer}@${site}@${planned.quarters[order] ?? ''}`);
    const part =
      candidate === undefined
        ? 0
        : arrivingPart(world.scenario, future.events, candidate.offer, candidate.site, candidate.delivery);
    return { ...each, candidate, part, arrives: count * part };
  });
  // What is not committed to is not ordered while nothing is known.
  const counts = new Map(
    lines
      .filter(({ candidate }) => candidate.order < until)
      .map(({ candidate }): [string, number] => [lineName(candidate.id), 0]),
  );
  for (const { candidate, arrives } of due) {
    if (candidate === undefined) continue;
    const same = due.filter(
      (each) => each.candidate?.offer === candidate.offer && each.candidate.order === candidate.order,
    );
    const asked = same.reduce((sum, each) => sum + each.arrives, 0);
    const made = candidate.offer.allocation[candidate.order] ?? 0;
    counts.set(lineName(candidate.id), asked > made ? (arrives * made) / asked : arrives);
  }
  const loss = due.reduce((sum, { offer, order, count, part }) => {
    const known = planned.offers.find(({ id }) => id === offer);
    const price =
      known === undefined ? 0 : known.price * (known.kind === 'lease' ? (known.termQuarters ?? 1) : 1);
    return sum + count * (1 - part) * price * deposit * (1 + planned.discountRate) ** -((order + 0.5) / 4);
  }, 0);
  return { counts, loss };
}
