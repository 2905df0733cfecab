import type {
  PrefillPool,
  ReplicaConfiguration,
  ServiceRate,
  ServingConfiguration,
  ServingReplica,
} from '../../performance/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { ResolvedScenario, ResolvedService } from '../../scenario/index.ts';
import { enginePresets, type EngineName, type EngineParameters } from '../engine/parameters.ts';
import type { Pool } from '../fleet/fleet.ts';

/** Where the numbers of a fleet come from, and how much of it is simulated. */
export interface FleetSource {
  readonly plan: PlanFile;
  readonly scenario: ResolvedScenario;
  /** A replica of a rate, of one of its pools; undefined where it cannot be built. */
  readonly replicaOf: (rate: ServiceRate, configuration: ReplicaConfiguration) => ServingReplica | undefined;
  readonly rateOf: (system: string, service: string) => ServiceRate | undefined;
  readonly engine: EngineName;
  /** Replicas to simulate, at most about this many: a large fleet is simulated in part, under its part of the load. */
  readonly mostReplicas: number;
}

/** Systems of one kind at one site that serve a service, ready to be simulated. */
export interface PlacedService {
  readonly system: string;
  readonly site: string;
  readonly systems: number;
  /** Requests per second of a system, of the whole placement. */
  readonly rate: number;
  /** Replicas of the pool that has fewer, and of both: fractions of what is placed. */
  readonly fewest: number;
  readonly replicas: number;
  readonly pools: readonly PlacedPool[];
}

/** One pool of a placement: all of it, or its replicas for prompts or for answers. */
interface PlacedPool {
  readonly role: Pool['role'];
  readonly configuration: ServingConfiguration | PrefillPool;
  readonly replica: ServingReplica;
  /** Part of the systems. */
  readonly part: number;
  readonly handOver?: { readonly bytesPerToken: number; readonly mostPerTransfer: number };
}

/** Prompts beside decoding per group of ranks and step, tokens, as the rating assumes. */
const chunkPerGroup = 4096;
/** Power of a replica that stands ready, as a part of its full power: H200 boards draw 116 of 700 W idle. */
const idlePart = 0.17;

/** The pools of a placement: one, or that of its prompts and that of its answers; undefined where a replica cannot be built. */
export function placedService(
  source: FleetSource,
  service: ResolvedService,
  { system, site, systems }: { readonly system: string; readonly site: string; readonly systems: number },
): PlacedService | undefined {
  const rate = source.rateOf(system, service.id);
  if (rate === undefined) return undefined;
  const { configuration } = rate;
  const { prefill } = configuration;
  const replica = source.replicaOf(rate, configuration);
  const prompts = prefill && source.replicaOf(rate, prefill);
  if (replica === undefined || (prefill !== undefined && prompts === undefined)) return undefined;
  const prompt = service.classes.reduce((sum, { share, inputTokens }) => sum + share * inputTokens, 0);
  const pools: readonly PlacedPool[] =
    prefill === undefined || prompts === undefined
      ? [{ role: 'both', configuration, replica, part: 1 }]
      : [
          {
            role: 'prefill',
            configuration: prefill,
            replica: prompts,
            part: prefill.part,
            handOver: {
              bytesPerToken: prefill.handOverBytes / Math.max(1, prompt),
              mostPerTransfer: prefill.linkBytesPerSecond,
            },
          },
          { role: 'decode', configuration, replica, part: 1 - prefill.part },
        ];
  const counts = pools.map((pool) => systems * pool.configuration.replicasPerSystem);
  return {
    system,
    site,
    systems,
    rate: rate.requestsPerSecond.value,
    fewest: Math.min(...counts),
    replicas: counts.reduce((sum, count) => sum + count, 0),
    pools,
  };
}

/**
 * The simulated pools of a placement, of which `share` is simulated, and the requests per second that they do. Fractions of replicas are
 * rounded down over the whole pool; of two pools the smaller one first, so that they keep their ratio.
 *
 * @param first index that its first pool will have in the fleet
 */
export function simulatedPools(
  source: FleetSource,
  service: ResolvedService,
  placed: PlacedService,
  at: { readonly share: number; readonly region: number; readonly first: number },
): { readonly pools: readonly Pool[]; readonly rate: number } {
  const { system, site, systems, rate, fewest } = placed;
  const least = Math.max(1, Math.floor(fewest * at.share + 1e-9));
  const { tariff = 0, pue = 1 } = source.scenario.sites.find((each) => each.id === site) ?? {};
  const watts = source.scenario.systems.get(system)?.power.value ?? 0;
  const cost = costPerSecond(source, system, site);
  const pools = placed.pools.map(({ role, configuration, replica, part, handOver }): Pool => {
    const { replicasPerSystem, acceleratorsPerReplica, ranksPerAccelerator } = configuration;
    const replicas = Math.max(1, Math.floor((least * systems * replicasPerSystem) / fewest + 1e-9));
    const perReplica = rate / replicasPerSystem;
    const busyWatts = (watts * part) / replicasPerSystem;
    const split = role === 'both' ? '' : role === 'prefill' ? ', prompts' : ', answers';
    return {
      id: `${system} @ ${site}${split}`,
      site,
      region: at.region,
      role,
      replicas,
      engine: engineOf(source.engine, service, configuration, replica),
      steps: replica,
      rate: perReplica,
      busyWatts,
      idleWatts: busyWatts * idlePart,
      costPerSecond: (cost * part) / replicasPerSystem,
      energyCost: tariff * pue,
      ...(handOver !== undefined && {
        handOver: {
          ...handOver,
          pool: at.first + 1,
          bytesPerSecond: handOver.mostPerTransfer * acceleratorsPerReplica * ranksPerAccelerator * replicas,
          latency: 0,
        },
      }),
    };
  });
  return { pools, rate: Math.min(...pools.map((pool) => pool.replicas * pool.rate)) };
}

/** Data-parallel groups of a replica: each has a scheduler of its own. */
export function groupsOf({
  tensorParallel,
  acceleratorsPerReplica,
  ranksPerAccelerator,
}: ReplicaConfiguration): number {
  return Math.max(1, (acceleratorsPerReplica * ranksPerAccelerator) / tensorParallel);
}

function engineOf(
  name: EngineName,
  service: ResolvedService,
  configuration: ReplicaConfiguration,
  replica: ServingReplica,
): EngineParameters {
  const preset = enginePresets[name];
  const groups = groupsOf(configuration);
  const context = service.classes.reduce(
    (sum, { share, inputTokens, outputTokens }) => sum + share * (inputTokens + outputTokens / 2),
    0,
  );
  return {
    ...preset,
    stages: configuration.pipelineParallel ?? 1,
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
