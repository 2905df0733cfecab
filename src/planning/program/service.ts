import { secondsPerQuarter } from '../../quantity/index.ts';
import type { ResolvedScenario, ResolvedService } from '../../scenario/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput, Layout, PlacementClass, ServicePlacement } from './layout.ts';
import type { Stands } from './lines.ts';
import { million } from './money.ts';
import type { UnmetColumn } from './unmet.ts';
import { workOf } from './work.ts';

export type Services = Pick<Layout, 'classes' | 'servicePlacements'> & {
  readonly unmet: readonly UnmetColumn[];
};

/**
 * Work of services: systems at work per class of pools, service and quarter, and the row
 * Σ systems × requests/s ≥ peak − unmet. Pools of one system whose sites may serve the same services are one class,
 * which keeps the program small; which site of the class does the work is decided after the solution.
 */
export function addServices(builder: ProgramBuilder, input: BuildInput, { pools }: Stands): Services {
  const { scenario } = input;
  const classes = new Map<string, { class: PlacementClass; rates: readonly number[]; members: number[] }>();
  for (const [index, pool] of pools.entries()) {
    const { services } = workOf(pool.system, pool.site, pool.uses, input);
    if (services.length === 0 || pool.stock.every((column) => column === undefined)) continue;
    const names = services.map(({ service }) => service.id);
    const key = [pool.system.id, ...names].join('\n');
    const known = classes.get(key);
    if (known === undefined) {
      const members = [index];
      const made: PlacementClass = { system: pool.system, pools: members, services: names };
      classes.set(key, { class: made, rates: services.map(({ rate }) => rate), members });
    } else known.members.push(index);
  }
  const list = [...classes.values()];
  const byId = new Map(scenario.services.map((service) => [service.id, service]));
  const placements: ServicePlacement[] = [];
  for (const [index, entry] of list.entries()) {
    for (const q of scenario.quarters.keys()) {
      if (entry.members.every((pool) => pools[pool]?.stock[q] === undefined)) continue;
      for (const [at, id] of entry.class.services.entries()) {
        const service = byId.get(id);
        if (service === undefined || (service.peak[q] ?? 0) <= 0) continue;
        placements.push({
          class: index,
          service,
          quarter: q,
          column: builder.column({}),
          rate: entry.rates[at] ?? 0,
        });
      }
    }
  }
  const unmet = scenario.services.flatMap((service) => addDemand(builder, scenario, service, placements));
  return { classes: list.map((entry) => entry.class), servicePlacements: placements, unmet };
}

function addDemand(
  builder: ProgramBuilder,
  scenario: ResolvedScenario,
  service: ResolvedService,
  placements: readonly ServicePlacement[],
): readonly UnmetColumn[] {
  const rows = service.peak.map((peak, q) =>
    peak <= 0
      ? undefined
      : builder.row(peak, Infinity, {
          limit: `demand:${service.id}:${scenario.quarters[q] ?? ''}`,
          group: `demand:${service.id}`,
          kind: 'demand',
          priced: true,
        }),
  );
  for (const placement of placements) {
    const row = rows[placement.quarter];
    if (placement.service === service && row !== undefined)
      builder.entry(row, placement.column, placement.rate);
  }
  if (scenario.objective.kind === 'least-cost') return [];
  return rows.flatMap((row, q) => {
    const peak = service.peak[q] ?? 0;
    if (row === undefined) return [];
    const penalty = (million(service.unmetPenalty) * tokensOfQuarter(service, q)) / 1e6 / peak;
    const column = builder.column({ penalty, upper: peak });
    builder.entry(row, column, 1);
    return [{ column, penalty }];
  });
}

/** Input and output tokens that the mean demand of a quarter asks for. */
export function tokensOfQuarter(service: ResolvedService, quarter: number): number {
  const perRequest = service.classes.reduce(
    (sum, each) => sum + each.share * (each.inputTokens + each.outputTokens),
    0,
  );
  return (service.mean[quarter] ?? 0) * secondsPerQuarter * perRequest;
}
