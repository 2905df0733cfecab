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
  const headroom = new Map(
    plan.services.flatMap((service) =>
      service.headroom === undefined ? [] : [[service.id, service.headroom] as const],
    ),
  );
  const again = await planScenario(prepared, { ...search, ...watch }, headroom);
  if (bytesOf(again) === bytesOf(plan)) return undefined;
  const hint =
    madeBy.fleetwright !== version
      ? `the bundle is of version ${madeBy.fleetwright}, this is ${version}`
      : again.status === 'interrupted'
        ? 'it was interrupted'
        : plan.uncertainty !== undefined
          ? 'it was planned over many futures, and this plans for one: `fleetwright plan --under-uncertainty` with its seed'
          : `a search that the clock ends is not repeatable: it had ${search.timeLimit} s for a gap of ${search.gap}`;
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
