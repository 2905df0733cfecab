import type { Use } from '../rules/index.ts';
import type { CheckContext } from './context.ts';

/** Systems of one kind at one site that the rules permit for the same uses: work moves freely within a pool. */
export interface Pool {
  readonly system: string;
  readonly site: string;
  readonly uses: readonly Use[];
  /** Systems that stand, by quarter of the horizon. */
  readonly count: readonly number[];
}

/** Text key of a pool; uses in any order. */
export function poolKey(pool: {
  readonly system: string;
  readonly site: string;
  readonly uses: readonly string[];
}): string {
  return `${pool.system}@${pool.site}[${pool.uses.toSorted().join('+')}]`;
}

/** Adds up everything that stands, pool by pool. */
export function poolsOf({ standing, scenario }: CheckContext): ReadonlyMap<string, Pool> {
  const pools = new Map<string, Pool>();
  for (const { system, site, uses, count } of standing) {
    const place = { system: system.id, site: site.id, uses };
    const key = poolKey(place);
    const before = pools.get(key)?.count;
    pools.set(key, {
      ...place,
      count: scenario.quarters.map((_, q) => (before?.[q] ?? 0) + (count[q] ?? 0)),
    });
  }
  return pools;
}
