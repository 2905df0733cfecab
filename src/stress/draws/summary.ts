import type { Row } from '../sweep/index.ts';
import { worthOfKnowing, type FactWorth } from '../sensitivity/information.ts';
import type { Evaluator } from './evaluator.ts';
import { columnName } from './record.ts';
import {
  ascending,
  conditionalValueAtRisk,
  estimateMean,
  estimateShare,
  quantileOf,
  rankCorrelation,
  type Estimate,
} from './statistics.ts';

/** How a figure spreads over the draws. */
export interface Fan {
  readonly name: string;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly mean: Estimate;
}

/** What draws say of a scenario and of what it commits to now. Money in the plan currency. */
export interface DrawSummary {
  readonly draws: number;
  /** Value, cost and penalty of unmet work under the commitments; shares; spend of each quarter. */
  readonly fans: readonly Fan[];
  readonly spend: readonly Fan[];
  /** Part of each service's peak load that is left unserved, one fan for each quarter. */
  readonly unmet: readonly {
    readonly service: string;
    readonly title: string;
    readonly fans: readonly Fan[];
  }[];
  /** Mean of the worst tenth of `value`. */
  readonly worstTenth: number;
  /** What foresight would save on average: the value of perfect information for who commits as planned. */
  readonly regret: Estimate;
  readonly requirements: readonly {
    readonly id: string;
    readonly title: string;
    readonly chance: Estimate;
  }[];
  readonly lines: readonly LineChance[];
  readonly events: readonly {
    readonly id: string;
    readonly title: string;
    readonly probability: number;
    readonly happened: number;
    /** Mean value where it happens less that where it does not; undefined where one of them was never drawn. */
    readonly difference: number | undefined;
  }[];
  /** Strongest first. */
  readonly drivers: readonly Driver[];
  /** Most valuable first. */
  readonly facts: readonly Fact[];
}

/** How sure an order of the first quarter is. */
export interface LineChance {
  readonly line: string;
  /** Systems the plan commits to. */
  readonly planned: number;
  /** That foresight orders any. */
  readonly ordered: Estimate;
  /** That foresight decides otherwise than the plan on whether to order it at all. */
  readonly flips: Estimate;
  /** Systems foresight orders: median and the middle 90 %. */
  readonly systems: { readonly p5: number; readonly p50: number; readonly p95: number };
}

/** How much one uncertain quantity moves the value. */
export interface Driver {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly grade: string;
  /** Spearman's rank correlation of the quantity with the value: +1 drives it up. */
  readonly rank: Estimate;
}

/** What it is worth to find something out. */
export interface Fact extends FactWorth {
  readonly id: string;
  readonly title: string;
  /** Half the width of a slice as a part of the value planned with: known to ± this. Undefined for events. */
  readonly within: number | undefined;
}

/** Above this part of what is asked for a requirement counts as met: rounding is not a shortage. */
const met = 0.999;

/** Reads the records of draws. Needs at least one. */
export function summariseDraws(evaluator: Evaluator, rows: readonly Row[]): DrawSummary {
  const numbers = (name: string): readonly number[] => rows.map((row) => Number(row[name] ?? Number.NaN));
  const values = numbers('value');
  const { quarters, shares, services } = evaluator.world.scenario;
  const regret = rows.map((row) => Number(row.value) - Number(row.foresight_value));
  return {
    draws: rows.length,
    fans: [
      fan('value', values),
      fan('cost', numbers('cost')),
      fan('unmet', numbers('unmet')),
      fan('foresight value', numbers('foresight_value')),
      ...shares.map(({ id }) => fan(`share ${id}`, present(rows, columnName.share(id)))),
    ],
    spend: quarters.map((quarter) => fan(quarter, numbers(columnName.spend(quarter)))),
    unmet: services.map(({ id, name }) => ({
      service: id,
      title: name,
      fans: quarters.map((quarter) =>
        fan(
          quarter,
          numbers(columnName.served(id, quarter)).map((served) => (served >= met ? 0 : 1 - served)),
        ),
      ),
    })),
    worstTenth: conditionalValueAtRisk(values, 0.9),
    regret: estimateMean(regret),
    requirements: requirementsOf(evaluator, rows),
    lines: linesOf(evaluator, rows),
    events: eventsOf(evaluator, rows, values),
    drivers: driversOf(evaluator, rows, values),
    facts: factsOf(evaluator, rows, values),
  };
}

function fan(name: string, values: readonly number[]): Fan {
  const sorted = ascending(values);
  const at = (p: number): number => quantileOf(sorted, p);
  return {
    name,
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    mean: estimateMean(values),
  };
}

function present(rows: readonly Row[], name: string): readonly number[] {
  return rows.flatMap((row) => (typeof row[name] === 'number' ? [row[name]] : []));
}

