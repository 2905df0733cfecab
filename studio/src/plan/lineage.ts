import type { PlanFile } from '../../../src/plan/index.ts';
import { costKinds } from '../../../src/scenario/resolved-limits.ts';
import {
  shownCount,
  shownMoney,
  shownNumber,
  shownPercent,
  shownPower,
  type Shown,
} from '../kit/figures.tsx';

type Claim = PlanFile['assumptions'][number];

/** A number with the numbers it is made of, down to claims. */
export interface Lineage {
  readonly id: string;
  readonly name: string;
  readonly value: Shown | null;
  /** How the parts make the whole. */
  readonly how: string;
  readonly parts: readonly Lineage[];
  readonly claims: readonly Claim[];
}

const kindWords: Readonly<Record<string, readonly [string, string, readonly string[]]>> = {
  systems: ['Systems bought', 'count × price, on delivery', ['offers']],
  network: ['Network and storage', 'a part of the price of systems', ['costs.networkShare']],
  duty: ['Duties', 'a part of the price, by the rules of the ship date', []],
  fee: ['Charges of governments', 'a part of the price, by the rules of the ship date', []],
  lease: ['Rent', 'count × rent of each quarter of the term', ['offers']],
  energy: [
    'Energy',
    'power at mean load × PUE × tariff × hours',
    ['costs.loadFactor', 'sites.*.tariff', 'sites.*.pue'],
  ],
  space: ['Building', 'IT power that stands × space price', ['sites.*.space']],
  support: ['Support, spares and people', 'a part of the purchase price a year', ['costs.supportPerYear']],
  resale: [
    'Resale at the end',
    'straight-line value left × what a resale brings',
    ['costs.lifeYears', 'costs.resaleFraction'],
  ],
};

/** The headline numbers of a plan, each as a tree down to its claims. Only what the plan file holds is used. */
export function lineages(plan: PlanFile): readonly Lineage[] {
  return [
    costOf(plan),
    ...plan.budgets.map((budget) => budgetOf(plan, budget)),
    ...plan.services.map((service) => serviceOf(plan, service)),
    ...plan.runs.map((run) => runOf(plan, run)),
    ...plan.shares.map((share) => shareOf(plan, share)),
    powerOf(plan),
  ];
}

function claims(plan: PlanFile, ...patterns: readonly string[]): readonly Claim[] {
  const tests = patterns.map(
    (pattern) =>
      new RegExp(`^${pattern.replaceAll('.', String.raw`\.`).replaceAll('*', '[^.]+')}(?:\\.|$)`, 'u'),
  );
  return plan.assumptions.filter(({ path }) => tests.some((test) => test.test(path)));
}

function costOf(plan: PlanFile): Lineage {
  const money = (amount: number): Shown => shownMoney(amount, plan.currency);
  const kinds = costKinds.filter((kind) => plan.cash.some((quarter) => quarter[kind] !== 0));
  return {
    id: 'cost',
    name: 'Cost, discounted',
    value: plan.objective.cost === null ? null : money(plan.objective.cost),
    how: `cash of each quarter, discounted to ${plan.quarters[0] ?? ''} and summed`,
    claims: claims(plan, 'discountRate', 'fx'),
    parts: kinds.map((kind): Lineage => {
      const [name, how, patterns] = kindWords[kind] ?? [kind, '', []];
      const lines = plan.lines.filter((line) =>
        kind === 'systems' ? line.kind === 'purchase' : kind === 'lease' && line.kind === 'lease',
      );
      return {
        id: `cost.${kind}`,
        name,
        value: money(sum(plan.cash.map((quarter) => quarter[kind]))),
        how: `${how}; not discounted here`,
        claims: lines.length > 0 ? [] : claims(plan, ...patterns),
        parts: lines.map((line): Lineage => ({
          id: `line.${line.id}`,
          name: `${line.system} at ${line.site}, ${line.orderQuarter}`,
          value: shownMoney(line.cost.amount, line.cost.currency),
          how: `${shownCount(line.count).text} × ${line.count > 0 ? shownMoney(line.cost.amount / line.count, line.cost.currency).text : ''}`,
          claims: claims(plan, `offers.${line.offer}`),
          parts: [],
        })),
      };
    }),
  };
}

function budgetOf(plan: PlanFile, budget: PlanFile['budgets'][number]): Lineage {
  return {
    id: `budget.${budget.id}`,
    name: `${budget.name}: left`,
    value: shownMoney(budget.left, budget.currency),
    how: `${shownMoney(budget.amount, budget.currency).text} − ${shownMoney(budget.spent, budget.currency).text}`,
    claims: claims(plan, `budgets.${budget.id}`),
    parts: plan.lines
      .filter(({ budget: ids }) => ids.includes(budget.id))
      .map((line): Lineage => ({
        id: `budget.${budget.id}.${line.id}`,
        name: `${line.system} at ${line.site}, ${line.orderQuarter}`,
        value: shownMoney(line.cost.amount, line.cost.currency),
        how: 'its price counts, and what goes with it',
        claims: claims(plan, `offers.${line.offer}`),
        parts: [],
      })),
  };
}

