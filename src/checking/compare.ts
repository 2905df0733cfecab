import type { CheckingCode } from './messages.ts';
import { showField, violation, type Field, type Violation } from './violation.ts';

/**
 * Numbers count as equal when they differ by no more than one part in a million of the larger, or by 1e-7 in
 * their own unit. The first is what a solver with a feasibility tolerance of 1e-7 on scaled rows can promise, the second
 * its zero: no system, watt, request or unit of money is that small. A limit may be passed by as much.
 */
const relativeTolerance = 1e-6;
export const absoluteTolerance = 1e-7;

/** True when two numbers are the same within the tolerance. */
export function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= allowance(Math.max(Math.abs(a), Math.abs(b)));
}

/** True when `used` does not pass `limit` by more than the tolerance. */
export function within(used: number, limit: number): boolean {
  return used <= limit + allowance(Math.abs(limit));
}

function allowance(size: number): number {
  return Math.max(absoluteTolerance, relativeTolerance * size);
}

/** No violation when the plan's field is what was re-derived; lists compare as sets. */
export function expectEqual(
  code: CheckingCode,
  where: string,
  field: string,
  expected: Field,
  found: Field,
): readonly Violation[] {
  if (same(expected, found)) return [];
  const sentence = `${field} should be ${showField(expected)}, the plan says ${showField(found)}.`;
  return [violation(code, where, expected, found, sentence)];
}

/** `expectEqual` for several fields of one entry at once. */
export function expectFields(
  code: CheckingCode,
  where: string,
  fields: Readonly<Record<string, readonly [expected: Field, found: Field]>>,
): readonly Violation[] {
  return Object.entries(fields).flatMap(([field, [expected, found]]) =>
    expectEqual(code, where, field, expected, found),
  );
}

/** No violation when `used` is at most `limit`. */
export function expectAtMost(
  code: CheckingCode,
  where: string,
  what: string,
  used: number,
  limit: number,
): readonly Violation[] {
  if (within(used, limit)) return [];
  const sentence = `${what} is ${showField(used)}, above the limit of ${showField(limit)}.`;
  return [violation(code, where, `at most ${showField(limit)}`, used, sentence)];
}

/** No violation when `used` is at least `limit`. */
export function expectAtLeast(
  code: CheckingCode,
  where: string,
  what: string,
  used: number,
  limit: number,
): readonly Violation[] {
  if (within(-used, -limit)) return [];
  const sentence = `${what} is ${showField(used)}, below the ${showField(limit)} that is needed.`;
  return [violation(code, where, `at least ${showField(limit)}`, used, sentence)];
}

function same(a: Field, b: Field): boolean {
  if (typeof a === 'number' && typeof b === 'number') return near(a, b);
  if (isList(a) && isList(b)) {
    const other = b.toSorted(byText);
    return a.length === b.length && a.toSorted(byText).every((item, index) => item === other[index]);
  }
  return a === b;
}

function isList(value: Field): value is readonly string[] {
  return Array.isArray(value);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A remainder, taken as nothing when it is within the tolerance of what it remains of. */
export function remainder(rest: number, of: number): number {
  return Math.abs(rest) <= allowance(Math.abs(of)) ? 0 : rest;
}
