import type { Diagnostic, Span } from '../../diagnostics/index.ts';
import type { Claim } from '../../evidence/index.ts';
import type { Catalog } from '../catalog.ts';

/** What a check may look at. */
export interface CheckContext {
  readonly catalog: Catalog;
  /** Ids of rules, which events may name; `undefined` when the rules are not at hand. */
  readonly ruleIds: ReadonlySet<string> | undefined;
}

/** One question asked of the whole catalog. */
export type Check = (context: CheckContext) => readonly Diagnostic[];

/** Where an entry stands: the place of the first claim given, since entries carry no place of their own. */
export function placeOf(...claims: readonly (Claim<unknown> | undefined)[]): Span | undefined {
  return claims.find((claim) => claim?.span !== undefined)?.span;
}

/** A number as people read it: at most four significant digits, exponents only where it is very long. */
export function plain(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return Math.abs(rounded) >= 1e9 ? rounded.toExponential().replace('e+', 'e') : String(rounded);
}