function serviceOf(plan: PlanFile, service: PlanFile['services'][number]): Lineage {
  const last = service.quarters.at(-1);
  const here = plan.placements.filter(
    ({ work, quarter }) => work === service.id && quarter === last?.quarter,
  );
  return {
    id: `service.${service.id}`,
    name: `${service.name}: served at the peak of ${last?.quarter ?? ''}`,
    value: last === undefined ? null : shownNumber(last.served, 'requests/s'),
    how: 'systems at work × requests per second of one, at most the demand',
    claims: claims(plan, `services.${service.id}`),
    parts: here.map((one): Lineage => {
      const rate = service.rates.find(({ system }) => system === one.system);
      const between = rate?.requestsPerSecond;
      return {
        id: `service.${service.id}.${one.site}.${one.system}`,
        name: `${one.system} at ${one.site}`,
        value: shownNumber(one.systems * one.rate, 'requests/s'),
        how: `${shownNumber(one.systems).text} systems × ${shownNumber(one.rate).text} requests/s${between ? ` (${shownNumber(between.low).text} to ${shownNumber(between.high).text})` : ''}; ${rate?.configuration ?? ''}, bound by ${rate?.boundBy ?? 'unknown'}`,
        claims: claims(
          plan,
          `systems.${one.system}`,
          `accelerators.${plan.systems.find(({ id }) => id === one.system)?.accelerator ?? ''}`,
        ),
        parts: [],
      };
    }),
  };
}

function runOf(plan: PlanFile, run: PlanFile['runs'][number]): Lineage {
  return {
    id: `run.${run.id}`,
    name: `${run.name}: done`,
    value: shownPercent(run.flop > 0 ? run.done / run.flop : 1),
    how: `${run.done.toPrecision(3)} of ${run.flop.toPrecision(3)} FLOP, on ${run.system ?? 'nothing'} at ${run.site ?? 'no site'}`,
    claims: claims(plan, `runs.${run.id}`),
    parts: plan.placements
      .filter(({ work }) => work === run.id)
      .map((one): Lineage => ({
        id: `run.${run.id}.${one.quarter}`,
        name: `${one.quarter}, ${one.site}`,
        value: shownNumber(one.systems, 'systems'),
        how: `× ${one.rate.toPrecision(3)} useful FLOP/s of one × seconds of the quarter`,
        claims: claims(plan, `systems.${one.system}`),
        parts: [],
      })),
  };
}

function shareOf(plan: PlanFile, share: PlanFile['shares'][number]): Lineage {
  const value = share[share.metric];
  return {
    id: `share.${share.id}`,
    name: share.name,
    value: value === null ? null : shownPercent(value),
    how: `domestic part of what is ordered, by ${share.metric}; the maker of the accelerator decides`,
    claims: claims(plan, `shares.${share.id}`),
    parts: plan.lines.map((line): Lineage => {
      const system = plan.systems.find(({ id }) => id === line.system);
      return {
        id: `share.${share.id}.${line.id}`,
        name: `${system?.name ?? line.system}, maker in ${system?.vendorCountry ?? '?'}`,
        value:
          share.metric === 'units'
            ? shownCount(line.accelerators)
            : shownMoney(line.reporting, plan.currency),
        how: `${line.site}, ${line.orderQuarter}`,
        claims: claims(plan, `offers.${line.offer}`),
        parts: [],
      };
    }),
  };
}

function powerOf(plan: PlanFile): Lineage {
  const busiest = plan.power
    .filter(({ limit }) => limit > 0)
    .toSorted((a, b) => b.used / b.limit - a.used / a.limit)[0];
  const here = plan.stock.filter(
    ({ site, quarter }) => site === busiest?.site && quarter === busiest.quarter,
  );
  return {
    id: 'power',
    name: busiest === undefined ? 'Power' : `Power at ${busiest.site}, ${busiest.quarter}`,
    value: busiest === undefined ? null : shownPower(busiest.used),
    how:
      busiest === undefined
        ? ''
        : `systems that stand × power of one × PUE; there are ${shownPower(busiest.limit).text}`,
    claims: claims(plan, `sites.${busiest?.site ?? ''}`),
    parts: here.map((one): Lineage => ({
      id: `power.${one.system}.${one.uses.join('-')}`,
      name: one.system,
      value: shownCount(one.systems, 'systems'),
      how: `stand in ${one.quarter}`,
      claims: claims(plan, `systems.${one.system}`),
      parts: [],
    })),
  };
}

function sum(all: readonly number[]): number {
  return all.reduce((total, value) => total + value, 0);
}
