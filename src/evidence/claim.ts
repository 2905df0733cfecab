import type { Span } from '../diagnostics/index.ts';

/** A primary or vendor, B reputable secondary, C estimate or rumour, derived = computed here, assumed = nobody says so but the plan needs it. */
export type Grade = 'A' | 'B' | 'C' | 'derived' | 'assumed';

/** What became of the claim: as reported, contested by someone named, confirmed since, or assumed by the author. */
export type ClaimStatus = 'reported' | 'disputed' | 'confirmed' | 'assumed';

/**
 * A value that somebody claims, with what is needed to trust or doubt it. Every number a plan rests on is one.
 * `value` is unknown where nobody says; a plan that leans on an unknown says so.
 */
export interface Claim<T> {
  /** Central value in canonical units, or `undefined` = unknown. */
  readonly value: T | undefined;
  /** Lowest and highest value still credible, where sources differ or give a range. Same unit as `value`. */
  readonly low?: T;
  readonly high?: T;
  /** Text as written, for people: `2.3 - 2.76 TB/s`. */
  readonly written: string;
  /** Key in `catalog/sources.yaml`; absent only with a `reason`. */
  readonly source?: string;
  readonly grade: Grade;
  readonly status: ClaimStatus;
  /** When it was claimed, `YYYY-MM-DD` or a prefix of it. */
  readonly date?: string;
  /** The written reason of a derived or assumed value, or of an unknown one. */
  readonly reason?: string;
  readonly note?: string;
  readonly span?: Span;
}

/** Where claims come from: `catalog/sources.yaml`. */
export interface Source {
  readonly key: string;
  readonly title: string;
  /** URL, document number or repository path, as found. */
  readonly ref: string;
  /** Publication date, `YYYY-MM-DD` or a prefix. */
  readonly date?: string;
  readonly grade: Grade;
  /** How it was read: in full, an excerpt, through a secondary source. */
  readonly read?: string;
}

/** A value nobody claims but the plan needs, with the reason it was chosen. */
export function assumedClaim<T>(value: T, written: string, reason: string): Claim<T> {
  return { value, written, grade: 'assumed', status: 'assumed', reason };
}
