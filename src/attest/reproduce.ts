import type { Diagnostic } from '../diagnostics/index.ts';
import { planScenario, version, type Search } from '../pipeline/index.ts';
import { writePlan, type PlanFile } from '../plan/index.ts';
import { evidenceTrouble } from './messages.ts';
import type { Ground } from './verify-bundle.ts';

/**
 * Plans anew from a verified bundle alone, and compares the bytes of the two plan files. The proof by simulation is left
 * out of both: it is added to a plan later, by another command.
 */
export async function reproduce(
  { plan, prepared, statement }: Ground,
  watch: Pick<Search, 'signal' | 'onProgress'>,
): Promise<Diagnostic | undefined> {
  const { search, madeBy } = statement.predicate;
  const again = await planScenario(prepared, { ...search, ...watch });
  if (bytesOf(again) === bytesOf(plan)) return undefined;
  const hint =
    madeBy.fleetwright !== version
      ? `the bundle is of version ${madeBy.fleetwright}, this is ${version}`
      : again.status === 'interrupted'
        ? 'it was interrupted'
        : `a search that the clock ends is not repeatable: was it asked for with a gap of ${search.gap} and ${search.timeLimit} s?`;
  const message = `planning anew gave another plan: ${differing(plan, again).join(', ')} differ`;
  return evidenceTrouble('FW-EVD-0010', 'plan.json', message, hint);
}

function bytesOf(plan: PlanFile): string {
  const unproven = Object.fromEntries(Object.entries(plan).filter(([key]) => key !== 'proof'));
  return writePlan(unproven as PlanFile);
}

function differing(a: PlanFile, b: PlanFile): readonly string[] {
  const keys = Object.keys(a) as (keyof PlanFile)[];
  return keys.filter((key) => key !== 'proof' && JSON.stringify(a[key]) !== JSON.stringify(b[key]));
}
