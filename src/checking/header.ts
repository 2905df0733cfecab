import { rulesKnownOn } from '../rules/index.ts';
import type { Check } from './context.ts';
import { expectEqual, expectFields } from './compare.ts';

/** The plan is of this scenario, variant and date. */
export const checkScenario: Check = ({ plan, scenario }) =>
  expectFields('FW-CHK-0001', 'plan', {
    scenario: [scenario.id, plan.scenario],
    title: [scenario.title, plan.title],
    variant: [scenario.variant ?? null, plan.variant],
    asOf: [scenario.asOf, plan.asOf],
    currency: [scenario.currency, plan.currency],
    wholeQuarters: [scenario.wholeQuarters, plan.wholeQuarters],
    quarters: [scenario.quarters.join(' '), plan.quarters.join(' ')],
    'objective.kind': [scenario.objective.kind, plan.objective.kind],
  });

/** The inputs have not changed since the plan was made. */
export const checkHashes: Check = ({ plan, scenario, catalog }) => [
  ...expectEqual('FW-CHK-0002', 'plan', 'scenarioHash', scenario.hash, plan.scenarioHash),
  ...expectEqual('FW-CHK-0003', 'plan', 'catalogHash', catalog.hash, plan.catalogHash),
];

/** The plan was judged by the rules known on its as-of date, and by no others. */
export const checkRuleSet: Check = ({ plan, scenario, rulebook }) => {
  const known = rulesKnownOn(rulebook, scenario.asOf);
  return expectFields('FW-CHK-0004', 'plan', {
    'ruleSet.asOf': [scenario.asOf, plan.ruleSet.asOf],
    'ruleSet.hash': [rulebook.hash, plan.ruleSet.hash],
    'ruleSet.rules': [known.map((rule) => rule.id), plan.ruleSet.rules],
  });
};
