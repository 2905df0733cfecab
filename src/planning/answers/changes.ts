import { formatMoney, formatQuantity, requestsPerSecond, watts } from '../../quantity/index.ts';
import { build, fromMillion, withColumn } from '../program/index.ts';
import type { BuildInput } from '../program/index.ts';
import type { Solver } from '../solver/index.ts';
import { limitName, offerName, percent, siteName } from '../words.ts';
import { ruleOf } from './conflict.ts';
import type { ConflictMember } from './conflict.ts';
import { findingOf } from './conflict-sentences.ts';
import type { Feasible } from './feasible.ts';
import type { SolveOptions } from './solve-options.ts';

/** A change to what is asked or allowed, in words, and the scenario after it. */
export interface Change {
  readonly id: string;
  readonly phrase: string;
  readonly change: number | null;
  readonly unit: string | null;
  /** Money that the change gives up (a requirement that is dropped), plan currency: only orders the repairs. */
  readonly givenUp: number;
  readonly after: BuildInput;
}

/** What would take one member out of a conflict: none where nothing of its kind can. */
export async function changesFor(
  base: BuildInput,
  member: ConflictMember,
  solver: Solver,
  feasible: Feasible,
  options: SolveOptions,
): Promise<readonly Change[]> {
  const { scenario } = base;
  const [, subject = ''] = member.id.split(':');
  const yes = { change: null, unit: null, givenUp: 0 };
  switch (member.kind) {
    case 'rule': {
      const rule = ruleOf(member.id);
      const title = findingOf(rule, base.judged)?.title ?? rule;
      return [
        {
          ...yes,
          id: member.id,
          phrase: `obtain a licence (or an exception) under “${title}”`,
          after: { ...base, waived: new Set([...base.waived, rule]) },
        },
      ];
    }
    case 'cap': {
      const title = findingOf(subject, base.judged)?.title ?? subject;
      return [
        {
          ...yes,
          id: `waive:${member.id}`,
          phrase: `obtain a larger allowance under ${title}`,
          after: { ...base, dropped: new Set([...base.dropped, member.id]) },
        },
      ];
    }
    case 'share':
    case 'concentration':
      return [
        {
          ...yes,
          id: `waive:${member.id}`,
          phrase: `waive ${member.kind === 'share' ? limitName(member.id, scenario) : `the limit on spend “${subject}”`}`,
          after: { ...base, dropped: new Set([...base.dropped, member.id]) },
        },
      ];
    case 'run': {
      const run = scenario.runs.find((each) => each.id === subject);
      if (run === undefined) return [];
      const drop: Change = {
        ...yes,
        id: `drop:${member.id}`,
        phrase: `give up ${run.name}`,
        givenUp: run.unmetPenalty,
        after: { ...base, scenario: { ...scenario, runs: scenario.runs.filter((each) => each !== run) } },
      };
      const later = await laterDeadline(base, run.id, feasible);
      return later === undefined ? [drop] : [later, drop];
    }
    case 'demand': {
      const service = scenario.services.find((each) => each.id === subject);
      return more(base, member, solver, options, { unit: '1', rowsPer: (row) => row }, (part) => ({
        id: `lower:${member.id}`,
        phrase: `serve ${percent(part, 3)} less of the peak of ${service?.name ?? subject}`,
        change: -part,
        givenUp: 0,
        after: {
          ...base,
          scenario: {
            ...scenario,
            services: scenario.services.map((each) =>
              each.id === subject
                ? { ...each, peak: each.peak.map((peak) => requestsPerSecond(peak * (1 - part))) }
                : each,
            ),
          },
        },
      }));
    }
    case 'budget': {
      const budget = scenario.budgets.find((each) => each.id === subject);
      if (budget === undefined) return [];
      return more(base, member, solver, options, { unit: budget.currency, rowsPer: () => -1 }, (millions) => {
        const extra = fromMillion(millions);
        const own = budget.limit === 0 ? extra : (extra * budget.amount) / budget.limit;
        return {
          id: `raise:${member.id}`,
          phrase: `raise ${budget.name} by ${formatMoney({ amount: own, currency: budget.currency })}`,
          change: own,
          givenUp: 0,
          after: {
            ...base,
            scenario: {
              ...scenario,
              budgets: scenario.budgets.map((each) =>
                each === budget ? { ...each, limit: each.limit + extra, amount: each.amount + own } : each,
              ),
            },
          },
        };
      });
    }
    case 'power': {
      return more(base, member, solver, options, { unit: 'W', rowsPer: () => -1 }, (megawatts) => ({
        id: `raise:${member.id}`,
        phrase: `have ${formatQuantity(watts(megawatts * 1e6), 'power')} more power at ${siteName(subject, scenario)}`,
        change: megawatts * 1e6,
        givenUp: 0,
        after: {
          ...base,
          scenario: {
            ...scenario,
            sites: scenario.sites.map((each) =>
              each.id === subject
                ? { ...each, power: each.power.map((power) => watts(power + megawatts * 1e6)) }
                : each,
            ),
          },
        },
      }));
    }
    case 'allocation': {
      const offer = scenario.offers.find((each) => each.id === subject);
      const name = offer === undefined ? subject : offerName(offer, scenario);
      return more(base, member, solver, options, { unit: 'systems', rowsPer: () => -1 }, (systems) => ({
        id: `raise:${member.id}`,
        phrase: `have ${formatQuantity(Math.ceil(systems), 'count')} more systems of ${name} per quarter`,
        change: Math.ceil(systems),
        givenUp: 0,
        after: {
          ...base,
          scenario: {
            ...scenario,
            offers: scenario.offers.map((each) =>
              each.id === subject
                ? {
                    ...each,
                    allocation: each.allocation.map((count) =>
                      count > 0 ? count + Math.ceil(systems) : count,
                    ),
                  }
                : each,
            ),
          },
        },
      }));
    }
    default:
      return [];
  }
}

