import type { ProgramBuilder } from './builder.ts';
import type { BuildInput } from './layout.ts';
import type { Stands } from './lines.ts';

/** Σ stock × system power × PUE ≤ power of the site, in megawatts, per site and quarter. Everything that stands counts. */
export function addPower(builder: ProgramBuilder, { scenario }: BuildInput, { pools }: Stands): void {
  for (const site of scenario.sites) {
    for (const [q, quarter] of scenario.quarters.entries()) {
      const stocks = pools.flatMap((pool) => {
        const column = pool.site.id === site.id ? pool.stock[q] : undefined;
        return column === undefined ? [] : [{ column, watts: (pool.system.power.value ?? 0) * site.pue }];
      });
      if (stocks.length === 0) continue;
      const row = builder.row(-Infinity, (site.power[q] ?? 0) / 1e6, {
        limit: `power:${site.id}:${quarter}`,
        group: `power:${site.id}`,
        kind: 'power',
        priced: true,
      });
      for (const { column, watts } of stocks) builder.entry(row, column, watts / 1e6);
    }
  }
}
