import type { Comparison } from './interval.ts';
import type { Field } from './vocabulary.ts';

/**
 * A predicate as a tree. Total: it has no loops, no division and no calls, and each node reads at most one fact, so
 * evaluation always ends with true, false or unknown.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  /** A defined term, written in quotes as contracts do; its body stands where the name stood. */
  | { readonly kind: 'term'; readonly name: string; readonly body: Expression }
  | { readonly kind: 'known'; readonly field: Field }
  | { readonly kind: 'flag'; readonly field: Field }
  | {
      readonly kind: 'number';
      readonly field: Field;
      readonly comparison: Comparison;
      readonly limit: number;
    }
  /** A text is one of these; with `negated`, none of them. */
  | {
      readonly kind: 'text';
      readonly field: Field;
      readonly options: readonly string[];
      readonly negated: boolean;
    }
  /** A list holds this text. */
  | { readonly kind: 'has'; readonly field: Field; readonly member: string };

/** Calls `see` for every node, parents first. */
export function visit(expression: Expression, see: (node: Expression) => void): void {
  see(expression);
  switch (expression.kind) {
    case 'and':
    case 'or':
      visit(expression.left, see);
      visit(expression.right, see);
      break;
    case 'not':
      visit(expression.of, see);
      break;
    case 'term':
      visit(expression.body, see);
      break;
    default:
  }
}
