import type { PlanFile } from '../../plan/index.ts';
import type { Order } from '../solution/index.ts';
import type { RowPrices } from './prices.ts';
import type { SidesByLimit } from './share-sides.ts';

/** What is answered beside the plan. */
export interface Answers {
  readonly prices: RowPrices;
  /** Shares that cost something: what a point more costs and a point less saves. */
  readonly sides: SidesByLimit;
  /** One entry per rule that blocks lines: what waiving it would save. */
  readonly rules: PlanFile['limits'];
  readonly runnerUps: PlanFile['runnerUps'];
  readonly breakEvens: PlanFile['breakEvens'];
  readonly conflict: PlanFile['conflict'];
  readonly repair: PlanFile['repair'];
  /** Sentences on why an order won. */
  readonly why: (order: Order) => readonly string[];
  /** Parts that were asked for and are not here, in words: because the program is large, or else time ran out. */
  readonly leftOut: { readonly parts: readonly string[]; readonly large: boolean };
}

export const noAnswers: Answers = {
  prices: new Map(),
  sides: new Map(),
  rules: [],
  runnerUps: [],
  breakEvens: [],
  conflict: [],
  repair: [],
  why: () => [],
  leftOut: { parts: [], large: false },
};
