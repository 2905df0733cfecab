import type { IsoDate } from '../quantity/index.ts';
import type { ResolvedOffer } from './resolved.ts';

/** Systems that already stand; `count` per quarter falls as they retire. */
export interface ResolvedFleet {
  readonly id: string;
  readonly system: string;
  readonly site: string;
  /** Systems free for this plan in each quarter. */
  readonly count: readonly number[];
  /** The same in the quarters of the programme before the horizon, oldest first; absent = none. */
  readonly past?: readonly number[];
}

/** An order already placed: delivered as promised, untouched by the plan, paid from budgets. */
export interface ResolvedOrder {
  readonly id: string;
  readonly offer: string;
  readonly site: string;
  readonly count: number;
  /** Quarter index; may be negative for orders before the horizon. */
  readonly order: number;
  readonly delivery: number;
  /** The offer as it stood when the order was placed, where it has changed or gone since. */
  readonly terms?: ResolvedOffer;
  /** Day it was placed; absent = first day of its quarter. */
  readonly ordered?: IsoDate;
  /** It stands already: the rules are asked whether it may keep running, not whether it may ship. */
  readonly delivered?: boolean;
}

/** Per system of an order that changes: part × price (of the whole term for a lease) + perSystem, plan currency. */
export interface ChurnPrice {
  readonly part: number;
  readonly perSystem: number;
}

/** What a plan that is made anew is compared with. */
export interface ResolvedReplan {
  /** Quarters of the programme before the horizon. */
  readonly past: number;
  readonly churn: ChurnPrice;
  /** What the plan before still wanted to order from now on, by line id. */
  readonly before: ReadonlyMap<string, PlannedBefore>;
}

/** An order that was planned and not yet placed. */
export interface PlannedBefore {
  readonly count: number;
  /** Price of one system, or of its whole lease, plan currency. */
  readonly price: number;
}
