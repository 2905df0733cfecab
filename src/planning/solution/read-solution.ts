import { secondsPerQuarter } from '../../quantity/index.ts';
import type { Use } from '../../rules/index.ts';
import type { ResolvedRun, ResolvedScenario, ResolvedService } from '../../scenario/index.ts';
import type { Candidate } from '../candidates/index.ts';
import type { BuiltProgram, Layout, RunChoice } from '../program/index.ts';

/** What was decided, in systems and quarters, read back from the columns of the program. */
export interface Solution {
  readonly orders: readonly Order[];
  /** Systems per pool of the layout and quarter. */
  readonly stock: readonly (readonly number[])[];
  readonly services: readonly Placed<ResolvedService>[];
  readonly runs: readonly Placed<ResolvedRun>[];
  readonly choices: readonly RunChoice[];
}

export interface Order {
  readonly candidate: Candidate;
  readonly uses: readonly Use[];
  readonly count: number;
  readonly frozen: boolean;
}

interface Placed<Work> {
  readonly pool: number;
  readonly work: Work;
  readonly quarter: number;
  readonly systems: number;
  readonly rate: number;
}

/** Below this a count is the solver's noise. */
const noise = 1e-7;

/**
 * Columns back into words. Whole counts are rounded, stock is re-added from them, work of a class of pools is filled
 * into its sites, and capacity placed beyond the demand is trimmed.
 */
export function readSolution(
  built: BuiltProgram,
  columns: Float64Array,
  scenario: ResolvedScenario,
): Solution {
  const { layout, program } = built;
  const at = (column: number): number => Math.max(0, columns[column] ?? 0);
  const counts = layout.lines.map((line) =>
    program.integer[line.column] === 1 ? Math.round(at(line.column)) : at(line.column),
  );
  const stock = layout.pools.map((pool, index) =>
    pool.fixed.map((fixed, q) => {
      const planned = layout.lines.reduce((sum, { candidate, pool: own }, line) => {
        const stands = own === index && candidate.delivery <= q && q < candidate.end;
        return stands ? sum + (counts[line] ?? 0) : sum;
      }, 0);
      return fixed + planned;
    }),
  );
  const runs = trimRuns(
    layout.runPlacements
      .map(({ pool, run, quarter, column, rate }) => ({
        pool,
        work: run,
        quarter,
        rate,
        systems: at(column),
      }))
      .filter(({ systems }) => systems > noise),
    layout,
  );
  const planned = layout.lines.flatMap(({ candidate, uses }, index): readonly Order[] => {
    const count = counts[index] ?? 0;
    return count > noise ? [{ candidate, uses, count, frozen: false }] : [];
  });
  const frozen = layout.standing.flatMap(({ frozen: order, uses }): readonly Order[] =>
    order === undefined ? [] : [{ candidate: order.candidate, uses, count: order.count, frozen: true }],
  );
  return {
    orders: [...planned, ...frozen].toSorted((a, b) => (a.candidate.id < b.candidate.id ? -1 : 1)),
    stock,
    services: placeServices(layout, at, stock, runs, scenario),
    runs,
    choices: layout.choices.filter((choice) => at(choice.column) > 0.5),
  };
}

/** Fills the work of each class into its pools, pool by pool, so that few sites share a service. */
function placeServices(
  layout: Layout,
  at: (column: number) => number,
  stock: Solution['stock'],
  runs: Solution['runs'],
  scenario: ResolvedScenario,
): Solution['services'] {
  const capacity = new Map<string, number>();
  for (const run of runs)
    capacity.set(
      `${run.pool} ${run.quarter}`,
      (capacity.get(`${run.pool} ${run.quarter}`) ?? 0) + run.systems,
    );
  const { availability } = scenario.costs;
  const supplied = new Map<string, number>();
  for (const { service, quarter, column, rate } of layout.servicePlacements) {
    const key = `${service.id} ${quarter}`;
    supplied.set(key, (supplied.get(key) ?? 0) + rate * at(column));
  }
  return layout.servicePlacements.flatMap(({ class: index, service, quarter, column, rate }) => {
    const demand = service.peak[quarter] ?? 0;
    const placed =
      at(column) * Math.min(1, demand / Math.max(demand, supplied.get(`${service.id} ${quarter}`) ?? 0));
    if (placed <= noise) return [];
    let left = placed;
    const pieces: Placed<ResolvedService>[] = [];
    for (const pool of layout.classes[index]?.pools ?? []) {
      const key = `${pool} ${quarter}`;
      const used = capacity.get(key) ?? 0;
      const usable = availability * (layout.pools[pool]?.site.usable?.[quarter] ?? 1);
      const systems = Math.min(left, Math.max(0, (stock[pool]?.[quarter] ?? 0) * usable - used));
      if (systems <= 0) continue;
      capacity.set(key, used + systems);
      left -= systems;
      pieces.push({ pool, work: service, quarter, rate, systems });
    }
    return pieces;
  });
}

/** Drops work beyond the run's need, the latest quarters first, never leaving a gang below its minimum. */
function trimRuns(placed: Solution['runs'], layout: Layout): Solution['runs'] {
  const trimmed: Placed<ResolvedRun>[] = [];
  for (const run of new Set(placed.map((each) => each.work))) {
    const own = placed.filter((each) => each.work === run);
    let surplus = own.reduce((sum, each) => sum + each.systems * each.rate * secondsPerQuarter, 0) - run.flop;
    for (const quarter of [...new Set(own.map((each) => each.quarter))].toSorted((a, b) => b - a)) {
      const pieces = own.filter((each) => each.quarter === quarter);
      const work = pieces.reduce((sum, each) => sum + each.systems * each.rate * secondsPerQuarter, 0);
      const gang = gangSize(pieces, layout);
      const least = Math.min(1, run.gangMin / Math.max(gang, noise));
      const keep = surplus >= work ? 0 : Math.max(least, 1 - Math.max(0, surplus) / work);
      surplus -= (1 - keep) * work;
      if (keep > 0) trimmed.push(...pieces.map((each) => ({ ...each, systems: each.systems * keep })));
    }
  }
  return trimmed;
}

/** Accelerators at work in pieces of one run and quarter. */
export function gangSize(pieces: Solution['runs'], layout: Layout): number {
  return pieces.reduce(
    (sum, each) => sum + each.systems * (layout.pools[each.pool]?.system.accelerators ?? 0),
    0,
  );
}

/** Runs that in some quarter have fewer accelerators at work than their gang needs. */
export function shortGangs(solution: Solution, layout: Layout): readonly string[] {
  const short = new Set<string>();
  for (const { work, quarter } of solution.runs) {
    const pieces = solution.runs.filter((each) => each.work === work && each.quarter === quarter);
    if (gangSize(pieces, layout) < work.gangMin * (1 - 1e-6)) short.add(work.id);
  }
  return [...short].toSorted();
}
