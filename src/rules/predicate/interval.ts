import { negation, type Truth } from './truth.ts';

/** What is known of a number: it lies in [low, high]. A point when both are equal; `[0, ∞)` when nothing is known. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A physical quantity of which nothing is known but that it is not negative. */
export const anything: Interval = { low: 0, high: Infinity };

export const comparisons = ['>=', '>', '<=', '<', '=', '!='] as const;
export type Comparison = (typeof comparisons)[number];

/** Sum of two intervals, e.g. scale-up plus other input and output. */
export function sum(a: Interval, b: Interval): Interval {
  return { low: a.low + b.low, high: a.high + b.high };
}

export function isKnown(interval: Interval): boolean {
  return interval.low === interval.high;
}

/**
 * Whether the number compares so with `limit`: true or false only where every number of the interval agrees. A known
 * part of a sum can decide: [900, ∞) ≥ 600 is true.
 */
export function compare(interval: Interval, comparison: Comparison, limit: number): Truth {
  const { low, high } = interval;
  switch (comparison) {
    case '>=':
      return decide(low >= limit, high < limit);
    case '>':
      return decide(low > limit, high <= limit);
    case '<':
      return negation(compare(interval, '>=', limit));
    case '<=':
      return negation(compare(interval, '>', limit));
    case '=':
      return decide(low === limit && high === limit, limit < low || limit > high);
    default:
      return negation(compare(interval, '=', limit));
  }
}

function decide(yes: boolean, no: boolean): Truth {
  return yes ? true : no ? false : 'unknown';
}
