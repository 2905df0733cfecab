import type { Claim } from '../evidence/index.ts';

/** A claim inside an entry, and where: `['dense', 'bf16']`, `['prices', 0]`. */
export interface PlacedClaim {
  readonly path: readonly (string | number)[];
  readonly claim: Claim<unknown>;
}

/** Every claim of an entry, in the order of its fields. */
export function claimsOf(entry: unknown, path: readonly (string | number)[] = []): readonly PlacedClaim[] {
  if (isClaim(entry)) return [{ path, claim: entry }];
  if (Array.isArray(entry)) return entry.flatMap((item: unknown, index) => claimsOf(item, [...path, index]));
  if (typeof entry !== 'object' || entry === null) return [];
  return Object.entries(entry).flatMap(([key, member]) => claimsOf(member, [...path, key]));
}

function isClaim(value: unknown): value is Claim<unknown> {
  return (
    typeof value === 'object' && value !== null && 'written' in value && 'grade' in value && 'status' in value
  );
}
