import { secondsPerQuarter } from '../../quantity/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { paymentsOf, runningCosts } from '../candidates/index.ts';
import { fromMillion, inShare, shareWeight } from '../program/index.ts';
import type { SoftWorld } from './soft-world.ts';

/** What becomes of one world under some decisions. Money in the plan currency. */
export interface Outcome {
  /** What was minimised: cost and penalties as the objective weighs them, without the price of broken limits. */
  readonly value: number;
  /** `value` and the price of broken limits: what the planner compares. */
  readonly charged: number;
  /** Discounted cash. */
  readonly cost: number;
  /** Penalty of unmet work. */
  readonly unmet: number;
  /** Undiscounted cash by quarter. */
  readonly spend: readonly number[];
  /** Part of the peak that is served, by service and quarter; 1 where nothing is asked for. */
  readonly served: ReadonlyMap<string, readonly number[]>;
  /** Part of each training run that is done. */
  readonly trained: ReadonlyMap<string, number>;
  /** How far limits are broken, in their own units, by the id of the limit. */
  readonly broken: ReadonlyMap<string, number>;
  /** Systems ordered, by line; none are left out. */
  readonly orders: ReadonlyMap<string, number>;
  /** Domestic part of what is ordered, in the metric of each share of the scenario; undefined where nothing is ordered. */
  readonly shares: ReadonlyMap<string, number | undefined>;
}

/** Below this an amount is the solver's noise. */
const noise = 1e-6;

/** Part of what a limit weighs by which whole systems may miss it: rounding, not a breach. */
const roundingPart = 1e-3;

/** Σ |coefficient × column| of each row, in its natural unit, without what is over. */
function activityOf({ program, soft }: SoftWorld, at: (column: number) => number): Float64Array {
  const activity = new Float64Array(program.rows);
  const own = program.columns - soft.length;
  for (let column = 0; column < own; column += 1) {
    const value = at(column);
    if (value === 0) continue;
    for (let entry = program.starts[column] ?? 0; entry < (program.starts[column + 1] ?? 0); entry += 1) {
      const row = program.indices[entry] ?? 0;
      activity[row] =
        (activity[row] ?? 0) + Math.abs((program.values[entry] ?? 0) * value) / (program.rowScale[row] ?? 1);
    }
  }
  return activity;
}

/** Reads columns of a soft world back into words. */
export function outcomeOf(world: SoftWorld, columns: Float64Array, scenario: ResolvedScenario): Outcome {
  const { program, built, soft, objective } = world;
  const at = (column: number): number => Math.max(0, columns[column] ?? 0);
  const sum = (weights: Float64Array, offset: number): number =>
    columns.reduce((total, value, column) => total + value * (weights[column] ?? 0), offset);
  const breaking = soft.reduce((total, { column }) => total + at(column) * (objective.cost[column] ?? 0), 0);
  const orders = new Map(
    built.layout.lines.flatMap(({ candidate, column }): readonly [string, number][] =>
      at(column) > noise ? [[candidate.id, at(column)]] : [],
    ),
  );
  const activity = activityOf(world, at);
  const charged = sum(objective.cost, objective.offset);
  return {
    value: fromMillion(charged - breaking),
    charged: fromMillion(charged),
    cost: fromMillion(sum(program.cost, program.costOffset)),
    unmet: fromMillion(sum(program.penalty, program.penaltyOffset)),
    spend: spendOf(world, at, scenario),
    served: servedOf(world, at, scenario),
    trained: trainedOf(world, at, scenario),
    broken: new Map(
      soft.flatMap(({ limit, column }): readonly [string, number][] =>
        at(column) > noise + roundingPart * (activity[limit.row] ?? 0) ? [[limit.limit, at(column)]] : [],
      ),
    ),
    orders,
    shares: sharesOf(world, at, scenario),
  };
}

function spendOf(
  { built }: SoftWorld,
  at: (column: number) => number,
  scenario: ResolvedScenario,
): readonly number[] {
  const spend = scenario.quarters.map(() => 0);
  const pay = (paid: number, amount: number): void => {
    if (paid >= 0 && paid < spend.length) spend[paid] = (spend[paid] ?? 0) + amount;
  };
  for (const { candidate, column } of built.layout.lines) {
    const count = at(column);
    if (count <= noise) continue;
    for (const { paid, amount } of paymentsOf(candidate, scenario)) pay(paid, count * amount);
  }
  for (const { frozen, system, site, count } of built.layout.standing) {
    if (frozen !== undefined) {
      for (const { paid, amount } of paymentsOf(frozen.candidate, scenario)) pay(paid, frozen.count * amount);
      continue;
    }
    for (const [q, systems] of count.entries()) {
      for (const { paid, amount } of runningCosts(system, site, scenario, q)) pay(paid, systems * amount);
    }
  }
  return spend;
}

function servedOf(
  { built }: SoftWorld,
  at: (column: number) => number,
  { services }: ResolvedScenario,
): Outcome['served'] {
  const capacity = new Map<string, number>();
  for (const { service, quarter, column, rate } of built.layout.servicePlacements) {
    const key = `${service.id} ${quarter}`;
    capacity.set(key, (capacity.get(key) ?? 0) + at(column) * rate);
  }
  return new Map(
    services.map(({ id, peak }) => [
      id,
      peak.map((asked, q) => (asked <= 0 ? 1 : Math.min(1, (capacity.get(`${id} ${q}`) ?? 0) / asked))),
    ]),
  );
}

function trainedOf(
  { built }: SoftWorld,
  at: (column: number) => number,
  { runs }: ResolvedScenario,
): Outcome['trained'] {
  return new Map(
    runs.map((run) => {
      const done = built.layout.runPlacements
        .filter((placement) => placement.run.id === run.id)
        .reduce((sum, { column, rate }) => sum + at(column) * rate * secondsPerQuarter, 0);
      return [run.id, Math.min(1, done / run.flop)];
    }),
  );
}

function sharesOf(
  { built }: SoftWorld,
  at: (column: number) => number,
  scenario: ResolvedScenario,
): Outcome['shares'] {
  const orders = [
    ...built.layout.lines.map(({ candidate, column }) => ({ candidate, count: at(column) })),
    ...built.layout.standing.flatMap(({ frozen }) => (frozen === undefined ? [] : [frozen])),
  ].filter(({ count }) => count > noise);
  return new Map(
    scenario.shares.map((share) => {
      const weighed = orders
        .filter(({ candidate }) => inShare(share, candidate))
        .map(({ candidate, count }) => ({
          weight: count * shareWeight(share.metric, candidate, scenario),
          domestic: candidate.offer.domestic,
        }));
      const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
      const domestic = weighed.reduce((sum, { weight, domestic: own }) => (own ? sum + weight : sum), 0);
      return [share.id, all > 0 ? domestic / all : undefined];
    }),
  );
}
