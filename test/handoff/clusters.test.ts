import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { ExportedFile } from '../../src/handoff/index.ts';
import { readRates } from '../../src/intake/index.ts';
import { deviceNames, formatOn, goldenGround, goldenNames } from './golden-ground.ts';

interface Quotas {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly resourceGroups?: readonly {
      readonly flavors: readonly {
        readonly name: string;
        readonly resources: readonly { readonly nominalQuota: number }[];
      }[];
    }[];
  };
}

describe.each(goldenNames)('the golden plan %s', (name) => {
  const { plan, ground } = goldenGround(name);

  it.each(['kueue', 'aibrix'])(
    'gives only valid documents for %s, and the same bytes twice',
    async (format) => {
      const { files, validate } = formatOn(format, ground);
      const first = await files(plan);
      expect(await validate(first)).toEqual([]);
      expect(await files(plan)).toEqual(first);
    },
  );

  it('gives profiles of a service that are read back as rates, one by one and together', async () => {
    const files = await formatOn('aibrix', ground).files(plan);
    const profiles = files.filter(({ path }) => /\/profiles\/[^/]+\/[^/]+\.json$/u.test(path));
    const services = Map.groupBy(profiles, ({ path }) => path.slice(0, path.lastIndexOf('/')));
    for (const [folder, machines] of services) {
      const { book, diagnostics } = readRates(
        machines.map(({ path, content }) => ({ file: path, text: String(content) })),
      );
      expect(diagnostics).toEqual([]);
      expect(book?.machines.map((machine) => `${folder}/${machine.name}.json`)).toEqual(
        machines.map(({ path }) => path),
      );
    }
    const served = plan.placements.some(({ kind }) => kind === 'service');
    expect(services.size > 0).toBe(served);
  });

  it('shares out every device that stands, and none that does not', async () => {
    const files = await formatOn('kueue', ground).files(plan);
    for (const quarter of plan.quarters) {
      const given = new Map<string, number>();
      for (const { kind, spec } of objectsOf(files, `home/${quarter}/queues.yaml`)) {
        if (kind !== 'ClusterQueue' && kind !== 'Cohort') continue;
        for (const flavor of (spec?.resourceGroups ?? []).flatMap((group) => group.flavors)) {
          const place = flavor.name.split('.').slice(0, 2).join('.');
          given.set(place, (given.get(place) ?? 0) + (flavor.resources[0]?.nominalQuota ?? Number.NaN));
        }
      }
      expect(Object.fromEntries(given)).toEqual(standing(quarter));
    }
  });

  /** Devices by site and accelerator, added up without the code under test. */
  function standing(quarter: string): Record<string, number> {
    const devices: Record<string, number> = {};
    for (const stock of plan.stock.filter((one) => one.quarter === quarter)) {
      const system = ground.scenario.systems.get(stock.system);
      if (system === undefined) throw new Error(stock.system);
      const place = `${stock.site}.${system.accelerator}`.toLowerCase();
      const perPackage = deviceNames.chips[system.accelerator]?.devicesPerAccelerator ?? 1;
      devices[place] = (devices[place] ?? 0) + stock.systems * system.accelerators * perPackage;
    }
    return Object.fromEntries(
      Object.entries(devices)
        .map(([place, count]) => [place, Math.floor(count + 1e-6)] as const)
        .filter(([, count]) => count > 0),
    );
  }
});

function objectsOf(files: readonly ExportedFile[], path: string): readonly Quotas[] {
  const file = files.find((one) => one.path === path);
  if (typeof file?.content !== 'string') throw new Error(`${path} is not there`);
  return parseAllDocuments(file.content)
    .map((document): Quotas | null => document.toJS())
    .filter((object) => object !== null);
}
