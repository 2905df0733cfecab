import type { QuickPlanner } from '../../planning/index.ts';
import type { Wish } from './orders.ts';
import { inWorld, ordersIn, type BacktestPlanner } from './planner.ts';

/**
 * Plans anew each quarter as if what is known today were all there is to come, and places this quarter's orders: the optimum of
 * the day.
 */
export function naivePlanner(planner: QuickPlanner): BacktestPlanner {
  return {
    name: 'naive',
    decide: async (view) => inWorld(planner, view, (model) => ordersIn(model, model.best(), 0)),
  };
}

/**
 * Plans once, and then buys the mix of that plan quarter by quarter: of each offer and site the same number, its total spread
 * evenly over the quarters in which whole systems are ordered. What is no longer offered or permitted is not replaced.
 */
export function staticPlanner(planner: QuickPlanner): BacktestPlanner {
  let mix: readonly Wish[] | undefined;
  return {
    name: 'static',
    decide: async (view) =>
      inWorld(planner, view, (model) => {
        mix ??= evenMix(model, view.scenario.wholeQuarters);
        const onTable = new Map(
          model.world.built.layout.lines
            .filter(({ candidate }) => candidate.order === 0)
            .map(({ candidate: { offer, site } }) => [`${offer.id}@${site.id}`, offer.allocation[0] ?? 0]),
        );
        return mix.flatMap(({ offer, site, count }) => {
          const most = Math.min(count, Math.floor(onTable.get(`${offer}@${site}`) ?? 0));
          return most > 0 ? [{ offer, site, count: most }] : [];
        });
      }),
  };
}

function evenMix(model: Parameters<typeof ordersIn>[0], quarters: number): readonly Wish[] {
  const plan = model.best();
  const totals = new Map<string, Wish>();
  for (let quarter = 0; quarter < quarters; quarter += 1) {
    for (const wish of ordersIn(model, plan, quarter)) {
      const key = `${wish.offer}@${wish.site}`;
      totals.set(key, { ...wish, count: wish.count + (totals.get(key)?.count ?? 0) });
    }
  }
  return [...totals.values()].map((wish) => ({ ...wish, count: Math.round(wish.count / quarters) }));
}
