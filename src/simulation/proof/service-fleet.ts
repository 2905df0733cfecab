import type { ServiceRate, ServingReplica } from '../../performance/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { ResolvedScenario, ResolvedService } from '../../scenario/index.ts';
import { enginePresets, type EngineName, type EngineParameters } from '../engine/parameters.ts';
import type { Fleet, Pool } from '../fleet/fleet.ts';
import type { RequestClass } from '../load/synthetic.ts';

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
  /** Systems placed, by pool, in the order of the pools. */
  readonly placed: readonly {
    readonly system: string;
    readonly site: string;
    readonly systems: number;
    readonly rate: number;
    readonly acceleratorsPerReplica: number;
  }[];
  /** A closed loop in place of arrivals: users of the simulated part, and seconds they think. */
  readonly users?: { readonly count: number; readonly think: number } | undefined;
}

/** Where the numbers of a fleet come from, and how much of it is simulated. */
export interface FleetSource {
  readonly plan: PlanFile;
  readonly scenario: ResolvedScenario;
  /** The replica behind a rate; undefined where it cannot be built. */
  readonly replicaOf: (rate: ServiceRate) => ServingReplica | undefined;
  readonly rateOf: (system: string, service: string) => ServiceRate | undefined;
  readonly engine: EngineName;
  /** Replicas to simulate, at most about this many: a large fleet is simulated in part, under its part of the load. */
  readonly mostReplicas: number;
}

/** Prompts beside decoding per group of ranks and step, tokens, as the rating assumes. */
const chunkPerGroup = 4096;
/** Lengths within a class: standard deviation over mean. Between that of Azure conversations (0.8) and code (2.1). Assumed. */
const lengthSpread = 0.8;
/** Power of a replica that stands ready, as a part of its full power: H200 boards draw 116 of 700 W idle. */
const idlePart = 0.17;

/**
 * The fleet of one service in one quarter: a pool per placement, with the engine, the step time and the KV cache that its rate was
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
    .flatMap(({ system, site, systems }) => {
      const rate = source.rateOf(system, id);
      const replica = rate === undefined ? undefined : source.replicaOf(rate);
      if (rate === undefined || replica === undefined) return [];
      const replicas = systems * rate.configuration.replicasPerSystem;
      return [{ system, site, systems, rate, replica, replicas }];
    });
  const whole = placements.filter(({ replicas }) => replicas >= 1);
  const built = whole.length > 0 ? whole : placements;
  const all = built.reduce((sum, { replicas }) => sum + replicas, 0);
  if (all === 0) return undefined;
  const share = Math.min(1, source.mostReplicas / all);
  const sites = [...new Set(built.map(({ site }) => site))];
  const placed = built.map(({ system, site, systems, rate }) => ({
    system,
    site,
    systems,
    rate: rate.requestsPerSecond.value,
    acceleratorsPerReplica: rate.configuration.acceleratorsPerReplica,
  }));
  const pools = built.map(({ system, site, rate, replica, replicas }): Pool => {
    const perReplica = rate.requestsPerSecond.value / rate.configuration.replicasPerSystem;
    const watts = (scenario.systems.get(system)?.power.value ?? 0) / rate.configuration.replicasPerSystem;
    const at = scenario.sites.find((each) => each.id === site);
    return {
      id: `${system} @ ${site}`,
      site,
      region: sites.indexOf(site),
      role: 'both',
      replicas: Math.max(1, Math.floor(replicas * share + 1e-9)),
      engine: engineOf(source.engine, service, rate, replica),
      steps: replica,
      rate: perReplica,
      busyWatts: watts,
      idleWatts: watts * idlePart,
      costPerSecond: costPerSecond(source, system, site) / rate.configuration.replicasPerSystem,
      energyCost: (at?.tariff ?? 0) * (at?.pue ?? 1),
    };
  });
  const simulated = pools.reduce((sum, { replicas, rate }) => sum + replicas * rate, 0);
  const capacity = built.reduce((sum, { systems, rate }) => sum + systems * rate.requestsPerSecond.value, 0);
  const part = whole.length > 0 ? Math.min(1, simulated / capacity) : simulated / capacity;
  const served = Math.min(found.served, found.peak) * part;
  const peak = service.peak[index] ?? found.peak;
  return {
    fleet: {
      regions: sites,
      latency: sites.map(() => sites.map(() => 0)),
      pools,
      routing: { kind: 'least-loaded' },
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
  };
}

function engineOf(
  name: EngineName,
  service: ResolvedService,
  rate: ServiceRate,
  replica: ServingReplica,
): EngineParameters {
  const preset = enginePresets[name];
  const {
    tensorParallel,
    acceleratorsPerReplica,
    ranksPerAccelerator,
    pipelineParallel = 1,
  } = rate.configuration;
  const groups = Math.max(1, (acceleratorsPerReplica * ranksPerAccelerator) / tensorParallel);
  const context = service.classes.reduce(
    (sum, { share, inputTokens, outputTokens }) => sum + share * (inputTokens + outputTokens / 2),
    0,
  );
  return {
    ...preset,
    stages: pipelineParallel,
    maxSequences: Math.min(4096, Math.round(preset.maxSequences * groups)),
    maxBatchedTokens: Math.min(preset.maxBatchedTokens, chunkPerGroup) * groups,
    kvBlocks: Math.floor(replica.kvTokens(Math.max(1, context)) / preset.blockTokens),
  };
}

/** Cash per second of one system: purchase over its life with support, or the lease; from the lines of the plan that bring it to the site. */
function costPerSecond({ plan, scenario }: FleetSource, system: string, site: string): number {
  const { costs } = scenario;
  const year = 31_557_600;
  const prices = plan.lines
    .filter((line) => line.system === system && line.site === site)
    .map((line) => scenario.offers.find(({ id }) => id === line.offer))
    .flatMap((offer) => {
      if (offer === undefined) return [];
      if (offer.kind === 'lease') return [offer.price / (year / 4)];
      const bought = offer.price * (1 + costs.networkShare);
      return [(bought / costs.lifeYears + offer.price * costs.supportPerYear) / year];
    });
  return prices.length === 0 ? 0 : prices.reduce((sum, price) => sum + price, 0) / prices.length;
}
