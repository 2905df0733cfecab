import type { QuickModel, QuickPlan, QuickPlanner } from '../../planning/index.ts';
import type { Wish } from './orders.ts';
import type { View } from './view.ts';

/** Somebody who decides, quarter by quarter, from what is known on the day. */
export interface BacktestPlanner {
  readonly name: string;
  /** Orders to place in the quarter at hand. */
  decide(view: View): Promise<readonly Wish[]>;
}

/** Opens the world as a view shows it, and closes it again. */
export function inWorld<Result>(
  planner: QuickPlanner,
  view: View,
  work: (model: QuickModel) => Result,
): Result {
  const model = planner.open(view);
  try {
    return work(model);
  } finally {
    model.dispose();
  }
}

/** What a plan orders in one of its quarters, by offer and site; whole systems. */
export function ordersIn(
  model: QuickModel,
  { orders }: Pick<QuickPlan, 'orders'>,
  quarter: number,
): readonly Wish[] {
  return model.world.built.layout.lines.flatMap(({ candidate }): readonly Wish[] => {
    const count = Math.round(orders.get(candidate.id) ?? 0);
    return candidate.order === quarter && count > 0
      ? [{ offer: candidate.offer.id, site: candidate.site.id, count }]
      : [];
  });
}
