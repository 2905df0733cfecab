import type { System } from '../../catalog/index.ts';
import type { Use } from '../../rules/index.ts';
import type { ResolvedRun, ResolvedService, ResolvedSite } from '../../scenario/index.ts';
import type { BuildInput } from './layout.ts';

export interface Work {
  readonly services: readonly { readonly service: ResolvedService; readonly rate: number }[];
  readonly runs: readonly { readonly run: ResolvedRun; readonly rate: number }[];
}

/** The work that one system at a site may and can do: permitted by use, by the work's sites, and rated above 0. */
export function workOf(
  system: System,
  site: ResolvedSite,
  uses: readonly Use[],
  { scenario, rates }: Pick<BuildInput, 'scenario' | 'rates'>,
): Work {
  const services = uses.includes('inference') ? scenario.services : [];
  const runs = uses.includes('training') ? scenario.runs : [];
  return {
    services: services.flatMap((service) => {
      const rate = serviceRate(rates, system.id, service.id);
      return rate > 0 && service.sites.includes(site.id) ? [{ service, rate }] : [];
    }),
    runs: runs.flatMap((run) => {
      const rate = runRate(rates, system.id, run.id);
      return rate > 0 && run.sites.includes(site.id) ? [{ run, rate }] : [];
    }),
  };
}

const indexes = new WeakMap<object, ReadonlyMap<string, number>>();

/** Requests/s of one system for a service; 0 where it is not rated. */
function serviceRate(rates: BuildInput['rates'], system: string, service: string): number {
  return indexed(rates.services, () =>
    rates.services.map((rate) => [`${rate.system}\n${rate.service}`, rate.requestsPerSecond.value]),
  )(`${system}\n${service}`);
}

/** Useful FLOP/s of one system for a run; 0 where it is not rated. */
function runRate(rates: BuildInput['rates'], system: string, run: string): number {
  return indexed(rates.runs, () =>
    rates.runs.map((rate) => [`${rate.system}\n${rate.run}`, rate.flopPerSecond.value]),
  )(`${system}\n${run}`);
}

function indexed(table: object, entries: () => [string, number][]): (key: string) => number {
  const index = indexes.get(table) ?? new Map(entries());
  indexes.set(table, index);
  return (key) => index.get(key) ?? 0;
}
