import type { Fleet, Pool, Routing, Scaling } from '../fleet/fleet.ts';
import { acceptedPerStep, type Speculation } from '../steps/step-model.ts';
import { requestsHeld } from './requests-held.ts';
import type { ServiceFleet } from './service-fleet.ts';
import { splitFleet, type Split } from './split-fleet.ts';

/** How a placed fleet is run where that differs from the usual: all replicas stand, nothing fails, the least loaded takes the next request. */
export interface Operating {
  /** Of `region-first` the overflow may be left open: then it is as many requests as a replica holds at its rate. */
  readonly routing?: Exclude<Routing, { kind: 'region-first' }> | NearFirst | undefined;
  /** Seconds one way between two sites, and of pairs of them, whichever comes first. */
  readonly latency?: { readonly usual: number; readonly pairs: readonly SitePair[] } | undefined;
  /** Part of the requests that comes from near each site; by what is placed there where undefined. */
  readonly origins?: ReadonlyMap<string, number> | undefined;
  /** A closed loop: users of the whole service who wait for their answer, and seconds they think before the next question. */
  readonly users?: { readonly count: number; readonly think: number } | undefined;
  /** Coefficient of variation of the gaps between arrivals; 1, or undefined: Poisson. */
  readonly burst?: number | undefined;
  /** Replicas of the whole fleet that stand at least and at most, and seconds from the decision to the first request. */
  readonly scaling?:
    | { readonly least: number; readonly most: number; readonly coldStart: number }
    | undefined;
  /** Breakdowns per accelerator and second, and seconds until a replica is back. */
  readonly failures?: { readonly perAcceleratorSecond: number; readonly meanRepair: number } | undefined;
  readonly maintenance?: readonly MaintenanceWindow[] | undefined;
  /** Prompts on some replicas, answers on the others. */
  readonly split?: Split | undefined;
  readonly speculation?: Speculation | undefined;
  /** Tokens that a group of ranks works on in one step, at most. */
  readonly stepTokens?: number | undefined;
  /** Requests that wait at one replica, and requests in the whole fleet, at most. */
  readonly maxQueue?: number | undefined;
  readonly maxInFlight?: number | undefined;
  /** Requests set back go to host memory of so many KV blocks per replica, at so many tokens per second. */
  readonly swap?: { readonly hostBlocks: number; readonly tokensPerSecond: number } | undefined;
  /** By class id: lower numbers first; seconds after arrival by which a request must start. */
  readonly priorities?: ReadonlyMap<string, number> | undefined;
  readonly patience?: ReadonlyMap<string, number> | undefined;
}

interface NearFirst {
  readonly kind: 'region-first';
  readonly overflow: number | undefined;
}

interface SitePair {
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
}

/** A part of the replicas of a site (of every site where undefined) that takes no new requests in these hours of the day, 0 … 24. */
export interface MaintenanceWindow {
  readonly site: string | undefined;
  readonly part: number;
  readonly from: number;
  readonly until: number;
}

/** Seconds between two decisions of the autoscaler. Assumed. */
const scalingInterval = 15;
/** Requests a replica is to hold, as a part of those it holds at its rate: room for what comes while new ones start. Assumed. */
const scalingFill = 0.8;

/** The same fleet, run that way. */
export function operated(made: ServiceFleet, operating: Operating): ServiceFleet {
  const { users, burst, priorities, patience, maxInFlight, split, maintenance } = operating;
  const pools = made.fleet.pools.map((pool, index) => operatedPool(made, pool, index, operating));
  const fleet: Fleet = {
    ...made.fleet,
    routing: routingOf(made, operating),
    latency: latencies(made.fleet.regions, operating.latency),
    pools: split === undefined ? pools : splitFleet(pools, made, split),
    ...(maxInFlight !== undefined && { maxInFlight: Math.max(1, Math.round(maxInFlight * made.share)) }),
  };
  return {
    ...made,
    fleet,
    origins: originsOf(made, operating),
    classes: made.classes.map((each, index) => {
      const id = made.classIds[index] ?? '';
      const priority = priorities?.get(id);
      const wait = patience?.get(id);
      return {
        ...each,
        ...(priority !== undefined && { priority }),
        ...(wait !== undefined && { patience: wait }),
      };
    }),
    ...(users !== undefined && { users: { ...users, count: users.count * made.share } }),
    ...(burst !== undefined && { burst }),
    ...(maintenance !== undefined && { maintenance }),
  };
}

