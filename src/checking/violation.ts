import { checkingMessages, type CheckingCode } from './messages.ts';

/** One thing that is wrong with a plan, found without trusting whoever made it. */
export interface Violation {
  /** `FW-CHK-<number>`, explained under that anchor in `docs/diagnostics.md`. */
  readonly code: CheckingCode;
  /** What kind of thing is wrong: the title of the code. */
  readonly what: string;
  /** Id of the line, limit, site and quarter, or field it is about. */
  readonly where: string;
  /** What was re-derived, as text. */
  readonly expected: string;
  /** What the plan says, as text. */
  readonly found: string;
  /** The whole of it for people. */
  readonly sentence: string;
}

/** What a plan file can hold in one field. */
export type Field = string | number | boolean | null | readonly string[];

/** Builds a violation; `sentence` names the place and both sides. */
export function violation(
  code: CheckingCode,
  where: string,
  expected: Field,
  found: Field,
  sentence: string,
): Violation {
  return {
    code,
    what: checkingMessages[code].title,
    where,
    expected: showField(expected),
    found: showField(found),
    sentence: `${where}: ${sentence}`,
  };
}

/** A field as text: numbers to nine digits, which is more than the tolerance of the comparison. */
export function showField(value: Field): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(9)));
  if (typeof value === 'object' && value !== null) return value.length === 0 ? 'none' : value.join(', ');
  return value === null ? 'nothing' : String(value);
}
