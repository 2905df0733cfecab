import type { Valuation } from './valuation.ts';

/** Millions of the plan currency saved per unit more of the bound of each limit's row, at the plan; by limit id. */
export type RowPrices = ReadonlyMap<string, number>;

/**
 * Prices at the plan: duals of the program with the choices of training sites held as planned and counts divisible.
 * A price is what one unit more of a limit would save, per unit of its row, in millions; negative where more costs
 * (a floor). Where demand is left unmet, what is saved is unmet penalty and cost together.
 */
export function pricesAtPlan({ built, result }: Valuation): RowPrices {
  const { layout, input } = built;
  const prices = new Map<string, number>();
  const add = (limit: string, row: number): void => {
    prices.set(limit, (prices.get(limit) ?? 0) - (result.rowDual[row] ?? 0));
  };
  for (const { row, limit, priced } of layout.limits) if (priced) add(limit, row);
  for (const { pools, quarter, row } of layout.capacityRows) {
    for (const index of pools) {
      const pool = layout.pools[index];
      if (pool !== undefined)
        add(`stock:${pool.system.id}@${pool.site.id}:${input.scenario.quarters[quarter] ?? ''}`, row);
    }
  }
  return prices;
}
