import { accountOf, fxOf, paymentsOf } from '../../handoff/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import { quarterDifference, secondsPerQuarter } from '../../quantity/index.ts';
import type { ActualEntries } from './actuals.ts';

/** What is compared: systems that came, money that was charged, hourly peak and mean load that was served. */
export type Measure = 'systems' | 'spend' | 'peak' | 'tokens';

/** One figure of a plan beside what came. */
export interface VarianceCell {
  readonly measure: Measure;
  /** What the figures are of; `all` is the whole plan. Spend that names no line or site stands under `not said`. */
  readonly by: 'all' | 'site' | 'line' | 'service';
  readonly key: string;
  readonly quarter: string;
  /** Systems; plan currency, undiscounted, without what is got back at the end; requests/s; tokens/s. */
  readonly planned: number;
  /** In the same unit; null where nobody said anything. */
  readonly actual: number | null;
}

/** What became of one line of the plan. */
export interface LineVariance {
  readonly line: string;
  readonly site: string;
  readonly planned: number;
  /** Quarter for which the plan has it. */
  readonly quarter: string;
  readonly delivered: number;
  readonly open: number;
  readonly cancelled: number;
  /** Quarters by which what came was late, mean over its systems; negative when early; null when nothing came. */
  readonly late: number | null;
}

/** Where the actual course of things departs from a plan. */
export interface Variance {
  readonly currency: string;
  readonly lines: readonly LineVariance[];
  readonly cells: readonly VarianceCell[];
  /** Orders that something is said of, and that the plan does not have. */
  readonly strangers: readonly string[];
  /** Charges that could not be compared: their currency has no rate in the plan, by currency. */
  readonly unconverted: Readonly<Record<string, number>>;
}

/**
 * Compares a plan with what came, by line, site and quarter. Only quarters of which something is known are compared: from
 * the first to the last quarter of each measure. Rows that say of themselves that they are a forecast do not count. Load is
 * compared as rates, as a source seldom covers a whole quarter. Pure.
 */
export function varianceOf(plan: PlanFile, actuals: ActualEntries): Variance {
  const spend = spendCells(plan, actuals);
  const known = new Set(plan.lines.map(({ id }) => id));
  return {
    currency: plan.currency,
    lines: lineVariances(plan, actuals),
    cells: [...systemCells(plan, actuals), ...spend.cells, ...loadCells(plan, actuals)],
    strangers: [...new Set(actuals.deliveries.map(({ order }) => order))].filter(
      (order) => !known.has(order),
    ),
    unconverted: spend.unconverted,
  };
}

/** Sums by key and quarter. */
class Sums {
  readonly #sums = new Map<string, number>();

  add(key: string, quarter: string, amount: number): void {
    const at = `${quarter} ${key}`;
    this.#sums.set(at, (this.#sums.get(at) ?? 0) + amount);
  }

  get(key: string, quarter: string): number | undefined {
    return this.#sums.get(`${quarter} ${key}`);
  }

