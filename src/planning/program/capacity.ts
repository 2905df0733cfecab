import type { ProgramBuilder } from './builder.ts';
import type { BuildInput, CapacityRow } from './layout.ts';
import type { Stands } from './lines.ts';
import type { Runs } from './run.ts';
import type { Services } from './service.ts';

/**
 * Work placed ≤ stock × availability: one row per class and quarter for services, in which runs on its pools count
 * too, and one per pool and quarter where a run works, because a run is at one site.
 */
export function addCapacity(
  builder: ProgramBuilder,
  { scenario }: BuildInput,
  { pools }: Stands,
  { classes, servicePlacements }: Services,
  { runPlacements }: Runs,
): readonly CapacityRow[] {
  const rows = new Map<string, CapacityRow>();
  const { availability } = scenario.costs;
  const rowOf = (key: string, members: readonly number[], quarter: number): number => {
    const known = rows.get(key);
    if (known !== undefined) return known.row;
    const row = builder.row(-Infinity, 0);
    for (const pool of members) {
      const stock = pools[pool]?.stock[quarter];
      const usable = pools[pool]?.site.usable?.[quarter] ?? 1;
      if (stock !== undefined) builder.entry(row, stock, -availability * usable);
    }
    rows.set(key, { pools: members, quarter, row });
    return row;
  };
  for (const { class: index, quarter, column } of servicePlacements) {
    builder.entry(rowOf(`class ${index} ${quarter}`, classes[index]?.pools ?? [], quarter), column, 1);
  }
  const classOf = new Map(classes.flatMap((each, index) => each.pools.map((pool) => [pool, index] as const)));
  for (const { pool, quarter, column } of runPlacements) {
    builder.entry(rowOf(`pool ${pool} ${quarter}`, [pool], quarter), column, 1);
    const shared = classOf.get(pool);
    const row = shared === undefined ? undefined : rows.get(`class ${shared} ${quarter}`)?.row;
    if (row !== undefined) builder.entry(row, column, 1);
  }
  return [...rows.values()];
}