function routingOf(made: ServiceFleet, { routing, split }: Operating): Routing {
  if (routing === undefined) return split === undefined ? made.fleet.routing : { kind: 'by-pool' };
  if (routing.kind !== 'region-first') return routing;
  const { pools } = made.fleet;
  const all = pools.reduce((sum, { replicas }) => sum + replicas, 0);
  const held = pools.reduce(
    (sum, { replicas, rate, role }) => sum + (replicas / all) * requestsHeld(made.service, rate, role),
    0,
  );
  return { kind: 'region-first', overflow: routing.overflow ?? Math.max(1, Math.round(held)) };
}

function latencies(sites: readonly string[], latency: Operating['latency']): Fleet['latency'] {
  const between = (a: string, b: string): number => {
    if (a === b || latency === undefined) return 0;
    const pair = latency.pairs.find(({ from, to }) => (from === a && to === b) || (from === b && to === a));
    return pair?.seconds ?? latency.usual;
  };
  return sites.map((from) => sites.map((to) => between(from, to)));
}

/** Where requests come from: as asked, else where replicas stand where distance matters, else nowhere in particular. */
function originsOf({ fleet }: ServiceFleet, { origins, latency, routing }: Operating): readonly number[] {
  if (origins !== undefined) return fleet.regions.map((site) => origins.get(site) ?? 0);
  if (latency === undefined && routing?.kind !== 'region-first') return [1];
  const all = fleet.pools.reduce((sum, { replicas, rate }) => sum + replicas * rate, 0);
  return fleet.regions.map((_, index) =>
    fleet.pools.reduce(
      (sum, { region, replicas, rate }) => sum + (region === index ? (replicas * rate) / all : 0),
      0,
    ),
  );
}

function operatedPool(made: ServiceFleet, pool: Pool, index: number, operating: Operating): Pool {
  const { scaling, failures, speculation, swap, priorities, patience, stepTokens, maxQueue } = operating;
  const accelerators = made.placed[index]?.acceleratorsPerReplica ?? 1;
  const order = priorities !== undefined ? 'priority' : patience !== undefined ? 'deadline' : undefined;
  const groups = made.placed[index]?.groups ?? 1;
  return {
    ...pool,
    ...(scaling !== undefined && scaled(made, pool, scaling, speculation)),
    ...(failures !== undefined && {
      failures: {
        meanBetween: 1 / (failures.perAcceleratorSecond * accelerators),
        meanRepair: failures.meanRepair,
      },
    }),
    engine: {
      ...pool.engine,
      ...(speculation !== undefined && { speculation }),
      ...(order !== undefined && { order }),
      ...(stepTokens !== undefined && { maxBatchedTokens: stepTokens * groups }),
      ...(maxQueue !== undefined && { maxQueue }),
      ...(swap !== undefined && {
        preemption: 'swap',
        hostBlocks: swap.hostBlocks,
        swapSecondsPerToken: 1 / swap.tokensPerSecond,
      }),
    },
  };
}

/** A pool takes its part of the replicas asked for, and starts with all of them. */
function scaled(
  { fleet, share, service }: ServiceFleet,
  pool: Pool,
  { least, most, coldStart }: NonNullable<Operating['scaling']>,
  speculation: Speculation | undefined,
): { readonly replicas: number; readonly scaling: Scaling } {
  const all = fleet.pools.reduce((sum, { replicas }) => sum + replicas, 0);
  const part = (share * pool.replicas) / all;
  const replicas = Math.max(1, Math.round(most * part));
  const gain = speculation === undefined ? 1 : acceptedPerStep(speculation);
  return {
    replicas,
    scaling: {
      initial: replicas,
      least: Math.min(replicas, Math.max(1, Math.round(least * part))),
      target: Math.max(1, requestsHeld(service, pool.rate, pool.role, gain) * scalingFill),
      interval: scalingInterval,
      coldStart,
    },
  };
}