  keys(): readonly string[] {
    return [...new Set([...this.#sums.keys()].map((at) => at.slice(7)))].toSorted();
  }
}

/** Quarters of the plan of which something is known. */
function knownQuarters(plan: PlanFile, said: readonly string[]): readonly string[] {
  const sorted = said.toSorted();
  const [first] = sorted;
  const last = sorted.at(-1);
  return first === undefined || last === undefined
    ? []
    : plan.quarters.filter((quarter) => quarter >= first && quarter <= last);
}

function lineVariances({ lines }: PlanFile, { deliveries }: ActualEntries): readonly LineVariance[] {
  return lines.flatMap(({ id, site, count, deliveryQuarter }): readonly LineVariance[] => {
    const said = deliveries.filter(({ order }) => order === id);
    if (said.length === 0) return [];
    const sum = (status: string): number =>
      said.filter((one) => one.status === status).reduce((total, { systems }) => total + systems, 0);
    const delivered = sum('delivered');
    const lateness = said
      .filter(({ status }) => status === 'delivered')
      .reduce((total, one) => total + one.systems * quarterDifference(deliveryQuarter, one.quarter), 0);
    return [
      {
        line: id,
        site,
        planned: count,
        quarter: deliveryQuarter,
        delivered,
        open: sum('open'),
        cancelled: sum('cancelled'),
        late: delivered > 0 ? lateness / delivered : null,
      },
    ];
  });
}

function systemCells(plan: PlanFile, { deliveries }: ActualEntries): readonly VarianceCell[] {
  const came = deliveries.filter(({ status }) => status === 'delivered');
  const siteOf = new Map(plan.lines.map(({ id, site }) => [id, site]));
  const planned = new Sums();
  const actual = new Sums();
  for (const { site, count, deliveryQuarter } of plan.lines) planned.add(site, deliveryQuarter, count);
  for (const { order, systems, quarter } of came) actual.add(siteOf.get(order) ?? notSaid, quarter, systems);
  const quarters = knownQuarters(
    plan,
    came.map(({ quarter }) => quarter),
  );
  return cellsOf('systems', 'site', quarters, planned, actual);
}

const notSaid = 'not said';

function spendCells(
  plan: PlanFile,
  { spend }: ActualEntries,
): { readonly cells: readonly VarianceCell[]; readonly unconverted: Readonly<Record<string, number>> } {
  const account = accountOf(plan);
  const planned = { line: new Sums(), site: new Sums() };
  for (const { kind, quarter, amount, site, line } of paymentsOf(account)) {
    const at = plan.quarters[quarter];
    if (kind === 'resale' || at === undefined) continue;
    planned.line.add(line?.line.id ?? notSaid, at, amount);
    planned.site.add(site, at, amount);
  }
  const actual = { line: new Sums(), site: new Sums(), all: new Sums() };
  const unconverted: Record<string, number> = {};
  const siteOf = new Map(plan.lines.map(({ id, site }) => [id, site]));
  const billed = spend.filter(({ forecast }) => !forecast);
  for (const { quarter, amount, currency, line, site } of billed) {
    const rate = fxOf(account, currency);
    if (rate === 0) {
      unconverted[currency] = (unconverted[currency] ?? 0) + amount;
      continue;
    }
    actual.all.add('all', quarter, amount * rate);
    actual.line.add(line ?? notSaid, quarter, amount * rate);
    actual.site.add(site ?? siteOf.get(line ?? '') ?? notSaid, quarter, amount * rate);
  }
  const quarters = knownQuarters(
    plan,
    billed.map(({ quarter }) => quarter),
  );
  const whole = new Sums();
  for (const { quarter, total, resale } of plan.cash) whole.add('all', quarter, total - resale);
  return {
    cells: [
      ...cellsOf('spend', 'all', quarters, whole, actual.all),
      ...cellsOf('spend', 'site', quarters, planned.site, actual.site),
      ...cellsOf('spend', 'line', quarters, planned.line, actual.line),
    ],
    unconverted,
  };
}

function loadCells(plan: PlanFile, { load }: ActualEntries): readonly VarianceCell[] {
  return plan.services.flatMap(({ id, quarters }) =>
    quarters.flatMap(({ quarter, peak, tokens }): readonly VarianceCell[] => {
      const said = load.filter((one) => one.service === id && one.quarter === quarter && one.seconds > 0);
      if (said.length === 0) return [];
      const place = { by: 'service', key: id, quarter } as const;
      const peaks = said.map(({ peakRequestsPerSecond }) => peakRequestsPerSecond);
      // Sites are served at the same time: their rates add up, and so at most do their peaks.
      const rate = said.reduce((sum, one) => sum + (one.inputTokens + one.outputTokens) / one.seconds, 0);
      const highest = peaks.includes(undefined)
        ? null
        : peaks.reduce((sum: number, one) => sum + (one ?? 0), 0);
      return [
        { measure: 'peak', ...place, planned: peak, actual: highest },
        { measure: 'tokens', ...place, planned: tokens / secondsPerQuarter, actual: rate },
      ];
    }),
  );
}

/** A cell for every key and quarter of which the plan or somebody says something. */
function cellsOf(
  measure: Measure,
  by: VarianceCell['by'],
  quarters: readonly string[],
  planned: Sums,
  actual: Sums,
): readonly VarianceCell[] {
  const keys = [...new Set([...planned.keys(), ...actual.keys()])].toSorted();
  return quarters.flatMap((quarter) =>
    keys.flatMap((key): readonly VarianceCell[] => {
      const [plan, came] = [planned.get(key, quarter), actual.get(key, quarter)];
      if (plan === undefined && came === undefined) return [];
      return [{ measure, by, key, quarter, planned: plan ?? 0, actual: came ?? (by === 'line' ? null : 0) }];
    }),
  );
}
