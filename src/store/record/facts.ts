import type { PlanFile } from '../../plan/index.ts';
import type { PlanFacts } from './events.ts';

/** What a list of versions says of a plan. */
export function planFactsOf(plan: PlanFile): PlanFacts {
  return {
    title: plan.title,
    scenario: plan.scenario,
    variant: plan.variant,
    asOf: plan.asOf,
    status: plan.status,
    currency: plan.currency,
    cost: plan.objective.cost,
    unmet: plan.objective.unmet,
    lines: plan.lines.length,
    firstQuarter: plan.quarters[0] ?? null,
    lastQuarter: plan.quarters.at(-1) ?? null,
    ruleSet: plan.ruleSet.hash,
    catalog: plan.catalogHash,
    seed: plan.seed,
    engine: `${plan.engine.fleetwright}, ${plan.engine.solver}`,
  };
}
