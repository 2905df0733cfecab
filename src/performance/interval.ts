import type { Claim } from '../evidence/index.ts';
import type { Predicted } from './types.ts';

/**
 * Error of a predicted time as truth ÷ prediction: with 80 % chance the truth lies within [fast, slow] × prediction.
 * `fast` ≤ 1 ≤ `slow`.
 */
export interface Spread {
  readonly fast: number;
  readonly slow: number;
}

export const exact: Spread = { fast: 1, slow: 1 };

/** Independent multiplicative errors together: their logarithms add in quadrature, side by side. */
export function combine(...spreads: readonly Spread[]): Spread {
  const side = (pick: (spread: Spread) => number) =>
    Math.sqrt(spreads.reduce((sum, spread) => sum + Math.log(pick(spread)) ** 2, 0));
  return { fast: Math.exp(-side(({ fast }) => fast)), slow: Math.exp(side(({ slow }) => slow)) };
}

/** The wider of several errors on each side, where only one of them can be at work at a time. */
export function widest(...spreads: readonly Spread[]): Spread {
  return {
    fast: Math.min(1, ...spreads.map(({ fast }) => fast)),
    slow: Math.max(1, ...spreads.map(({ slow }) => slow)),
  };
}

/** What the range of a claimed rate (B/s, FLOP/s) does to a time that is inversely proportional to it. */
export function spreadOfRate(claim: Claim<number>): Spread {
  const { value, low, high } = claim;
  if (value === undefined) return exact;
  return { fast: value / Math.max(value, high ?? value), slow: value / Math.min(value, low ?? value) };
}

/** A time with its interval. */
export function predictedTime(seconds: number, { fast, slow }: Spread): Predicted {
  return { value: seconds, low: seconds * fast, high: seconds * slow };
}

/** A rate with its interval: the slow side of the time is the low side of the rate. */
export function predictedRate(rate: number, { fast, slow }: Spread): Predicted {
  return { value: rate, low: rate / slow, high: rate / fast };
}
