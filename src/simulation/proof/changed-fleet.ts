import type { ServiceFleet } from './service-fleet.ts';

/** A change of a placed fleet that may repair a level. */
export type FleetChange =
  /** More systems of a kind at a site, where there are some. */
  | { readonly kind: 'more'; readonly system: string; readonly site: string; readonly systems: number }
  /** Fewer tokens in a step: prompts hold up the answers beside them for less long. */
  | { readonly kind: 'step tokens'; readonly tokens: number };

/**
 * The fleet with a change. More systems are rounded down to whole replicas of the simulated part, so that no more is simulated than is
 * proposed; the load stays.
 */
export function changedFleet(made: ServiceFleet, change: FleetChange | undefined): ServiceFleet {
  if (change === undefined) return made;
  const { fleet, placed } = made;
  if (change.kind === 'step tokens') {
    const pools = fleet.pools.map((pool, index) => ({
      ...pool,
      engine: { ...pool.engine, maxBatchedTokens: change.tokens * (placed[index]?.groups ?? 1) },
    }));
    return { ...made, fleet: { ...fleet, pools } };
  }
  const there = ({ system, site }: (typeof placed)[number]): boolean =>
    system === change.system && site === change.site;
  const standing = placed.filter(there).reduce((sum, { systems }) => sum + systems, 0);
  const pools = fleet.pools.map((pool, index) => {
    const place = placed[index];
    if (place === undefined || !there(place)) return pool;
    return { ...pool, replicas: Math.floor(pool.replicas * (1 + change.systems / standing) + 1e-9) };
  });
  return { ...made, fleet: { ...fleet, pools } };
}
