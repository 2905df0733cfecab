import type { PlanFile } from '../../plan/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Layout } from '../program/index.ts';
import type { Solution } from '../solution/index.ts';

/** Every system in lines, stock or the existing fleet, sorted by id. */
export function planSystems(
  solution: Solution | undefined,
  { pools }: Layout,
  scenario: ResolvedScenario,
): PlanFile['systems'] {
  const named = new Set([
    ...scenario.fleet.map(({ system }) => system),
    ...(solution?.orders ?? []).map(({ candidate }) => candidate.system.id),
    ...pools
      .filter((_, index) => solution?.stock[index]?.some((count) => count > 0) === true)
      .map(({ system }) => system.id),
  ]);
  return [...named].toSorted().flatMap((id) => {
    const system = scenario.systems.get(id);
    const accelerator = scenario.accelerators.get(system?.accelerator ?? '');
    if (system === undefined || accelerator === undefined) return [];
    return [
      {
        id,
        name: system.name,
        accelerator: accelerator.id,
        accelerators: system.accelerators,
        vendor: system.vendor,
        vendorCountry: accelerator.vendorCountry,
      },
    ];
  });
}
