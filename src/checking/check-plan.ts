import { checkBreakEvens, checkConflict, checkRunnerUps } from './answers.ts';
import { checkAssumptions, checkNoStrangers } from './assumptions.ts';
import { checkBudgetFigures, checkBudgetIds, checkBudgets } from './budgets.ts';
import { checkCash } from './cash.ts';
import { checkConcentration } from './concentration.ts';
import { contextOf, type Check } from './context.ts';
import type { CheckInput } from './facts.ts';
import { checkFrozen } from './frozen.ts';
import { checkHashes, checkRuleSet, checkScenario } from './header.ts';
import { checkKnown, checkUnique } from './identity.ts';
import { checkLimits } from './limits.ts';
import { checkAllocation, checkCounts, checkDates, checkPrices, checkTerms } from './lines.ts';
import { checkBound, checkNothingMissed, checkObjective } from './objective.ts';
import { checkPlaces, checkRates, checkUsable } from './placements.ts';
import { checkPower, checkPowerFigures, checkPowerKnown } from './power.ts';
import { checkGangs, checkOnePlace, checkRuns } from './runs.ts';
import { checkServices } from './services.ts';
import { checkShareFigures, checkShares } from './shares.ts';
import { checkStatus } from './status.ts';
import { checkStock } from './stock.ts';
import { checkLicences, checkPermitted, checkVerdicts } from './verdicts.ts';
import type { Violation } from './violation.ts';

/** Everything a plan is held to, in the order in which it is reported. */
const checks: readonly Check[] = [
  checkScenario,
  checkHashes,
  checkRuleSet,
  checkStatus,
  checkKnown,
  checkUnique,
  checkTerms,
  checkCounts,
  checkDates,
  checkPrices,
  checkFrozen,
  checkVerdicts,
  checkPermitted,
  checkLicences,
  checkAllocation,
  checkStock,
  checkUsable,
  checkPlaces,
  checkRates,
  checkServices,
  checkRuns,
  checkOnePlace,
  checkGangs,
  checkPowerKnown,
  checkPower,
  checkPowerFigures,
  checkBudgets,
  checkBudgetFigures,
  checkBudgetIds,
  checkShares,
  checkShareFigures,
  checkConcentration,
  checkCash,
  checkObjective,
  checkBound,
  checkNothingMissed,
  checkLimits,
  checkRunnerUps,
  checkBreakEvens,
  checkConflict,
  checkAssumptions,
  checkNoStrangers,
];

/**
 * Holds a plan to its scenario, the catalog and the rules, without any help from the planner: a plan that passes is
 * consistent with all of them whoever made it.
 *
 * ```
 * plan + scenario + catalog + rules + rates
 *    │ contextOf     lines → orders, re-dated and re-judged → what stands where → every payment
 *    ▼
 * checks            one per concern; each compares what it works out with what the plan says, or with a limit
 *    ▼
 * violations        all of them, in the order of the checks; none = the plan holds
 * ```
 */
export function checkPlan(input: CheckInput): readonly Violation[] {
  const context = contextOf(input);
  return checks.flatMap((check) => check(context));
}
