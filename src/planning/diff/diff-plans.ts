import type { PlanFile } from '../../plan/index.ts';
import { claimChanges } from './claims.ts';
import { budgetChanges, cashChanges, serviceChanges } from './figures.ts';
import { lineChanges } from './lines.ts';
import { sideOf, type PlanDiff } from './plan-diff.ts';

/**
 * All that differs between two plans, without solving anything. Lines are the same line when they have the same id
 * (offer, site and order quarter; an order keeps the id of the line it was). Numbers differ when they do so by more
 * than one part in a million, which is the solver's own tolerance.
 *
 * Who looks for the reason of a change finds here which inputs changed that are about a line. How much of the change each of
 * them explains takes solving again: that is `attribute`.
 */
export function diffPlans(before: PlanFile, after: PlanFile): PlanDiff {
  const claims = claimChanges(before.assumptions, after.assumptions);
  const lines = lineChanges(before, after, claims);
  const cash = cashChanges(before, after);
  const budgets = budgetChanges(before, after);
  const service = serviceChanges(before, after);
  const known = new Set(before.ruleSet.rules);
  const knownNow = new Set(after.ruleSet.rules);
  const conflict =
    after.objective.value === null && before.objective.value !== null
      ? after.conflict.map(({ sentence }) => sentence)
      : [];
  return {
    before: sideOf(before),
    after: sideOf(after),
    same:
      lines.changed.length + cash.length + budgets.length + service.length + conflict.length === 0 &&
      before.status === after.status,
    inputs: {
      scenario: before.scenarioHash !== after.scenarioHash,
      catalog: before.catalogHash !== after.catalogHash,
      rulesAdded: after.ruleSet.rules.filter((rule) => !known.has(rule)),
      rulesGone: before.ruleSet.rules.filter((rule) => !knownNow.has(rule)),
      claims,
    },
    lines: lines.changed,
    unchanged: lines.unchanged,
    churn: lines.changed
      .filter(({ event }) => event !== 'ordered' && event !== 'changed')
      .reduce((sum, change) => sum + Math.abs(change.after - change.before), 0),
    cash,
    budgets,
    service,
    conflict,
  };
}
