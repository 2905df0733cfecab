import type { ResolvedService } from '../../scenario/index.ts';
import type { Fleet, Pool } from '../fleet/fleet.ts';
import type { MaintenanceWindow } from './operating.ts';
import type { RequestClass } from '../load/synthetic.ts';
import { type FleetSource, groupsOf, placedService, simulatedPools } from './placement-pools.ts';

/** What a plan places for one service in one quarter, ready to be simulated. */
export interface ServiceFleet {
  readonly fleet: Fleet;
  readonly service: ResolvedService;
  /** Part of the placed systems that is simulated, above 1 where less than a replica is placed; the rates below are for this part. */
  readonly share: number;
  /** Requests per second at the peak hour and in the mean over the quarter, for the simulated part. */
  readonly peak: number;
  readonly mean: number;
  readonly classes: readonly RequestClass[];
  /** What the scenario calls them. */
  readonly classIds: readonly string[];
  /** Systems placed, by pool, in the order of the pools; where prompts have a pool of their own, it and that of their answers share the rate. */
  readonly placed: readonly {
    readonly system: string;
    readonly site: string;
    readonly systems: number;
    readonly rate: number;
    readonly acceleratorsPerReplica: number;
    /** Data-parallel groups of a replica. */
    readonly groups: number;
    /** Bytes of KV cache per prompt token, and bytes per second that a replica sends; undefined where unknown. */
    readonly kvBytesPerToken: number;
    readonly linkBytesPerSecond: number | undefined;
  }[];
  /** Part of the requests that comes from each region. */
  readonly origins: readonly number[];
  /** Coefficient of variation of the gaps between arrivals; Poisson where undefined. */
  readonly burst?: number | undefined;
  /** Hours of the day in which replicas take nothing new. */
  readonly maintenance?: readonly MaintenanceWindow[] | undefined;
  /** A closed loop in place of arrivals: users of the simulated part, and seconds they think. */
  readonly users?: { readonly count: number; readonly think: number } | undefined;
}

/** Lengths within a class: standard deviation over mean. Between that of Azure conversations (0.8) and code (2.1). Assumed. */
const lengthSpread = 0.8;

/**
 * The fleet of one service in one quarter: a pool per placement, or two where prompts have replicas of their own, with the engine, the step time and the KV cache that its rate was
 * found with. Fractions of replicas are rounded down over the whole pool, so that no more is simulated than is placed; where all that is
 * placed are fractions, whole replicas stand for them, each as busy as its fraction.
 *
 * Residency was decided by the plan; routing is by load over all pools. Undefined where nothing is placed.
 */
export function serviceFleet(source: FleetSource, id: string, quarter: string): ServiceFleet | undefined {
  const { plan, scenario } = source;
  const service = scenario.services.find((each) => each.id === id);
  const index = plan.quarters.indexOf(quarter);
  const found = plan.services.find((each) => each.id === id)?.quarters[index];
  if (service === undefined || found === undefined) return undefined;
  const placements = plan.placements
    .filter(
      (each) => each.work === id && each.quarter === quarter && each.kind === 'service' && each.systems > 0,
    )
    .flatMap((placement) => placedService(source, service, placement) ?? []);
  const whole = placements.filter(({ fewest }) => fewest >= 1);
  const built = whole.length > 0 ? whole : placements;
  const all = built.reduce((sum, { replicas }) => sum + replicas, 0);
  if (all === 0) return undefined;
  const share = Math.min(1, source.mostReplicas / all);
  const sites = [...new Set(built.map(({ site }) => site))];
  const prompt = service.classes.reduce((sum, { share: part, inputTokens }) => sum + part * inputTokens, 0);
  const placed = built.flatMap(({ system, site, systems, rate, pools: own }) =>
    own.map(({ configuration, replica, part: of }) => ({
      system,
      site,
      systems: systems * of,
      rate,
      acceleratorsPerReplica: configuration.acceleratorsPerReplica,
      groups: groupsOf(configuration),
      kvBytesPerToken: replica.kvBytesPerToken(Math.max(1, prompt)),
      linkBytesPerSecond: replica.linkBytesPerSecond,
    })),
  );
  const pools: Pool[] = [];
  let simulated = 0;
  for (const placement of built) {
    const region = sites.indexOf(placement.site);
    const made = simulatedPools(source, service, placement, { share, region, first: pools.length });
    pools.push(...made.pools);
    simulated += made.rate;
  }
  const capacity = built.reduce((sum, { systems, rate }) => sum + systems * rate, 0);
  const part = whole.length > 0 ? Math.min(1, simulated / capacity) : simulated / capacity;
  const served = Math.min(found.served, found.peak) * part;
  const peak = service.peak[index] ?? found.peak;
  return {
    fleet: {
      regions: sites,
      latency: sites.map(() => sites.map(() => 0)),
      pools,
      // A replica for prompts is idle now and then: by its load alone, answers would not be spread by what their pools can do.
      routing: { kind: pools.some(({ role }) => role === 'prefill') ? 'by-pool' : 'least-loaded' },
      maxInFlight: 1_000_000,
      chainTokens: 512,
    },
    service,
    share: part,
    peak: served,
    mean: peak > 0 ? served * Math.min(1, (service.mean[index] ?? peak) / peak) : served,
    classes: service.classes.map(({ share: weight, inputTokens, outputTokens, cachedInput }) => ({
      share: weight,
      input: {
        kind: 'lognormal',
        mean: Math.max(1, inputTokens),
        spread: lengthSpread,
        most: inputTokens * 20 + 1,
      },
      output: {
        kind: 'lognormal',
        mean: Math.max(1, outputTokens),
        spread: lengthSpread,
        most: outputTokens * 20 + 1,
      },
      sharedTokens: Math.floor(inputTokens * cachedInput),
    })),
    classIds: service.classes.map((each) => each.id),
    placed,
    origins: [1],
  };
}
