import type { System } from '../../catalog/index.ts';
import type { Judgement, Use, Verdict } from '../../rules/index.ts';
import type { ResolvedOffer, ResolvedSite } from '../../scenario/index.ts';
import type { IsoDate } from '../../quantity/index.ts';

/** The rules' answer for one use of one line: on the day it is ordered and on the day it ships. */
export interface UseVerdict {
  readonly use: Use;
  readonly orderDate: IsoDate;
  readonly shipDate: IsoDate;
  readonly onOrder: Judgement;
  readonly onShip: Judgement;
  /** The worse of both. */
  readonly verdict: Verdict;
  /** Ids of the rules without which it would be permitted; empty where it is permitted. */
  readonly blockedBy: readonly string[];
}

/** Something the plan may order: an offer, for a site, in a quarter. One column of the program. */
export interface Candidate {
  /** `offer@site@quarter`, also the id of the plan line it becomes. */
  readonly id: string;
  readonly offer: ResolvedOffer;
  readonly site: ResolvedSite;
  readonly system: System;
  /** Quarter index of the order and of the delivery; it stands from `delivery` to before `end`. */
  readonly order: number;
  readonly delivery: number;
  /** First quarter index in which it no longer stands; the length of the horizon or more for what outlives it. */
  readonly end: number;
  /** One for every use of the site. */
  readonly verdicts: readonly UseVerdict[];
  /** Duty and fee on the price, from the judgement on the ship date. */
  readonly dutyRate: number;
  readonly feeRate: number;
}

/** Systems that stand without being decided: the existing fleet and frozen orders. */
export interface Standing {
  readonly id: string;
  readonly site: ResolvedSite;
  readonly system: System;
  /** Systems that stand in each quarter of the horizon. */
  readonly count: readonly number[];
  /** The same in quarters of the programme before the horizon, oldest first. */
  readonly past?: readonly number[] | undefined;
  readonly verdicts: readonly UseVerdict[];
  /** Set for frozen orders: the same facts as a candidate, with its count. Order quarter may be before the horizon. */
  readonly frozen: { readonly candidate: Candidate; readonly count: number } | undefined;
}

/** The uses for which something may be planned when the rules in `waived` are taken to be answered by a licence. */
export function permittedUses(verdicts: readonly UseVerdict[], waived: ReadonlySet<string>): readonly Use[] {
  return verdicts
    .filter((verdict) => verdict.blockedBy.every((rule) => waived.has(rule)))
    .map((verdict) => verdict.use);
}
