import type { System } from '../../catalog/index.ts';
import type { Use } from '../../rules/index.ts';
import type { ResolvedSite } from '../../scenario/index.ts';
import { discounted, paymentsOf, permittedUses, runningCosts } from '../candidates/index.ts';
import type { Candidate, Standing } from '../candidates/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput, Layout, Line, Pool } from './layout.ts';
import { million } from './money.ts';
import { workOf } from './work.ts';

export type Stands = Pick<Layout, 'lines' | 'pools' | 'standing' | 'blocked' | 'useless'>;

interface Draft {
  readonly system: System;
  readonly site: ResolvedSite;
  readonly uses: readonly Use[];
  readonly fixed: number[];
  readonly members: Candidate[];
}

/**
 * One column per line that some use permits and that has work to do, whole in the near quarters; one column per pool
 * and quarter of stock; and the row between them: stock = stock before + what arrives − what retires.
 * The existing fleet and frozen orders are constants of that row, and of the cost.
 */
export function addLines(builder: ProgramBuilder, input: BuildInput): Stands {
  const { scenario, judged, waived } = input;
  const quarters = scenario.quarters.length;
  const drafts = new Map<string, Draft>();
  const draft = (system: System, site: ResolvedSite, uses: readonly Use[]): Draft => {
    const key = [system.id, site.id, ...uses].join('\n');
    const known = drafts.get(key);
    if (known !== undefined) return known;
    const made = { system, site, uses, fixed: Array.from({ length: quarters }, () => 0), members: [] };
    drafts.set(key, made);
    return made;
  };

  const standing = judged.standing.map((each) => ({ ...each, uses: permittedUses(each.verdicts, waived) }));
  for (const each of standing) {
    const { fixed } = draft(each.system, each.site, each.uses);
    for (const [q, count] of each.count.entries()) fixed[q] = (fixed[q] ?? 0) + count;
    builder.costOffset += million(standingCost(each, input));
  }

  const blocked: Candidate[] = [];
  const useless: Candidate[] = [];
  for (const candidate of judged.candidates) {
    const uses = permittedUses(candidate.verdicts, waived);
    if (uses.length === 0) blocked.push(candidate);
    else if (candidate.system.power.value === undefined || !hasWork(candidate, uses, input))
      useless.push(candidate);
    else draft(candidate.system, candidate.site, uses).members.push(candidate);
  }

  const lines: Line[] = [];
  const pools: Pool[] = [];
  for (const [, pool] of [...drafts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const members = pool.members.map((candidate) => ({
      candidate,
      uses: pool.uses,
      pool: pools.length,
      column: builder.column({
        cost: million(discounted(paymentsOf(candidate, scenario), scenario)),
        integer: candidate.order < scenario.wholeQuarters ? 1 : 0,
        ...settledBounds(candidate, input),
      }),
    }));
    lines.push(...members);
    pools.push({ ...pool, stock: addStock(builder, pool.fixed, members) });
  }
  return { lines, pools, standing, blocked, useless };
}

function settledBounds(
  { id }: Candidate,
  { settled }: BuildInput,
): { readonly lower?: number; readonly upper?: number } {
  const count = settled?.get(id);
  return count === undefined ? {} : { lower: count, upper: count };
}

function addStock(
  builder: ProgramBuilder,
  fixed: readonly number[],
  members: readonly Line[],
): Pool['stock'] {
  let before: number | undefined;
  return fixed.map((count, q) => {
    const arriving = members.filter((line) => line.candidate.delivery === q);
    const leaving = members.filter((line) => line.candidate.end === q);
    if (before === undefined && arriving.length === 0 && count === 0) return undefined;
    const grown = count - (before === undefined ? 0 : (fixed[q - 1] ?? 0));
    const stock = builder.column({});
    const row = builder.row(grown, grown);
    builder.entry(row, stock, 1);
    if (before !== undefined) builder.entry(row, before, -1);
    for (const line of arriving) builder.entry(row, line.column, -1);
    for (const line of leaving) builder.entry(row, line.column, 1);
    before = stock;
    return stock;
  });
}

/**
 * Some quarter in which it stands holds work that it is permitted to do and rated for. Where shares or concentration
 * weigh orders, one that comes when its work is over may still balance them, and stays; one that can never do any work
 * is no candidate even then: nobody should buy machines to fill a quota.
 */
function hasWork(candidate: Candidate, uses: readonly Use[], input: BuildInput): boolean {
  const { services, runs } = workOf(candidate.system, candidate.site, uses, input);
  const { shares, concentrations } = input.scenario;
  if (services.length + runs.length === 0) return false;
  const weighs = [...shares.filter((share) => share.binding), ...concentrations];
  if (weighs.some(({ sites }) => sites.includes(candidate.site.id))) return true;
  return (
    services.some(({ service }) =>
      service.peak.some((peak, q) => peak > 0 && q >= candidate.delivery && q < candidate.end),
    ) || runs.some(({ run }) => candidate.delivery <= run.deadline && candidate.end > run.start)
  );
}

/** Discounted cash of what stands: running costs of the fleet, every payment of a frozen order. Reporting currency. */
function standingCost(standing: Standing, { scenario }: BuildInput): number {
  if (standing.frozen !== undefined) {
    return standing.frozen.count * discounted(paymentsOf(standing.frozen.candidate, scenario), scenario);
  }
  return standing.count.reduce(
    (sum, count, q) =>
      sum + count * discounted(runningCosts(standing.system, standing.site, scenario, q), scenario),
    0,
  );
}
