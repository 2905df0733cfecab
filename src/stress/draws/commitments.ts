import type { QuickModel, Settled } from '../../planning/index.ts';
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
 * What becomes of commitments in a world: what arrives of each, and what is lost on the rest. An order is void where a rule, an end
 * of supply or a lead time beyond the horizon leaves no line for it; then, and for the part that an event keeps from arriving, the
 * deposit is lost.
 *
 * @param deposit part of the price of an order that is lost when it is cancelled
 */
export function settle(
  commitments: readonly Commitment[],
  model: QuickModel,
  world: World,
  planned: World['scenario'],
  future: Future,
  deposit: number,
): Settled {
  const { lines } = model.world.built.layout;
  const byKey = new Map(lines.map(({ candidate }) => [orderKey(candidate.id), candidate]));
  const counts = new Map<string, number>();
  let loss = 0;
  for (const { offer, site, order, count } of commitments) {
    const quarter = planned.quarters[order] ?? '';
    const candidate = byKey.get(`${offer}@${site}@${quarter}`);
    const part =
      candidate === undefined
        ? 0
        : arrivingPart(world.scenario, future.events, candidate.offer, candidate.site, candidate.delivery);
    if (candidate !== undefined) counts.set(`line:${candidate.id}`, count * part);
    const known = planned.offers.find(({ id }) => id === offer);
    const value = known === undefined ? 0 : known.price * (known.kind === 'lease' ? (known.termQuarters ?? 1) : 1);
    loss += count * (1 - part) * value * deposit * (1 + planned.discountRate) ** -((order + 0.5) / 4);
  }
  return { counts, loss };
}
