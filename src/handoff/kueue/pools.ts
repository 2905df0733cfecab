import type { PlanFile } from '../../plan/index.ts';
import type { Quarter } from '../../quantity/index.ts';
import type { ResolvedSite } from '../../scenario/index.ts';
import { deviceNameOf, devicesOf, type DeviceName } from '../device-names.ts';
import type { Ground } from '../ground.ts';
import { kubeName, usesLabel } from '../kubernetes/names.ts';

/** Machines of one accelerator at one site that the rules permit for the same uses: what Kueue calls a flavour. */
export interface Pool {
  readonly flavor: string;
  readonly site: ResolvedSite;
  readonly accelerator: string;
  readonly uses: readonly string[];
  readonly device: DeviceName;
  readonly quarters: ReadonlyMap<Quarter, PoolQuarter>;
}

/** Accelerators (packages) of a pool in one quarter. */
export interface PoolQuarter {
  readonly standing: number;
  /** At work by id of service or run. */
  readonly placed: ReadonlyMap<string, number>;
}

/**
 * Pools of a plan, sorted by flavour. Systems of one accelerator at one site are one pool, whatever box they came in,
 * unless the rules permit them for different uses: then each is a flavour of its own, so that none is borrowed for what
 * it may not do.
 */
export function poolsOf(plan: PlanFile, { scenario, devices }: Ground): readonly Pool[] {
  const sites = new Map(scenario.sites.map((site) => [site.id, site]));
  const known = new Map(plan.systems.map((system) => [system.id, system]));
  const groups = new Map<string, PlanFile['stock']>();
  for (const stock of plan.stock) {
    const key = JSON.stringify([stock.site, systemOf(stock.system).accelerator, usesLabel(stock.uses)]);
    groups.set(key, [...(groups.get(key) ?? []), stock]);
  }
  const kinds = [...groups].flatMap(([key, stocks]) => {
    const [first] = stocks;
    const site = first && sites.get(first.site);
    return first && site
      ? [{ key, stocks, site, accelerator: systemOf(first.system).accelerator, uses: first.uses }]
      : [];
  });
  return kinds
    .map(({ key, stocks, site, accelerator, uses }): Pool => {
      const plain = `${kubeName(site.id)}.${kubeName(accelerator)}`;
      const alone = kinds.every(
        (other) => other.key === key || other.site !== site || other.accelerator !== accelerator,
      );
      return {
        flavor: alone ? plain : `${plain}.${usesLabel(uses)}`,
        site,
        accelerator,
        uses,
        device: deviceNameOf(devices, site.id, {
          id: accelerator,
          vendor: scenario.accelerators.get(accelerator)?.vendor ?? '',
        }),
        quarters: new Map(
          plan.quarters.map((quarter) => [
            quarter,
            inQuarter(
              stocks.filter((stock) => stock.quarter === quarter),
              plan.placements.filter(
                (placement) =>
                  placement.quarter === quarter &&
                  placement.site === site.id &&
                  usesLabel(placement.uses) === usesLabel(uses) &&
                  systemOf(placement.system).accelerator === accelerator,
              ),
            ),
          ]),
        ),
      };
    })
    .toSorted((a, b) => (a.flavor < b.flavor ? -1 : 1));

  function inQuarter(stocks: PlanFile['stock'], placements: PlanFile['placements']): PoolQuarter {
    const placed = new Map<string, number>();
    for (const { work, system, systems } of placements) {
      placed.set(work, (placed.get(work) ?? 0) + systems * systemOf(system).accelerators);
    }
    return {
      standing: stocks.reduce((sum, { system, systems }) => sum + systems * systemOf(system).accelerators, 0),
      placed,
    };
  }

  function systemOf(id: string): PlanFile['systems'][number] {
    const system = known.get(id);
    if (system === undefined) throw new Error(`the plan does not list its system ${id}`);
    return system;
  }
}

/** Devices that stand in a quarter. */
export function standingDevices(pool: Pool, quarter: Quarter): number {
  return devicesOf(pool.quarters.get(quarter)?.standing ?? 0, pool.device);
}

/** Devices that a service or run is given in a quarter; undefined where it has nothing in this pool. */
export function placedDevices(pool: Pool, quarter: Quarter, work: string): number | undefined {
  const accelerators = pool.quarters.get(quarter)?.placed.get(work);
  return accelerators === undefined ? undefined : devicesOf(accelerators, pool.device);
}

/** Devices that stand and are given to nobody: what availability holds back, what has no work yet, and remainders. */
export function spareDevices(pool: Pool, quarter: Quarter): number {
  const works = [...(pool.quarters.get(quarter)?.placed.keys() ?? [])];
  const given = works.reduce((sum, work) => sum + (placedDevices(pool, quarter, work) ?? 0), 0);
  return Math.max(0, standingDevices(pool, quarter) - given);
}
