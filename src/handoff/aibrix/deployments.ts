import type { ServingConfiguration } from '../../performance/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { Quarter } from '../../quantity/index.ts';
import type { ResolvedService, ResolvedSite } from '../../scenario/index.ts';
import type { Ground } from '../ground.ts';
import { kubeName } from '../kubernetes/names.ts';
import { dailyCurve, zoneOf } from './daily-curve.ts';

/** A service on one system at one site in one quarter: what AIBrix scales as one Deployment. */
export interface ScaledDeployment {
  readonly namespace: string;
  readonly name: string;
  readonly quarter: Quarter;
  readonly service: ResolvedService;
  readonly site: ResolvedSite;
  readonly system: string;
  /** Systems that one replica (one copy of the model) takes; below 1 when several share a system. */
  readonly systemsPerReplica: number;
  /** Requests per second of one replica within the service level. */
  readonly requestsPerSecond: number;
  /** Seconds, mean over requests, at that load. */
  readonly ttft: number;
  readonly tpot: number;
  /** Replicas at the peak hour: what the plan places, whole, as far as whole replicas fit on what stands there. */
  readonly replicas: number;
  /** Replicas wanted in each hour of the day in `zone`; one stays warm at night. */
  readonly byHour: readonly number[];
  readonly zone: string;
}

/** A placement too small for a replica. */
export interface TooSmall {
  readonly name: string;
  readonly systems: number;
  readonly systemsPerReplica: number;
}

/**
 * What AIBrix scales in a quarter: a deployment for each service, site and system, or one for its prompts and one for its answers where
 * these have replicas of their own. Over the day, the replicas of each deployment follow the demand of its service:
 * every deployment keeps its part of the work.
 */
export function deploymentsOf(
  plan: PlanFile,
  { scenario, rates }: Ground,
  quarter: Quarter,
): { readonly deployments: readonly ScaledDeployment[]; readonly tooSmall: readonly TooSmall[] } {
  const q = plan.quarters.indexOf(quarter);
  const deployments: ScaledDeployment[] = [];
  const tooSmall: TooSmall[] = [];
  for (const service of scenario.services) {
    const placements = plan.placements.filter((one) => one.quarter === quarter && one.work === service.id);
    const curve = dailyCurve((service.peak[q] ?? 1) / (service.mean[q] ?? 1));
    for (const { site, system } of distinctPlaces(placements)) {
      const place = scenario.sites.find(({ id }) => id === site);
      const rate = rates.services.find((one) => one.service === service.id && one.system === system);
      if (place === undefined || rate === undefined) continue;
      const here = (one: { readonly site: string; readonly system: string }): boolean =>
        one.site === site && one.system === system;
      const placed = sum(placements.filter(here).map((one) => one.systems));
      const standing = sum(
        plan.stock.filter((one) => here(one) && one.quarter === quarter).map((one) => one.systems),
      );
      for (const { suffix, replicasPerSystem, part } of poolsOf(rate.configuration)) {
        const name = kubeName(`${service.id}-${site}-${system}${suffix}`);
        const systemsPerReplica = part / replicasPerSystem;
        const replicas = Math.min(
          up(placed * replicasPerSystem),
          Math.floor(standing * replicasPerSystem + 1e-6),
        );
        if (replicas < 1) {
          tooSmall.push({ name, systems: placed * part, systemsPerReplica });
          continue;
        }
        deployments.push({
          namespace: kubeName(service.id),
          name,
          quarter,
          service,
          site: place,
          system,
          systemsPerReplica,
          requestsPerSecond: rate.requestsPerSecond.value / replicasPerSystem,
          ttft: rate.ttft.value,
          tpot: rate.tpot.value,
          replicas,
          byHour: curve.map((load) => Math.max(1, up(load * replicas))),
          zone: zoneOf(service.residency[0] ?? scenario.parties.get(scenario.buyer)?.country),
        });
      }
    }
  }
  return { deployments, tooSmall };
}

interface PoolOfService {
  readonly suffix: string;
  /** Of all systems at work on the service, and the part of them that the pool takes. */
  readonly replicasPerSystem: number;
  readonly part: number;
}

/** The pools that serve: one, or one for prompts and one for answers. */
function poolsOf({ replicasPerSystem, prefill }: ServingConfiguration): readonly PoolOfService[] {
  if (prefill === undefined) return [{ suffix: '', replicasPerSystem, part: 1 }];
  return [
    { suffix: '-prefill', replicasPerSystem: prefill.replicasPerSystem, part: prefill.part },
    { suffix: '-decode', replicasPerSystem, part: 1 - prefill.part },
  ];
}

function distinctPlaces(
  placements: PlanFile['placements'],
): readonly { readonly site: string; readonly system: string }[] {
  return [
    ...new Map(placements.map(({ site, system }) => [`${site}/${system}`, { site, system }])).values(),
  ].toSorted((a, b) => (`${a.site}/${a.system}` < `${b.site}/${b.system}` ? -1 : 1));
}

/** The next whole number; what exceeds one by less than a millionth is rounding. */
function up(value: number): number {
  return Math.ceil(value - 1e-6);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
