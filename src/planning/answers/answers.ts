import type { PlanFile } from '../../plan/index.ts';
import type { Order } from '../solution/index.ts';
import type { RowPrices } from './prices.ts';

/** What is answered beside the plan. */
export interface Answers {
  readonly prices: RowPrices;
  /** One entry per rule that blocks lines: what waiving it would save. */
  readonly rules: PlanFile['limits'];
  readonly runnerUps: PlanFile['runnerUps'];
  readonly breakEvens: PlanFile['breakEvens'];
  readonly conflict: PlanFile['conflict'];
  readonly repair: PlanFile['repair'];
  /** Sentences on why an order won. */
  readonly why: (order: Order) => readonly string[];
}

export const noAnswers: Answers = {
  prices: new Map(),
  rules: [],
  runnerUps: [],
  breakEvens: [],
  conflict: [],
  repair: [],
  why: () => [],
};
