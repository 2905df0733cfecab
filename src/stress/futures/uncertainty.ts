import type { Grade } from '../../evidence/index.ts';
import type { Distribution } from '../../quantity/index.ts';

/** What kind of number is uncertain: decides how a draw is laid over the scenario, and how results are grouped. */
export type UncertaintyKind =
  | 'price'
  | 'lead'
  | 'supply'
  | 'demand'
  | 'work'
  | 'power'
  | 'cost'
  | 'budget'
  | 'fleet'
  | 'rate';

/** One uncertain quantity: a number nobody knows, with all the places it enters. */
export interface Uncertainty {
  /** Stable: the first of its paths (`offers.h20-server.price`), or `rates.<accelerator>`. */
  readonly id: string;
  readonly kind: UncertaintyKind;
  /** What it is, in a few words. */
  readonly title: string;
  /** Every path it enters at: claims that rest on the same words of the same source are one quantity. */
  readonly paths: readonly string[];
  /** Name of its stream of random numbers: its id, or the name of what it is tied to. */
  readonly stream: string;
  /** What is planned with, as written. */
  readonly written: string;
  /**
   * Belief about the multiple of the value planned with, 1 being that value. Of a rate: standard lognormal; the natural
   * logarithm of a draw is its normal score, 0 being the central prediction and ±1.28 the ends of its 80 % interval.
   */
  readonly distribution: Distribution;
  readonly grade: Grade;
  /** Where the range comes from. */
  readonly basis: string;
}

/** A claim with a range that is not drawn, and why. */
export interface Undrawn {
  readonly path: string;
  readonly why: string;
}
