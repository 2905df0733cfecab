import type { PlanFile, PlanLimit } from '../../plan/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { orderValue } from '../candidates/index.ts';
import {
  capUses,
  capWeight,
  concentrates,
  inShare,
  memberOf,
  million,
  shareWeight,
} from '../program/index.ts';
import type { Layout } from '../program/index.ts';
import type { Answers } from '../answers/index.ts';
import { offerName, partyName } from '../words.ts';
import { ownPerReporting } from './accounts.ts';
import type { Solution } from '../solution/index.ts';

interface Draft {
  readonly id: string;
  readonly kind: PlanLimit['kind'];
  readonly title: string;
  readonly unit: string;
  readonly used: number;
  readonly limit: number;
  /** A ceiling is not to be exceeded; a floor is to be reached. */
  readonly sense: 'ceiling' | 'floor';
  /** Units of `priceUnit` per unit of the row's bound: how a row price becomes a price people can use. */
  readonly perRow: number;
  readonly priceUnit: string;
}

/** Part of a limit within which it counts as binding. */
const tight = 1e-6;

/** Everything that bounds the plan: how much of it is used, what is left, and what one unit more would save. Sorted by id. */
export function planLimits(
  parts: Pick<PlanFile, 'budgets' | 'power' | 'shares' | 'services' | 'runs'>,
  solution: Solution,
  layout: Layout,
  scenario: ResolvedScenario,
  { prices, sides }: Pick<Answers, 'prices' | 'sides'>,
): PlanFile['limits'] {
  const drafts = [
    ...budgets(parts, scenario),
    ...power(parts, scenario),
    ...allocations(solution, scenario),
    ...shares(parts, solution, scenario),
    ...concentrations(solution, scenario),
    ...caps(solution, scenario),
    ...demands(parts, scenario),
    ...runs(parts, scenario),
    ...stocks(solution, layout, scenario),
  ];
  return drafts
    .map(({ sense, perRow, priceUnit, ...draft }): PlanLimit => {
      const slack = sense === 'ceiling' ? draft.limit - draft.used : draft.used - draft.limit;
      const saved = prices.get(draft.id);
      return {
        ...draft,
        slack,
        binding: slack <= tight * Math.max(Math.abs(draft.limit), tight),
        price: saved === undefined ? null : saved * 1e6 * perRow + 0,
        priceUnit: saved === undefined ? null : priceUnit,
        sides: sides.get(draft.id) ?? null,
      };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function budgets({ budgets: list }: Pick<PlanFile, 'budgets'>, scenario: ResolvedScenario): readonly Draft[] {
  return scenario.budgets.map((budget) => ({
    id: `budget:${budget.id}`,
    kind: 'budget',
    title: budget.name,
    unit: budget.currency,
    used: list.find((each) => each.id === budget.id)?.spent ?? 0,
    limit: budget.amount,
    sense: 'ceiling',
    perRow: million(1) / ownPerReporting(budget),
    priceUnit: `${scenario.currency} per ${budget.currency}`,
  }));
}

function power({ power: list }: Pick<PlanFile, 'power'>, scenario: ResolvedScenario): readonly Draft[] {
  return list
    .filter(({ used, limit }) => used > 0 || limit > 0)
    .map(({ quarter, site, used, limit }) => ({
      id: `power:${site}:${quarter}`,
      kind: 'power',
      title: `Power of ${scenario.sites.find((each) => each.id === site)?.name ?? site} in ${quarter}`,
      unit: 'W',
      used,
      limit,
      sense: 'ceiling',
      perRow: 1,
      priceUnit: `${scenario.currency} per MW and quarter`,
    }));
}

function allocations(solution: Solution, scenario: ResolvedScenario): readonly Draft[] {
  return scenario.offers.flatMap((offer) =>
    scenario.quarters.flatMap((quarter, q): readonly Draft[] => {
      const limit = offer.allocation[q] ?? 0;
      if (!Number.isFinite(limit) || limit === 0) return [];
      const used = solution.orders
        .filter(
          (order) => !order.frozen && order.candidate.offer.id === offer.id && order.candidate.order === q,
        )
        .reduce((sum, { count }) => sum + count, 0);
      return [
        {
          id: `allocation:${offer.id}:${quarter}`,
          kind: 'allocation',
          title: `Supply of ${offerName(offer, scenario)} in ${quarter}`,
          unit: 'systems',
          used,
          limit,
          sense: 'ceiling',
          perRow: 1,
          priceUnit: `${scenario.currency} per system`,
        },
      ];
    }),
  );
}

function shares(
  { shares: list }: Pick<PlanFile, 'shares'>,
  solution: Solution,
  scenario: ResolvedScenario,
): readonly Draft[] {
  return list
    .filter((share) => share.binding)
    .flatMap((share): readonly Draft[] => {
      const resolved = scenario.shares.find((each) => each.id === share.id);
      const limit = share.atLeast ?? share.atMost;
      const used = share[share.metric];
      if (resolved === undefined || limit === null || used === null) return [];
      const weight = solution.orders
        .filter(({ candidate }) => inShare(resolved, candidate))
        .reduce(
          (sum, { candidate, count }) => sum + count * shareWeight(share.metric, candidate, scenario),
          0,
        );
      return [
        {
          id: `share:${share.id}`,
          kind: 'share',
          title: share.name,
          unit: '1',
          used,
          limit,
          sense: share.atLeast === null ? 'ceiling' : 'floor',
          perRow: weight / 100,
          priceUnit: `${scenario.currency} per point`,
        },
      ];
    });
}

function concentrations(solution: Solution, scenario: ResolvedScenario): readonly Draft[] {
  return scenario.concentrations.flatMap((concentration) => {
    const counted = solution.orders.filter(({ candidate }) => concentrates(concentration, candidate));
    const members = [...new Set(counted.map(({ candidate }) => memberOf(concentration, candidate)))];
    return members.map((member) => ({
      id: `concentration:${concentration.id}:${member}`,
      kind: 'concentration' as const,
      title: `Part of spend that goes to ${partyName(member, scenario)}`,
      unit: '1',
      used:
        spend(counted.filter(({ candidate }) => memberOf(concentration, candidate) === member)) /
        spend(counted),
      limit: concentration.atMost,
      sense: 'ceiling' as const,
      perRow: spend(counted) / 100,
      priceUnit: `${scenario.currency} per point`,
    }));
  });
}

function spend(orders: Solution['orders']): number {
  return orders.reduce((sum, { candidate, count }) => sum + count * million(orderValue(candidate)), 0);
}

/** Caps of rules, with all that counts against each. */
function caps(solution: Solution, scenario: ResolvedScenario): readonly Draft[] {
  const uses = solution.orders.flatMap(({ candidate }) => capUses(candidate, scenario));
  const each = new Map(uses.map((use) => [use.id, use]));
  return [...each.values()].map((use) => ({
    id: `cap:${use.id}`,
    kind: 'cap' as const,
    title: `${use.title}: ${use.id.split(':').at(-1)}`,
    unit: use.unit,
    used: solution.orders.reduce(
      (sum, { candidate, count }) => sum + count * capWeight(use.id, candidate, scenario),
      0,
    ),
    limit: use.limit,
    sense: 'ceiling' as const,
    perRow: 1,
    priceUnit: `${scenario.currency} per unit`,
  }));
}

function demands({ services }: Pick<PlanFile, 'services'>, scenario: ResolvedScenario): readonly Draft[] {
  return services.flatMap((service) =>
    service.quarters
      .filter(({ peak }) => peak > 0)
      .map(({ quarter, peak, served }) => ({
        id: `demand:${service.id}:${quarter}`,
        kind: 'demand' as const,
        title: `Peak demand of ${service.name} in ${quarter}`,
        unit: 'request/s',
        used: served,
        limit: peak,
        sense: 'floor' as const,
        perRow: 1,
        priceUnit: `${scenario.currency} per request/s`,
      })),
  );
}

function runs({ runs: list }: Pick<PlanFile, 'runs'>, scenario: ResolvedScenario): readonly Draft[] {
  return list.map((run) => ({
    id: `run:${run.id}`,
    kind: 'run',
    title: `Run ${run.name}`,
    unit: 'FLOP',
    used: run.done,
    limit: run.flop,
    sense: 'floor',
    perRow: 1 / 100,
    priceUnit: `${scenario.currency} per 1 % of the run`,
  }));
}

function stocks(solution: Solution, layout: Layout, scenario: ResolvedScenario): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  for (const [index, pool] of layout.pools.entries()) {
    for (const [q, quarter] of scenario.quarters.entries()) {
      const systems = solution.stock[index]?.[q] ?? 0;
      if (systems === 0) continue;
      const id = `stock:${pool.system.id}@${pool.site.id}:${quarter}`;
      const known = drafts.get(id);
      const used = [...solution.services, ...solution.runs]
        .filter((each) => each.pool === index && each.quarter === q)
        .reduce((sum, each) => sum + each.systems, 0);
      drafts.set(id, {
        id,
        kind: 'stock',
        title: `Usable ${pool.system.name} at ${pool.site.name} in ${quarter}`,
        unit: 'systems',
        used: (known?.used ?? 0) + used,
        limit: (known?.limit ?? 0) + systems * scenario.costs.availability * (pool.site.usable?.[q] ?? 1),
        sense: 'ceiling',
        perRow: 1,
        priceUnit: `${scenario.currency} per system and quarter`,
      });
    }
  }
  return [...drafts.values()];
}
