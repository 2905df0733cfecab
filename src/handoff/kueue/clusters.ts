import type { ResolvedScenario, ResolvedSite } from '../../scenario/index.ts';
import { kubeName } from '../kubernetes/names.ts';
import type { Pool } from './pools.ts';

/** One Kubernetes cluster. */
export interface Cluster {
  readonly name: string;
  readonly areas: readonly Area[];
}

/** Pools that share quota and queues: those of one region, at home or abroad. */
export interface Area {
  readonly name: string;
  /** True where the machines stand in other clusters than the one that holds the queues. */
  readonly remote: boolean;
  readonly pools: readonly Pool[];
}

/** The cluster that people hand their work to. */
const homeCluster = 'home';

/**
 * Sites in the buyer's country are one cluster, which also takes the work for all others; every site abroad is a
 * cluster of its own, named like the site, with the part of its area that stands there. A region with sites at home
 * and abroad is two areas, because MultiKueue takes whole queues. A site where nothing stands is a cluster too: what may
 * not run there is to be refused there.
 */
export function clustersOf(pools: readonly Pool[], scenario: ResolvedScenario): readonly Cluster[] {
  const own = pools.filter(({ site }) => !isAbroad(site, scenario));
  const abroad = pools.filter(({ site }) => isAbroad(site, scenario));
  const home = new Set(own.map(({ site }) => kubeName(site.region)));
  const ownAreas = [...home].map((name) => ({
    name,
    remote: false,
    pools: own.filter(({ site }) => kubeName(site.region) === name),
  }));
  const areasAbroad = [...new Set(abroad.map(({ site }) => kubeName(site.region)))].map((region) => ({
    name: home.has(region) ? `${region}-abroad` : region,
    remote: true,
    pools: abroad.filter(({ site }) => kubeName(site.region) === region),
  }));
  const sites = scenario.sites.filter((site) => isAbroad(site, scenario));
  return [
    {
      name: homeCluster,
      areas: [...ownAreas, ...areasAbroad].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    },
    ...sites.map((site) => ({
      name: clusterOf(site),
      areas: areasAbroad
        .map(({ name, pools: all }) => ({
          name,
          remote: false,
          pools: all.filter((pool) => pool.site === site),
        }))
        .filter((area) => area.pools.length > 0),
    })),
  ];
}

/** Name of the cluster of a site abroad. */
export function clusterOf(site: ResolvedSite): string {
  return kubeName(site.id);
}

/** Name of the cluster whose nodes a site's machines are. */
export function clusterNameOf(site: ResolvedSite, scenario: ResolvedScenario): string {
  return isAbroad(site, scenario) ? clusterOf(site) : homeCluster;
}

function isAbroad({ country }: ResolvedSite, { parties, buyer }: ResolvedScenario): boolean {
  return country !== parties.get(buyer)?.country;
}
