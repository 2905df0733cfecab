import type { Claim, Source } from '../../evidence/index.ts';
import type { PlanFile } from '../../plan/index.ts';

/** Every claim the plan rests on, with its source; sorted by where it enters. */
export function planAssumptions(
  lineage: ReadonlyMap<string, Claim<unknown>>,
  sources: ReadonlyMap<string, Source>,
): PlanFile['assumptions'] {
  return [...lineage]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, claim]) => {
      const source = claim.source === undefined ? undefined : sources.get(claim.source);
      return {
        path,
        written: claim.written,
        grade: claim.grade,
        status: claim.status,
        source: claim.source ?? null,
        sourceTitle: source?.title ?? null,
        ref: source?.ref ?? null,
        reason: claim.reason ?? null,
      };
    });
}
