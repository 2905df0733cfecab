import type { ResolvedOffer } from '../../scenario/index.ts';

/** An order a planner wants to place now. */
export interface Wish {
  /** Id of an offer that is on the table. */
  readonly offer: string;
  readonly site: string;
  /** Whole systems. */
  readonly count: number;
}

/** Systems that came, and in which quarter of the backtest. */
export interface Arrival {
  readonly quarter: number;
  readonly count: number;
}

/** An order that was placed, and what became of it as far as that is known. */
export interface PlacedOrder {
  /** `offer@site@quarter`. */
  readonly id: string;
  /** The offer as it stood on the day of the order. */
  readonly offer: ResolvedOffer;
  readonly site: string;
  readonly count: number;
  /** Quarter index of the order, and of the delivery as promised. */
  readonly order: number;
  readonly promised: number;
  readonly arrivals: readonly Arrival[];
  /** Systems that may no longer ship, the quarter in which that was decided, and the rules that forbid it. */
  readonly stopped:
    | { readonly quarter: number; readonly count: number; readonly rules: readonly string[] }
    | undefined;
}

/** Systems that neither came nor were stopped yet. */
export function open({ count, arrivals, stopped }: PlacedOrder): number {
  return count - arrived({ arrivals }) - (stopped?.count ?? 0);
}

/** Systems that came by the end of a quarter; all that came where none is named. */
export function arrived({ arrivals }: Pick<PlacedOrder, 'arrivals'>, by = Infinity): number {
  return arrivals.reduce((sum, { quarter, count }) => (quarter <= by ? sum + count : sum), 0);
}

/** Price of an order: of all systems, for the whole term of a lease. */
export function valueOf({ offer }: Pick<PlacedOrder, 'offer'>, count: number): number {
  return count * offer.price * (offer.kind === 'lease' ? (offer.termQuarters ?? 1) : 1);
}
