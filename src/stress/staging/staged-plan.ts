import { planScenario, type Prepared, type Search } from '../../pipeline/index.ts';
import type { PlanFile, PlanUncertainty } from '../../plan/index.ts';
import { orderKey, type Commitment } from '../draws/commitments.ts';
import { stressMessages } from '../messages.ts';
import { stageScenario, type StageWish } from './stage-scenario.ts';

/**
 * Plans a scenario over many futures: what is ordered in the first quarter is what the staged program commits to; the rest of the
 * plan shows the expected world planned around it. Where that world leaves no room for those orders, it is shown planned alone,
 * and the plan says so.
 */
export async function planUnderUncertainty(
  prepared: Prepared,
  wish: StageWish,
  search: Search,
): Promise<PlanFile> {
  const uncertainty = await stageScenario(prepared, wish);
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
  const { title } = stressMessages['FW-STR-0023'];
  return withStances(
    {
      ...alone,
      diagnostics: [
        ...alone.diagnostics,
        {
          code: 'FW-STR-0023',
          severity: 'warning',
          message: title,
          hint: 'see the commitments under uncertainty',
          path: 'uncertainty',
        },
      ],
    },
    uncertainty,
  );
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
