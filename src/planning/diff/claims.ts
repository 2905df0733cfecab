import type { PlanFile } from '../../plan/index.ts';
import type { ClaimChange } from './plan-diff.ts';

type Assumptions = PlanFile['assumptions'];

/** Claims that were added, dropped or written differently, by path. */
export function claimChanges(before: Assumptions, after: Assumptions): readonly ClaimChange[] {
  const old = new Map(before.map((claim) => [claim.path, claim]));
  const now = new Map(after.map((claim) => [claim.path, claim]));
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((path): readonly ClaimChange[] => {
    const was = old.get(path);
    const is = now.get(path);
    if (was?.written === is?.written) return [];
    return [
      {
        path,
        before: was?.written ?? null,
        after: is?.written ?? null,
        because: is?.sourceTitle ?? is?.source ?? is?.reason ?? null,
      },
    ];
  });
}

/** Claims about an offer, its system or its site: those whose path has the id as a step. */
export function claimsAbout(
  changes: readonly ClaimChange[],
  line: { readonly offer: string; readonly system: string; readonly site: string },
): readonly ClaimChange[] {
  const roots = [`offers.${line.offer}.`, `systems.${line.system}.`, `sites.${line.site}.`];
  return changes.filter(({ path }) => roots.some((root) => path.startsWith(root)));
}
