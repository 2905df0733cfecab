import { expectEqual, expectFields } from './compare.ts';
import type { Check } from './context.ts';
import { violation } from './violation.ts';

/** The systems of the plan are those in its lines, its stock and the existing fleet, and are what the scenario says. */
export const checkSystems: Check = ({ plan, scenario }) => {
  const named = [...plan.lines, ...plan.stock, ...scenario.fleet].map(({ system }) => system);
  const listed = plan.systems.map(({ id }) => id);
  return [
    ...expectEqual('FW-CHK-0007', 'systems', 'the list', [...new Set(named)], [...new Set(listed)]),
    ...plan.systems.flatMap((found) => {
      const system = scenario.systems.get(found.id);
      const accelerator = scenario.accelerators.get(system?.accelerator ?? '');
      if (system === undefined || accelerator === undefined) {
        const sentence = 'the scenario has no such system.';
        return [violation('FW-CHK-0007', found.id, 'a system of the scenario', found.id, sentence)];
      }
      return expectFields('FW-CHK-0007', found.id, {
        name: [system.name, found.name],
        accelerator: [system.accelerator, found.accelerator],
        accelerators: [system.accelerators, found.accelerators],
        vendor: [system.vendor, found.vendor],
        'country of the vendor': [accelerator.vendorCountry, found.vendorCountry],
      });
    }),
  ];
};
