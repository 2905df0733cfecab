import { factsOf, type CheckInput, type Facts } from './facts.ts';
import { ledgerOf, type Entry } from './ledger.ts';
import { ordersOf, standingOf, type Order, type Standing } from './orders.ts';
import type { Violation } from './violation.ts';

/** The inputs, and what was worked out from them once for all checks. */
export interface CheckContext extends Facts {
  readonly orders: readonly Order[];
  readonly standing: readonly Standing[];
  readonly ledger: readonly Entry[];
}

/** One concern of the checker: everything of its kind that is wrong with the plan. */
export type Check = (context: CheckContext) => readonly Violation[];

/** Works out orders, stock and payments from the plan's lines and the scenario. */
export function contextOf(input: CheckInput): CheckContext {
  const facts = factsOf(input);
  const orders = ordersOf(facts);
  const standing = standingOf(facts, orders);
  return { ...facts, orders, standing, ledger: ledgerOf(input.scenario, orders, standing) };
}
