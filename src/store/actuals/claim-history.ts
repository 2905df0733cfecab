import type { PlanFile } from '../../plan/index.ts';
import type { OvertakenClaim } from '../record/state.ts';

type Assumption = PlanFile['assumptions'][number];

/** What versions rested on at one place, and what really came of it. */
export interface ClaimHistory {
  readonly path: string;
  /** As each version had it; a version that did not rest on it is not listed. */
  readonly claimed: readonly ({ readonly version: number; readonly asOf: string } & Assumption)[];
  /** What came, oldest first. */
  readonly actual: readonly OvertakenClaim[];
}

/**
 * How claims went: those that were overtaken by what came, and those that versions state differently. A claim that was
 * overtaken stays in the versions that rested on it. Pure.
 */
export function claimHistories(
  versions: readonly { readonly number: number; readonly plan: PlanFile }[],
  overtaken: readonly OvertakenClaim[],
): readonly ClaimHistory[] {
  const claimed = Map.groupBy(
    versions.flatMap(({ number, plan }) =>
      plan.assumptions.map((assumption) => ({ version: number, asOf: plan.asOf, ...assumption })),
    ),
    ({ path }) => path,
  );
  const actual = Map.groupBy(overtaken, ({ path }) => path);
  return [...new Set([...claimed.keys(), ...actual.keys()])]
    .toSorted()
    .flatMap((path): readonly ClaimHistory[] => {
      const said = claimed.get(path) ?? [];
      const came = actual.get(path) ?? [];
      const differs = new Set(said.map(({ written }) => written)).size > 1;
      return came.length > 0 || differs ? [{ path, claimed: said, actual: came }] : [];
    });
}
