import type { PlanFile } from '../plan/index.ts';
import { diffPlans, type Attribution, type PlanDiff } from '../planning/index.ts';
import { planScenario, type Search } from './planned.ts';
import { attributeChange } from './attribute-change.ts';
import type { PreparedReplan, ReplanWish } from './prepare-replan.ts';
import type { World } from './world.ts';

/** A plan made anew, with all that differs from the one before and why. */
export interface Replanned {
  readonly plan: PlanFile;
  readonly diff: PlanDiff;
  /** Which part of the change each group of inputs explains; undefined where it was not asked for. */
  readonly attribution: Attribution | undefined;
}

/**
 * Plans anew what `prepareReplan` made ready, and says what changed.
 *
 * @param reasons solve again with one group of inputs after the other changed, to say what each explains
 */
export async function replanScenario(
  wish: ReplanWish,
  prepared: PreparedReplan,
  world: World,
  search: Search,
  reasons: boolean,
): Promise<Replanned> {
  const plan = await planScenario(prepared, search);
  const diff = diffPlans(wish.before, plan);
  const attribution = reasons
    ? await attributeChange({ wish, prepared, world, plan, diff }, search)
    : undefined;
  return { plan, diff, attribution };
}