/**
 * The least by which a group of limits must move, found by one more column in its rows; none when no amount of it
 * mends everything.
 */
async function more(
  base: BuildInput,
  member: ConflictMember,
  solver: Solver,
  options: SolveOptions,
  { unit, rowsPer }: { readonly unit: string; readonly rowsPer: (bound: number) => number },
  changed: (amount: number) => Omit<Change, 'unit'>,
): Promise<readonly Change[]> {
  const { program, layout } = build(base);
  const rows = layout.limits.filter(({ group }) => group === member.id).map(({ row }) => row);
  const bounds = rows.map((row) => (program.rowLower[row] ?? 0) / (program.rowScale[row] ?? 1));
  const elastic = withColumn(
    { ...program, cost: new Float64Array(program.columns), costOffset: 0 },
    rows,
    bounds.map(rowsPer),
  );
  elastic.cost[program.columns] = 1;
  const found = await solver.findPlan(
    {
      kind: 'plan',
      program: elastic,
      objective: 'least-cost',
      gap: 0.001,
      seconds: options.secondsLeft(),
      seed: options.seed,
    },
    () => undefined,
  );
  const amount = found.columns?.[program.columns];
  const nothingLeft = member.kind === 'demand' && (amount ?? 0) >= 1 - 1e-6;
  if (amount === undefined || amount <= 0 || nothingLeft) return [];
  return [{ ...changed(amount * (1 + 1e-6)), unit }];
}

/** The first later deadline within the horizon that mends a run. */
async function laterDeadline(base: BuildInput, run: string, feasible: Feasible): Promise<Change | undefined> {
  const { scenario } = base;
  const asked = scenario.runs.find((each) => each.id === run);
  if (asked === undefined) return undefined;
  for (let deadline = asked.deadline + 1; deadline < scenario.quarters.length; deadline += 1) {
    const runs = scenario.runs.map((each) => (each === asked ? { ...each, deadline } : each));
    const after = { ...base, scenario: { ...scenario, runs } };
    if (await feasible(after)) {
      return {
        id: `later:run:${run}`,
        phrase: `let ${asked.name} finish by ${scenario.quarters[deadline]} instead of ${scenario.quarters[asked.deadline]}`,
        change: deadline - asked.deadline,
        unit: 'quarters',
        givenUp: 0,
        after,
      };
    }
  }
  return undefined;
}
