import type { PlanLimit } from '../plan/index.ts';
import { capCounts } from './caps.ts';
import { inOwnCurrency, spentOf } from './budgets.ts';
import { concentrationOf } from './concentration.ts';
import type { Check, CheckContext } from './context.ts';
import { expectEqual, expectFields } from './compare.ts';
import { orderedOf } from './lines.ts';
import { powerAt } from './power.ts';
import { runsOf } from './runs.ts';
import { servicesOf } from './services.ts';
import { domesticPart } from './shares.ts';
import { violation, type Violation } from './violation.ts';

/** A limit of the scenario and how much of it the plan uses. */
interface Limit {
  readonly id: string;
  readonly kind: PlanLimit['kind'];
  readonly used: number;
  readonly limit: number | null;
  /** Floors are met from above: demand, runs and shares of at least so much. */
  readonly floor?: true;
}

/** Every limit the plan shows is one of the scenario, and what it says is used and left of it is so. */
export const checkLimits: Check = (context) => {
  const derived = new Map(limitsOf(context).map((limit) => [limit.id, limit]));
  return context.plan.limits.flatMap((found) => {
    const limit = derived.get(found.id);
    if (limit) {
      const fields = expectFields('FW-CHK-0060', found.id, {
        kind: [limit.kind, found.kind],
        used: [limit.used, found.used],
        limit: [limit.limit, found.limit],
      });
      return [...fields, ...checkSlack(found, limit.floor ?? false)];
    }
    if (found.kind === 'rule' || found.kind === 'stock') return checkSlack(found, false);
    const sentence = 'the scenario has no such limit.';
    return [violation('FW-CHK-0061', found.id, 'a limit of the scenario', found.id, sentence)];
  });
};

/** Used and slack add up to the limit; compared there, because a small slack is the difference of two large numbers. */
function checkSlack({ id, used, limit, slack }: PlanLimit, floor: boolean): readonly Violation[] {
  if (limit === null || slack === null) return expectEqual('FW-CHK-0060', id, 'slack', limit, slack);
  const sum = floor ? used - slack : used + slack;
  return expectEqual('FW-CHK-0060', id, 'used and slack', limit, sum);
}

function limitsOf(context: CheckContext): readonly Limit[] {
  const { scenario } = context;
  const byQuarter = (of: (quarter: string, q: number) => Limit): readonly Limit[] =>
    scenario.quarters.map(of);
  return [
    ...scenario.budgets.map((budget): Limit => {
      const used = inOwnCurrency(budget, spentOf(context, budget));
      return { id: `budget:${budget.id}`, kind: 'budget', used, limit: budget.amount };
    }),
    ...scenario.sites.flatMap((site) => {
      const power = powerAt(context, site.id);
      return byQuarter((quarter, q) => ({
        id: `power:${site.id}:${quarter}`,
        kind: 'power',
        used: power[q] ?? 0,
        limit: site.power[q] ?? 0,
      }));
    }),
    ...scenario.shares.map((share): Limit => {
      const id = `share:${share.id}`;
      const used = domesticPart(context, share, share.metric) ?? 0;
      return share.atLeast === undefined
        ? { id, kind: 'share', used, limit: share.atMost ?? null }
        : { id, kind: 'share', used, limit: share.atLeast, floor: true };
    }),
    ...scenario.offers.flatMap((offer) =>
      byQuarter((quarter, q) => {
        const used = orderedOf(context, offer.id, q);
        const limit = offer.allocation[q] ?? 0;
        const id = `allocation:${offer.id}:${quarter}`;
        return { id, kind: 'allocation', used, limit: Number.isFinite(limit) ? limit : null };
      }),
    ),
    ...scenario.concentrations.flatMap((concentration) =>
      [...concentrationOf(context, concentration)].map(([name, used]): Limit => ({
        id: `concentration:${concentration.id}:${name}`,
        kind: 'concentration',
        used,
        limit: concentration.atMost,
      })),
    ),
    ...[...capCounts(context)].map(([id, { used, limit }]): Limit => ({
      id: `cap:${id}`,
      kind: 'cap',
      used,
      limit,
    })),
    ...servicesOf(context).flatMap(({ service, served }) =>
      byQuarter((quarter, q) => ({
        id: `demand:${service.id}:${quarter}`,
        kind: 'demand',
        used: served[q] ?? 0,
        limit: service.peak[q] ?? 0,
        floor: true,
      })),
    ),
    ...runsOf(context).map(({ run, done }): Limit => ({
      id: `run:${run.id}`,
      kind: 'run',
      used: done,
      limit: run.flop,
      floor: true,
    })),
  ];
}
