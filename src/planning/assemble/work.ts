import type { PlanFile } from '../../plan/index.ts';
import type { RateTable } from '../../performance/index.ts';
import { secondsPerQuarter } from '../../quantity/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Layout } from '../program/index.ts';
import { tokensOfQuarter } from '../program/index.ts';
import { gangSize } from '../solution/index.ts';
import type { Solution } from '../solution/index.ts';

export function planStock(solution: Solution, layout: Layout, scenario: ResolvedScenario): PlanFile['stock'] {
  return solution.stock.flatMap((counts, index) => {
    const pool = layout.pools[index];
    if (pool === undefined) return [];
    return counts.flatMap((systems, q) =>
      systems > 0
        ? [
            {
              quarter: scenario.quarters[q] ?? '',
              site: pool.site.id,
              system: pool.system.id,
              uses: [...pool.uses],
              systems,
            },
          ]
        : [],
    );
  });
}

export function planPlacements(
  solution: Solution,
  layout: Layout,
  scenario: ResolvedScenario,
  rates: RateTable,
): PlanFile['placements'] {
  const prefillParts = new Map(
    rates.services.map((rate) => [`${rate.system}\n${rate.service}`, rate.configuration.prefill?.part]),
  );
  const kinds = [
    ...solution.services.map((placed) => ({ kind: 'service' as const, placed })),
    ...solution.runs.map((placed) => ({ kind: 'run' as const, placed })),
  ];
  return kinds
    .flatMap(({ kind, placed }) => {
      const pool = layout.pools[placed.pool];
      if (pool === undefined) return [];
      const part = prefillParts.get(`${pool.system.id}\n${placed.work.id}`);
      return [
        {
          quarter: scenario.quarters[placed.quarter] ?? '',
          site: pool.site.id,
          system: pool.system.id,
          uses: [...pool.uses],
          work: placed.work.id,
          kind,
          systems: placed.systems,
          rate: placed.rate,
          ...(part !== undefined && placed.systems > 0 && { prefill: placed.systems * part }),
        },
      ];
    })
    .toSorted(
      (a, b) =>
        compare(a.quarter, b.quarter) ||
        compare(a.work, b.work) ||
        compare(a.site, b.site) ||
        compare(a.system, b.system) ||
        compare(a.uses.join(), b.uses.join()),
    );
}

/** What each service gets in each quarter: capacity placed, at most its demand. */
export function planServices(
  solution: Solution | undefined,
  scenario: ResolvedScenario,
  rates: RateTable,
): PlanFile['services'] {
  return scenario.services
    .toSorted((a, b) => compare(a.id, b.id))
    .map((service) => ({
      id: service.id,
      name: service.name,
      model: service.model,
      quarters: scenario.quarters.map((quarter, q) => {
        const peak = service.peak[q] ?? 0;
        const placed = (solution?.services ?? [])
          .filter((each) => each.work === service && each.quarter === q)
          .reduce((sum, each) => sum + each.systems * each.rate, 0);
        const served = Math.abs(placed - peak) <= 1e-7 * peak ? peak : Math.min(peak, placed);
        const tokens = peak === 0 ? 0 : (tokensOfQuarter(service, q) * served) / peak;
        return { quarter, peak, served, unmet: peak - served, tokens };
      }),
      rates: rates.services
        .filter((rate) => rate.service === service.id)
        .toSorted((a, b) => compare(a.system, b.system))
        .map((rate) => ({
          system: rate.system,
          requestsPerSecond: interval(rate.requestsPerSecond),
          outputTokensPerSecond: rate.outputTokensPerSecond,
          ttft: rate.ttft.value,
          tpot: rate.tpot.value,
          configuration: configurationText(rate.configuration),
          ...splitOf(rate.configuration),
          boundBy: rate.boundBy,
        })),
    }));
}

/** What each run gets: where it works, how much is done, and by when. */
export function planRuns(
  solution: Solution | undefined,
  layout: Layout | undefined,
  scenario: ResolvedScenario,
  rates: RateTable,
): PlanFile['runs'] {
  return scenario.runs
    .toSorted((a, b) => compare(a.id, b.id))
    .map((run) => {
      const placed = (solution?.runs ?? []).filter((each) => each.work === run);
      const work = (until: number): number =>
        placed
          .filter((each) => each.quarter <= until)
          .reduce((sum, each) => sum + each.systems * each.rate * secondsPerQuarter, 0);
      const enough = run.flop * (1 - 1e-7);
      const done = work(scenario.quarters.length);
      const [first] = placed;
      const pool = first === undefined ? undefined : layout?.pools[first.pool];
      const gangs = scenario.quarters.map((_, q) =>
        layout === undefined
          ? 0
          : gangSize(
              placed.filter((each) => each.quarter === q),
              layout,
            ),
      );
      return {
        id: run.id,
        name: run.name,
        flop: run.flop,
        done,
        unmet: done >= enough ? 0 : run.flop - done,
        system: pool?.system.id ?? null,
        site: pool?.site.id ?? null,
        finished: scenario.quarters.find((_, q) => work(q) >= enough) ?? null,
        gang: Math.max(0, ...gangs),
        rates: rates.runs
          .filter((rate) => rate.run === run.id)
          .toSorted((a, b) => compare(a.system, b.system))
          .map((rate) => ({ system: rate.system, flopPerSecond: interval(rate.flopPerSecond) })),
      };
    });
}

/** Penalty of what is unmet, plan currency, not discounted: tokens not served and the part of runs not done. */
export function unmetPenalty(
  services: PlanFile['services'],
  runs: PlanFile['runs'],
  scenario: ResolvedScenario,
): number {
  const ofServices = scenario.services.map((service) =>
    (services.find((each) => each.id === service.id)?.quarters ?? []).reduce(
      (sum, { unmet, peak }, q) =>
        peak === 0 ? sum : sum + (unmet / peak) * tokensOfQuarter(service, q) * (service.unmetPenalty / 1e6),
      0,
    ),
  );
  const ofRuns = scenario.runs.map((run) => {
    const unmet = runs.find((each) => each.id === run.id)?.unmet ?? 0;
    return (unmet / run.flop) * run.unmetPenalty;
  });
  return [...ofServices, ...ofRuns].reduce((a, b) => a + b, 0);
}

function interval({ value, low, high }: { value: number; low: number; high: number }): {
  value: number;
  low: number;
  high: number;
} {
  return { value, low, high };
}

type Configuration = RateTable['services'][number]['configuration'];

function splitOf({ prefill }: Configuration): Pick<PlanFile['services'][number]['rates'][number], 'split'> {
  if (prefill === undefined) return {};
  const { unit, part, handOverBytes } = prefill;
  return {
    split: {
      unit,
      prefillPart: part,
      prefillConfiguration: replicaText(prefill).join(', '),
      handOver: handOverBytes,
    },
  };
}

function configurationText(configuration: Configuration): string {
  const { batch, aggregated } = configuration;
  return [
    ...replicaText(configuration),
    `batch ${batch}`,
    aggregated ? 'prefill and decode together' : 'decode apart from prefill',
  ].join(', ');
}

function replicaText({
  precision,
  expertPrecision,
  tensorParallel,
  expertParallel,
  replicasPerSystem,
}: Configuration | NonNullable<Configuration['prefill']>): readonly string[] {
  return [
    expertPrecision === undefined ? precision : `${precision}, experts ${expertPrecision}`,
    `TP ${tensorParallel}`,
    ...(expertParallel > 1 ? [`EP ${expertParallel}`] : []),
    `${Number(replicasPerSystem.toFixed(3))} replicas per system`,
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