function requirementsOf({ world }: Evaluator, rows: readonly Row[]): DrawSummary['requirements'] {
  const { quarters, services, runs, budgets, shares, sites } = world.scenario;
  const chance = (holds: (row: Row) => boolean): Estimate =>
    estimateShare(rows.filter(holds).length, rows.length);
  return [
    ...services.map(({ id, name }) => ({
      id: `demand:${id}`,
      title: `${name}: all of it served`,
      chance: chance((row) =>
        quarters.every((quarter) => Number(row[columnName.served(id, quarter)]) >= met),
      ),
    })),
    ...runs.map(({ id, name }) => ({
      id: `run:${id}`,
      title: `${name}: done in time`,
      chance: chance((row) => Number(row[columnName.trained(id)]) >= met),
    })),
    ...budgets.map(({ id, name }) => ({
      id: `budget:${id}`,
      title: `${name}: kept`,
      chance: chance(kept(`budget:${id}`)),
    })),
    ...shares
      .filter(({ binding }) => binding)
      .map(({ id, name }) => ({
        id: `share:${id}`,
        title: `${name}: kept`,
        chance: chance(kept(`share:${id}`)),
      })),
    ...sites.map(({ id, name }) => ({
      id: `power:${id}`,
      title: `power of ${name}: kept`,
      chance: chance(kept(`power:${id}`)),
    })),
  ];
}

function linesOf(
  { nowCandidates, commitments, world }: Evaluator,
  rows: readonly Row[],
): readonly LineChance[] {
  const planned = new Map(
    commitments.map(({ offer, site, order, count }) => [
      `${offer}@${site}@${world.scenario.quarters[order] ?? ''}`,
      count,
    ]),
  );
  return nowCandidates
    .map((line): LineChance => {
      const counts = rows.map((row) => Number(row[columnName.order(line)] ?? 0));
      const sorted = ascending(counts);
      const count = planned.get(line) ?? 0;
      const ordered = counts.filter((systems) => systems >= 0.5).length;
      return {
        line,
        planned: count,
        ordered: estimateShare(ordered, rows.length),
        flips: estimateShare(count >= 0.5 ? rows.length - ordered : ordered, rows.length),
        systems: {
          p5: quantileOf(sorted, 0.05),
          p50: quantileOf(sorted, 0.5),
          p95: quantileOf(sorted, 0.95),
        },
      };
    })
    .filter(({ planned: count, ordered }) => count > 0 || ordered.value > 0)
    .toSorted((a, b) => b.planned - a.planned || b.ordered.value - a.ordered.value);
}

function eventsOf(
  { events }: Evaluator,
  rows: readonly Row[],
  values: readonly number[],
): DrawSummary['events'] {
  return events.map(({ id, title, probability = 0 }) => {
    const happens = rows.map((row) => row[columnName.event(id)] !== null);
    const mean = (wanted: boolean): number =>
      estimateMean(values.filter((_, draw) => happens[draw] === wanted)).value;
    const difference = mean(true) - mean(false);
    return {
      id,
      title,
      probability,
      happened: happens.filter(Boolean).length,
      difference: Number.isFinite(difference) ? difference : undefined,
    };
  });
}

function driversOf(
  { uncertainties }: Evaluator,
  rows: readonly Row[],
  values: readonly number[],
): readonly Driver[] {
  return uncertainties.drawn
    .map(({ id, title, kind, grade }) => {
      const factors = rows.map((row) => Number(row[columnName.factor(id)]));
      return { id, title, kind, grade, rank: rankCorrelation(factors, values) };
    })
    .toSorted((a, b) => Math.abs(b.rank.value) - Math.abs(a.rank.value));
}

function factsOf(evaluator: Evaluator, rows: readonly Row[], values: readonly number[]): readonly Fact[] {
  const { uncertainties, events, alternatives } = evaluator;
  if (alternatives.length === 0) return [];
  const losses = [
    values,
    ...alternatives.map((_, index) => rows.map((row) => Number(row[columnName.alternative(index)]))),
  ];
  const quantities = uncertainties.drawn.map(({ id, title, kind }): Fact => {
    const known = rows.map((row) => Number(row[columnName.factor(id)]));
    const worth = worthOfKnowing(known, losses);
    const sorted = ascending(known);
    const width = quantileOf(sorted, 0.95) - quantileOf(sorted, 0.05);
    return { id, title, ...worth, within: kind === 'rate' ? undefined : (0.9 * width) / worth.slices / 2 };
  });
  const happenings = events.map(({ id, title }): Fact => {
    const known = rows.map((row) => (row[columnName.event(id)] === null ? 0 : 1));
    return {
      id: `event:${id}`,
      title: `whether: ${title}`,
      ...worthOfKnowing(known, losses),
      within: undefined,
    };
  });
  return [...quantities, ...happenings].toSorted((a, b) => b.worth.value - a.worth.value);
}

/** True of draws in which no limit of that group is broken. */
function kept(limit: string): (row: Row) => boolean {
  return (row) =>
    !String(row.broken ?? '')
      .split(' ')
      .includes(limit);
}
