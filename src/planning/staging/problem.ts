import type { Program } from '../program/index.ts';
import type { Objective } from '../solver/index.ts';

/**
 * A program over several futures in which some decisions are taken before it is known which of them comes. A decision has one
 * column, whatever the futures that share it: what cannot be known cannot be used, by construction. With decisions shared
 * by some futures only (the leaves below one node of a tree) this is a multi-stage program.
 */
export interface StagedProblem {
  readonly decisions: readonly Decision[];
  readonly futures: readonly StagedFuture[];
}

/** A number that is settled before the futures that share it part. */
export interface Decision {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  /** Whole systems. */
  readonly whole: boolean;
}

/** One future: its program, what it minimises, and where decisions enter it. */
export interface StagedFuture {
  readonly name: string;
  /** Probabilities add to 1. */
  readonly probability: number;
  readonly program: Program;
  readonly objective: Objective;
  readonly shared: readonly SharedColumn[];
}

/** How a decision enters a future. */
export interface SharedColumn {
  /** Index of the decision. */
  readonly decision: number;
  /** Column of the future's program that it stands for; undefined where the future has none: the decision only costs there. */
  readonly column: number | undefined;
  /** Part of the decision that the column is: what arrives of an order. */
  readonly factor: number;
  /** Objective per unit of the decision besides what the column costs: what is lost on the part that does not arrive. */
  readonly cost: number;
}

/** What is minimised over the futures; f are their values, as their objectives count. */
export type Risk =
  | { readonly kind: 'expected' }
  /** (1 − weight) × mean + weight × mean of the worst (1 − alpha). */
  | { readonly kind: 'cvar'; readonly alpha: number; readonly weight: number }
  /** The greatest value. */
  | { readonly kind: 'worst' }
  /** The greatest difference to what foresight would have reached; `foresight` by future. */
  | { readonly kind: 'regret'; readonly foresight: readonly number[] };

/** The shared columns that a future has, in order of its columns, as the solver wants them. */
export function heldColumns({
  shared,
}: StagedFuture): readonly (SharedColumn & { readonly column: number })[] {
  return shared
    .flatMap((each) => (each.column === undefined ? [] : [{ ...each, column: each.column }]))
    .toSorted((a, b) => a.column - b.column);
}
