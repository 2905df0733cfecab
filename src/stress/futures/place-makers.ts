import { requestsPerSecond, watts } from '../../quantity/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { growthRatios } from './growth.ts';
import type { UncertaintyKind } from './uncertainty.ts';

/** Where a claim enters a resolved scenario: how a multiple of it changes the numbers that follow from it. */
export interface Place {
  readonly kind: UncertaintyKind;
  readonly title: string;
  /** The scenario with the claim taken `factor` times; everything that follows from it in proportion follows. */
  lay(scenario: ResolvedScenario, factor: number): ResolvedScenario;
}

export const words: Readonly<Record<string, string>> = {
  dailyActiveShare: 'daily active share',
  requestsPerActiveUserDay: 'requests per active user and day',
  monthlyUsers: 'users',
  tokens: 'tokens',
  requests: 'requests',
  networkShare: 'network and storage per price of systems',
  supportPerYear: 'support per year',
  loadFactor: 'mean load',
  lifeYears: 'years of life',
  resaleFraction: 'resale value',
  availability: 'availability',
};

type Offer = ResolvedScenario['offers'][number];
type Site = ResolvedScenario['sites'][number];

export function changed<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  change: (entry: T) => T,
): readonly T[] {
  return list.map((entry) => (entry.id === id ? change(entry) : entry));
}

/** A list by quarter taken `factor` times: all of it, or what a listed entry stands for (the last one goes on). */
export function scaled(
  list: readonly number[],
  listed: string | undefined,
  factor: number,
  entries = Infinity,
): readonly number[] {
  if (listed === undefined) return list.map((value) => value * factor);
  const first = Number(listed);
  const last = first === entries - 1 ? Infinity : first;
  return list.map((value, q) => (q >= first && q <= last ? value * factor : value));
}

/** How many entries a list of claims has in the lineage. */
function entriesAt(path: string, { lineage }: ResolvedScenario): number {
  let entries = 0;
  while (lineage.has(`${path}.${entries}`)) entries += 1;
  return entries;
}

export function offerPlace(
  kind: UncertaintyKind,
  title: string,
  id: string,
  change: (offer: Offer, factor: number) => Offer,
): Place {
  return {
    kind,
    title,
    lay: (s, f) => ({ ...s, offers: changed(s.offers, id, (offer) => change(offer, f)) }),
  };
}

export function scalePrice(offer: Offer, factor: number): Offer {
  const { written } = offer;
  return { ...offer, price: offer.price * factor, written: { ...written, amount: written.amount * factor } };
}

/** Weeks of a quarter, by which lead times count in whole quarters. */
const weeksPerQuarter = 13;

export function leadPlace(path: string, id: string, { lineage }: ResolvedScenario): Place | undefined {
  const weeks = lineage.get(path)?.value;
  if (typeof weeks !== 'number') return undefined;
  return offerPlace('lead', `lead time of ${id}`, id, (offer, f) => ({
    ...offer,
    leadQuarters: Math.ceil(Number((weeks * f).toFixed(9)) / weeksPerQuarter),
  }));
}

export function allocationPlace(id: string, q: string | undefined, scenario: ResolvedScenario): Place {
  const stem = [...scenario.lineage.keys()].find((path) => path.endsWith(`${id}.allocation.0`))?.slice(0, -2);
  const entries = stem === undefined ? Infinity : entriesAt(stem, scenario);
  return offerPlace('supply', `supply of ${id}`, id, (offer, f) => ({
    ...offer,
    allocation: scaled(offer.allocation, q, f, entries),
  }));
}

/** What nobody knows of supply is one quantity for every offer that has no claim of its own. */
export function unknownAllocation(q: string | undefined, scenario: ResolvedScenario): Place {
  const known = new Set(
    [...scenario.lineage.keys()].flatMap(
      (path) => /^offers\.(?:change\.|add\.)?(.+)\.allocation(?:\.\d+)?$/.exec(path)?.[1] ?? [],
    ),
  );
  const entries = entriesAt('offers.allocationWhereUnknown', scenario);
  return {
    kind: 'supply',
    title: 'supply where unknown',
    lay: (s, f) => ({
      ...s,
      offers: s.offers.map((offer) =>
        known.has(offer.id) ? offer : { ...offer, allocation: scaled(offer.allocation, q, f, entries) },
      ),
    }),
  };
}

export function sitePlace(
  kind: UncertaintyKind,
  title: string,
  id: string,
  change: (site: Site, factor: number) => Site,
): Place {
  return { kind, title, lay: (s, f) => ({ ...s, sites: changed(s.sites, id, (site) => change(site, f)) }) };
}

