import type { PlanFile } from '../../../src/plan/index.ts';
import {
  belowGap,
  belowGapWords,
  meaning,
  shownCount,
  shownMoney,
  shownPercent,
  type Shown,
} from '../kit/figures.tsx';

interface Compared {
  readonly name: string;
  readonly values: readonly { readonly shown: Shown | null; readonly change: string | null }[];
}

/** The numbers of plans, row by row; each beside its change from the first. */
export function figuresOf(plans: readonly PlanFile[]): readonly Compared[] {
  const rows: readonly (readonly [
    string,
    (plan: PlanFile) => number | null,
    (value: number, plan: PlanFile) => Shown,
  ])[] = [
    ['Cost, discounted', ({ objective }) => objective.cost, money],
    [
      'Signed',
      (plan) => (plan.status === 'infeasible' ? null : sum(plan.lines.map(({ reporting }) => reporting))),
      money,
    ],
    [
      'Paid within the horizon, after resale',
      (plan) => (plan.cash.length === 0 ? null : sum(plan.cash.map(({ total }) => total))),
      money,
    ],
    ['Accelerators bought', (plan) => counted(plan, 'purchase'), count],
    ['Accelerators rented', (plan) => counted(plan, 'lease'), count],
    ['Lines', (plan) => (plan.status === 'infeasible' ? null : plan.lines.length), count],
    [
      'Penalty of what is not served',
      (plan) => (plan.status === 'infeasible' ? null : plan.objective.unmet),
      money,
    ],
    ['Domestic part by spend', (plan) => plan.shares[0]?.spend ?? null, shownPercent],
    ['Domestic part by compute', (plan) => plan.shares[0]?.compute ?? null, shownPercent],
    [
      'Busiest power feed',
      (plan) =>
        plan.power.length === 0
          ? null
          : Math.max(...plan.power.map(({ used, limit }) => (limit > 0 ? used / limit : 0))),
      shownPercent,
    ],
    [
      'Claims that are assumed',
      (plan) => plan.assumptions.filter(({ grade }) => grade === 'assumed').length,
      count,
    ],
    ['Proven gap', ({ gap }) => gap, shownPercent],
  ];
  return rows.map(([name, valueOf, show]) => {
    const base = plans[0] === undefined ? null : valueOf(plans[0]);
    return {
      name,
      values: plans.map((plan, index) => {
        const value = valueOf(plan);
        const sameMoney = plan.currency === plans[0]?.currency || show !== money;
        const change =
          index === 0 || value === null || base === null || !sameMoney
            ? null
            : changeOf(value, base, show, [plans[0] ?? plan, plan]);
        return { shown: value === null ? null : show(value, plan), change };
      }),
    };
  });
}

/** By how much more or less, where that means something; what the search cannot tell from nothing is marked as such. */
function changeOf(
  value: number,
  base: number,
  show: (value: number, plan: PlanFile) => Shown,
  [before, after]: readonly [PlanFile, PlanFile],
): string | null {
  const by = value - base;
  // Parts are told in points, and to a tenth of one.
  if (show === shownPercent) {
    const points = Math.round(by * 1000) / 10;
    return points === 0 ? null : `${sign(points)}${Math.abs(points)} points`;
  }
  if (meaning(by, base) === 0) return null;
  const shown = `${sign(by)}${show(Math.abs(by), after).text}`;
  const gap = Math.max(before.gap ?? 0, after.gap ?? 0);
  return show === money && belowGap(by, base, gap) ? `${shown}, ${belowGapWords}` : shown;
}

function sign(by: number): string {
  return by > 0 ? '+' : '−';
}

function money(value: number, plan: PlanFile): Shown {
  return shownMoney(value, plan.currency);
}

function count(value: number): Shown {
  return shownCount(Math.round(value));
}

function counted(plan: PlanFile, kind: 'purchase' | 'lease'): number | null {
  if (plan.status === 'infeasible') return null;
  return sum(plan.lines.filter((line) => line.kind === kind).map(({ accelerators }) => accelerators));
}

/** What one system at one site is ordered in each plan. */
export interface OrderRow {
  readonly system: string;
  readonly site: string;
  readonly orders: readonly { readonly accelerators: number; readonly price: number }[];
}

/** All orders of several plans, by system and site, the largest difference first. */
export function orderTable(plans: readonly PlanFile[]): readonly OrderRow[] {
  const keys = [
    ...new Set(plans.flatMap(({ lines }) => lines.map(({ system, site }) => `${system}\n${site}`))),
  ];
  const rows = keys.map((key): OrderRow => {
    const [system = '', site = ''] = key.split('\n');
    return {
      system,
      site,
      orders: plans.map(({ lines }) => {
        const here = lines.filter((line) => line.system === system && line.site === site);
        return {
          accelerators: sum(here.map(({ accelerators }) => accelerators)),
          price: sum(here.map(({ reporting }) => reporting)),
        };
      }),
    };
  });
  const spread = ({ orders }: OrderRow): number =>
    Math.max(...orders.map(({ price }) => price)) - Math.min(...orders.map(({ price }) => price));
  return rows.toSorted(
    (a, b) => spread(b) - spread(a) || (`${a.system}${a.site}` < `${b.system}${b.site}` ? -1 : 1),
  );
}

const mostNamed = 6;

/** Sentences on what differs in what went into two plans. */
export function changesBetween(before: PlanFile, after: PlanFile): readonly string[] {
  const [old, now] = [new Set(before.ruleSet.rules), new Set(after.ruleSet.rules)];
  const newRules = after.ruleSet.rules.filter((id) => !old.has(id));
  const goneRules = before.ruleSet.rules.filter((id) => !now.has(id));
  const written = new Map(before.assumptions.map(({ path, written: value }) => [path, value]));
  const changed = after.assumptions.filter(
    ({ path, written: value }) => written.has(path) && written.get(path) !== value,
  );
  const sentences = [
    before.scenario === after.scenario
      ? []
      : [`Another scenario: ${after.scenario} instead of ${before.scenario}.`],
    before.asOf === after.asOf
      ? []
      : [
          `Asked on another day: ${after.asOf} instead of ${before.asOf}; the horizon is ${after.quarters[0] ?? ''} to ${after.quarters.at(-1) ?? ''}.`,
        ],
    before.variant === after.variant
      ? []
      : [`Variant ${after.variant ?? '“as it stands”'} instead of ${before.variant ?? '“as it stands”'}.`],
    newRules.length === 0 ? [] : [`${newRules.length} rules were published in between: ${named(newRules)}.`],
    goneRules.length === 0 ? [] : [`${goneRules.length} rules are not known any more: ${named(goneRules)}.`],
    changed.length === 0
      ? []
      : [
          `${changed.length} claims read differently: ${named(changed.map(({ path, written: value }) => `${path} ${written.get(path) ?? ''} → ${value}`))}.`,
        ],
    before.catalogHash === after.catalogHash ? [] : ['The catalog is another one.'],
    before.engine.fleetwright === after.engine.fleetwright ? [] : ['Another version of the program made it.'],
  ].flat();
  return sentences.length === 0
    ? ['Nothing that went in differs: the same plan, or the search ended at another place within the gap.']
    : sentences;
}

function named(items: readonly string[]): string {
  const more = items.length - mostNamed;
  return `${items.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function sum(all: readonly number[]): number {
  return all.reduce((total, value) => total + value, 0);
}
