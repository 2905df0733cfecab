import { secondsPerQuarter } from '../../quantity/index.ts';
import type { ResolvedSite } from '../../scenario/index.ts';
import type { Ground } from '../ground.ts';
import type { ScaledDeployment } from './deployments.ts';

/**
 * What the GPU optimizer of AIBrix knows of a deployment, as its profiler writes it to Redis. Rows are output lengths,
 * columns input lengths, in tokens: `indexes[0]` and `indexes[1]`.
 */
export interface GpuProfile {
  readonly gpu: string;
  /** Of one replica, plan currency per hour. */
  readonly cost: number;
  /** Requests per second of one replica. */
  readonly tputs: readonly (readonly number[])[];
  readonly indexes: readonly [outputs: readonly number[], inputs: readonly number[]];
  /** Seconds since 1970: the as-of date of the plan, so that the same plan gives the same profile. */
  readonly created: number;
  /** Seconds from request to last token. */
  readonly e2e: readonly (readonly number[])[];
  readonly ttft: readonly (readonly number[])[];
  /** Percentile 0: means. Service levels in seconds. */
  readonly slos: { readonly percentile: 0; readonly ttft: number; readonly tpot: number };
}

/** Redis key of a profile. */
export function profileKey({ service, name }: Pick<ScaledDeployment, 'service' | 'name'>): string {
  return `aibrix:profile_${service.model}_${name}`;
}

/**
 * The profile of a deployment. The plan rates the mix of requests of a service as a whole, so the table has one cell:
 * its mean lengths. Whoever measures by length puts a finer table in its place.
 */
export function gpuProfile(deployment: ScaledDeployment, ground: Ground, asOf: string): GpuProfile {
  const { name, service, requestsPerSecond, ttft, tpot, systemsPerReplica, system, site } = deployment;
  const mean = (tokens: (one: (typeof service.classes)[number]) => number): number =>
    Math.max(1, Math.round(service.classes.reduce((sum, one) => sum + one.share * tokens(one), 0)));
  const outputs = mean(({ outputTokens }) => outputTokens);
  const inputs = mean(({ inputTokens }) => inputTokens);
  return {
    gpu: name,
    cost: hourlyCost(system, site, ground) * systemsPerReplica,
    tputs: [[requestsPerSecond]],
    indexes: [[outputs], [inputs]],
    created: Date.parse(asOf) / 1000,
    e2e: [[ttft + tpot * outputs]],
    ttft: [[ttft]],
    slos: { percentile: 0, ttft: service.ttft, tpot: service.tpot },
  };
}

const hoursPerQuarter = secondsPerQuarter / 3600;

/**
 * What one system costs for an hour at a site, in plan currency: by its cheapest offer there, written off over its
 * life with network and support, or rented; and, where it is not rented all in, energy and space. What stands already
 * and is no longer offered costs energy and space alone.
 */
function hourlyCost(id: string, site: ResolvedSite, { scenario }: Ground): number {
  const { costs, offers, systems } = scenario;
  const watts = systems.get(id)?.power.value ?? 0;
  const energy = watts * costs.loadFactor * site.pue * site.tariff * 3600;
  const space = (watts * site.spacePerWattQuarter) / hoursPerQuarter;
  const perYear = 4 * hoursPerQuarter;
  const choices = offers
    .filter((offer) => offer.system === id && offer.sites.includes(site.id))
    .map(({ kind, price }) =>
      kind === 'lease'
        ? price / hoursPerQuarter
        : (price * (1 + costs.networkShare)) / (costs.lifeYears * perYear) +
          (price * costs.supportPerYear) / perYear +
          energy +
          space,
    );
  return choices.length === 0 ? energy + space : Math.min(...choices);
}