/** Where power is given at the machines, what the meter allows rises with the PUE. A PUE is never below 1. */
export function puePlace(id: string, { lineage }: ResolvedScenario): Place {
  const atMachines = lineage.has(`sites.${id}.itPower`) || lineage.has(`sites.${id}.itPower.0`);
  return sitePlace('power', `PUE of ${id}`, id, (site, f) => {
    const pue = Math.max(1, site.pue * f);
    return {
      ...site,
      pue,
      power: atMachines ? site.power.map((power) => watts((power * pue) / site.pue)) : site.power,
    };
  });
}

export function powerPlace(id: string, q: string | undefined, scenario: ResolvedScenario): Place {
  const entries = Math.max(
    entriesAt(`sites.${id}.itPower`, scenario),
    entriesAt(`sites.${id}.power`, scenario),
  );
  return sitePlace('power', `power of ${id}`, id, (site, f) => ({
    ...site,
    power: scaled(site.power, q, f, entries).map(watts),
  }));
}

export function systemPower(id: string): Place {
  return {
    kind: 'power',
    title: `power of a ${id}`,
    lay: (s, f) => {
      const system = s.systems.get(id);
      if (system?.power.value === undefined) return s;
      const power = { ...system.power, value: watts(system.power.value * f) };
      return { ...s, systems: new Map([...s.systems, [id, { ...system, power }]]) };
    },
  };
}

interface DemandFactors {
  readonly peak: (quarter: number) => number;
  readonly mean: (quarter: number) => number;
}

export function demandPlace(id: string, title: string, factors: (factor: number) => DemandFactors): Place {
  return {
    kind: 'demand',
    title,
    lay: (s, f) => {
      const { peak, mean } = factors(f);
      return {
        ...s,
        services: changed(s.services, id, (service) => ({
          ...service,
          peak: service.peak.map((rate, q) => requestsPerSecond(rate * peak(q))),
          mean: service.mean.map((rate, q) => requestsPerSecond(rate * mean(q))),
        })),
      };
    },
  };
}

/** Growth compounds from the last listed quarter on. */
export function growthPlace(id: string, q: string | undefined, scenario: ResolvedScenario): Place {
  return demandPlace(id, `growth of ${id}`, (f) => {
    const ratios = growthRatios(scenario, id, q === undefined ? undefined : Number(q), f);
    const at = (quarter: number): number => ratios[quarter] ?? 1;
    return { peak: at, mean: at };
  });
}

/** A listed level moves its own quarter; the last one moves all that grows from it. */
export function levelPlace(
  id: string,
  way: string,
  q: string | undefined,
  scenario: ResolvedScenario,
): Place {
  const entries = entriesAt(`services.${id}.demand.${way}`, scenario);
  return demandPlace(id, `${words[way] ?? way} of ${id}`, (f) => {
    const ratios = scaled(
      scenario.quarters.map(() => 1),
      q,
      f,
      entries,
    );
    const at = (quarter: number): number => ratios[quarter] ?? 1;
    return { peak: at, mean: at };
  });
}

/** Compute of a run; a penalty that the format set from it by default follows. */
export function computePlace(id: string, { lineage }: ResolvedScenario): Place {
  const byDefault = lineage.get(`runs.${id}.unmetPenalty`)?.reason?.startsWith('default:') ?? false;
  return {
    kind: 'work',
    title: `compute of ${id}`,
    lay: (s, f) => ({
      ...s,
      runs: changed(s.runs, id, (run) => ({
        ...run,
        flop: run.flop * f,
        unmetPenalty: byDefault ? run.unmetPenalty * f : run.unmetPenalty,
      })),
    }),
  };
}

export function penaltyPlace(part: 'services' | 'runs', id: string): Place {
  const penalised = <T extends { readonly id: string; readonly unmetPenalty: number }>(
    list: readonly T[],
    f: number,
  ): readonly T[] => changed(list, id, (entry) => ({ ...entry, unmetPenalty: entry.unmetPenalty * f }));
  return {
    kind: 'cost',
    title: `penalty of unmet ${id}`,
    lay: (s, f) =>
      part === 'services'
        ? { ...s, services: penalised(s.services, f) }
        : { ...s, runs: penalised(s.runs, f) },
  };
}

/** Ratios of the cost model; availability is never above all of it. */
export function costPlace(key: keyof ResolvedScenario['costs']): Place {
  return {
    kind: 'cost',
    title: words[key] ?? key,
    lay: (s, f) => ({
      ...s,
      costs: { ...s.costs, [key]: key === 'availability' ? Math.min(1, s.costs[key] * f) : s.costs[key] * f },
    }),
  };
}
