import { randomStream, requestsPerSecond, watts } from '../../src/quantity/index.ts';
import { judgeBy, ratesOf, scenarioOf } from '../../src/planning/fixtures.ts';
import type { SystemSketch, World } from '../../src/planning/fixtures.ts';
import type { Judge } from '../../src/planning/index.ts';
import type { RateTable } from '../../src/performance/index.ts';
import type { ResolvedScenario } from '../../src/scenario/index.ts';

/** How large a made-up scenario is. */
export interface Size {
  readonly sites: number;
  readonly systems: number;
  readonly quarters: number;
  readonly workloads: number;
}

export interface Instance {
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  readonly judge: Judge;
}

const countries = ['CN', 'MY', 'DE', 'BR'] as const;

/**
 * A scenario of the shape planners have, drawn from a seed: sites in four countries, systems whose price follows their
 * rate with noise, purchases and leases with lead times and allocations, services that grow and may be held to their
 * country, one run in five workloads, yearly budgets, power that grows, a domestic share and a limit on vendors.
 */
export function generate(size: Size, seed: number): Instance {
  const stream = randomStream(seed, 'bench', 'plan');
  const uniform = (low: number, high: number): number => low + (high - low) * stream.next();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(stream.next() * list.length)] as T;

  const systems = range(size.systems).map((index) => {
    const accelerators = pick([8, 8, 8, 16, 72]);
    const speed = uniform(0.5, 2) * accelerators;
    return {
      sketch: {
        id: `sys-${index}`,
        vendor: `vendor-${index % 6}`,
        accelerators,
        watts: accelerators * uniform(900, 1500),
      } satisfies SystemSketch,
      speed,
      price: speed * 30_000 * uniform(0.8, 1.3),
      domestic: index % 3 === 0,
    };
  });
  const sites = range(size.sites).map((index) => ({
    id: `site-${String(index).padStart(2, '0')}`,
    country: countries[index % countries.length] as string,
    tariff: uniform(1e-8, 4e-8),
    pue: uniform(1.1, 1.4),
    power: range(size.quarters).map((q) => watts(uniform(60e6, 80e6) * (1 + 0.1 * q))),
  }));
  const offered = (share: number): readonly string[] =>
    countries
      .filter(() => stream.next() <= share)
      .flatMap((country) => sites.filter((site) => site.country === country).map((site) => site.id));
  const offers = systems.flatMap(({ sketch, price, domestic }, index) => {
    const purchase = {
      id: `${sketch.id}-buy`,
      system: sketch.id,
      supplier: sketch.vendor,
      price,
      written: { amount: price, currency: 'USD' as const },
      // The first two are sold everywhere, so that every demand can be met somehow.
      sites: offered(index < 2 ? 1 : 0.8),
      leadQuarters: Math.floor(uniform(0, 3)),
      allocation: range(size.quarters).map(() => Math.round(uniform(1500, 4000) / sketch.accelerators)),
      domestic,
    };
    const rent = (price / 8) * uniform(1, 1.4);
    const lease = {
      ...purchase,
      id: `${sketch.id}-rent`,
      kind: 'lease' as const,
      price: rent,
      written: { amount: rent, currency: 'USD' as const },
      leadQuarters: Math.floor(uniform(0, 2)),
      termQuarters: pick([4, 8]),
      allocation: range(size.quarters).map(() => Math.round(uniform(300, 1500) / sketch.accelerators)),
    };
    return stream.next() < 0.5 ? [purchase, lease] : [purchase];
  });
  const runCount = Math.floor(size.workloads / 5);
  const services = range(size.workloads - runCount).map((index) => {
    const home = pick(countries.slice(0, size.sites));
    const held = stream.next() < 0.5;
    const start = uniform(200, 900);
    const growth = uniform(1.02, 1.1);
    const peak = range(size.quarters).map((q) => requestsPerSecond(q < 3 ? 0 : start * growth ** q));
    return {
      id: `service-${String(index).padStart(2, '0')}`,
      sites: sites.filter((site) => !held || site.country === home).map((site) => site.id),
      peak,
      mean: peak.map((each) => requestsPerSecond(each / 2)),
    };
  });
  const runs = range(runCount).map((index) => ({
    id: `run-${index}`,
    start: 2,
    deadline: Math.min(size.quarters - 1, 5 + index),
    flop: uniform(1e24, 6e24),
    gangMin: 256,
    gangMax: 40_000,
  }));
  const years = Math.ceil(size.quarters / 4);
  const world: World = {
    quarters: size.quarters,
    wholeQuarters: 4,
    systems: systems.map(({ sketch }) => sketch),
    sites,
    offers,
    services,
    runs,
    budgets: range(years).map((year) => ({
      id: `year-${year}`,
      from: year * 4,
      to: Math.min(size.quarters - 1, year * 4 + 3),
      limit: (year === 0 ? 2.2e9 : 1.2e9) * (size.workloads / 10),
    })),
    rates: Object.fromEntries(
      systems.map(({ sketch, speed }) => [
        sketch.id,
        { serve: speed * 0.25 * uniform(0.85, 1.15), train: speed * 4e14 * uniform(0.85, 1.15) },
      ]),
    ),
    more: {
      shares: [
        {
          id: 'domestic',
          name: 'Domestic share',
          rule: undefined,
          atLeast: 0.4,
          atMost: undefined,
          metric: 'spend',
          sites: sites.filter((site) => site.country === 'CN').map((site) => site.id),
          from: 0,
          to: size.quarters - 1,
          binding: true,
        },
      ],
      concentrations: [{ id: 'vendors', by: 'vendor', atMost: 0.5, sites: sites.map((site) => site.id) }],
    },
  };
  const judge = judgeBy(({ system, destination, use }) => {
    const number = Number(system?.slice('sys-'.length));
    return destination === 'CN' && number % 5 === 1 && use === 'training' ? ['export'] : [];
  });
  return { scenario: scenarioOf(world), rates: scatter(ratesOf(world)), judge };
}

/** Rates differ by service too: each pair is up to a fifth better or worse than its system's mean. */
function scatter(rates: RateTable): RateTable {
  return {
    ...rates,
    services: rates.services.map((rate, index) => ({
      ...rate,
      requestsPerSecond: {
        ...rate.requestsPerSecond,
        value: rate.requestsPerSecond.value * (0.8 + 0.4 * ((index * 0.618_034) % 1)),
      },
    })),
  };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
