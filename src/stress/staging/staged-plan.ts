import { planScenario, type Prepared, type Search } from '../../pipeline/index.ts';
import type { PlanFile, PlanUncertainty } from '../../plan/index.ts';
import { orderKey, type Commitment } from '../draws/commitments.ts';
import { stressMessages } from '../messages.ts';
import { stageInThread } from './stage-in-thread.ts';
import type { StageWish } from './stage-scenario.ts';

/**
 * Plans a scenario over many futures: what is ordered in the first quarter is what the staged program commits to; the rest of the
 * plan shows the expected world planned around it. Where that world leaves no room for those orders, it is shown planned alone,
 * and the plan says so. An interrupt keeps the best first orders so far; before there are any, the plan is that of the expected world.
 */
export async function planUnderUncertainty(
  prepared: Prepared,
  wish: StageWish,
  search: Search,
): Promise<PlanFile> {
  const uncertainty = await stageInThread(prepared, wish);
  if (uncertainty === undefined) return warned(await planScenario(prepared, search), 'FW-STR-0024');
  const [now = ''] = prepared.scenario.quarters;
  const settled = new Map<string, number>(
    prepared.scenario.offers.flatMap((offer) =>
      offer.sites.map((site) => [`${offer.id}@${site}@${now}`, 0] as const),
    ),
  );
  for (const { offer, site, count } of uncertainty.commitments) settled.set(`${offer}@${site}@${now}`, count);
  const plan = await planScenario(prepared, { ...search, settled });
  if (plan.status !== 'infeasible') return withStances(plan, uncertainty);
  const alone = await planScenario(prepared, search);
  return withStances(warned(alone, 'FW-STR-0023'), uncertainty);
}

/** The plan with a warning about how it was made. */
function warned(plan: PlanFile, code: 'FW-STR-0023' | 'FW-STR-0024'): PlanFile {
  const { title, explain } = stressMessages[code];
  return {
    ...plan,
    diagnostics: [
      ...plan.diagnostics,
      { code, severity: 'warning', message: title, hint: explain, path: 'uncertainty' },
    ],
  };
}

/** The plan with what futures say of it and of each of its lines. */
export function withStances(plan: PlanFile, uncertainty: PlanUncertainty): PlanFile {
  const stances = new Map(uncertainty.stances.map((each) => [each.line, each]));
  return {
    ...plan,
    uncertainty,
    lines: plan.lines.map((line) => {
      const found = line.frozen ? undefined : stances.get(orderKey(line.id));
      if (found === undefined) return line;
      const { stance, value, until, event, sentence } = found;
      return { ...line, stance: { stance, value, until, event, sentence } };
    }),
  };
}

/** What a plan orders in its first quarter. */
export function firstOrders({ lines, quarters }: PlanFile): readonly Commitment[] {
  return lines
    .filter(({ frozen, orderQuarter }) => !frozen && orderQuarter === quarters[0])
    .map(({ offer, site, count }) => ({ offer, site, order: 0, count }));
}
