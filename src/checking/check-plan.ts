import { checkBreakEvens, checkConflict, checkRunnerUps } from './answers.ts';
import { checkAssumptions, checkNoStrangers } from './assumptions.ts';
import { checkBudgetFigures, checkBudgetIds, checkBudgets } from './budgets.ts';
import { checkCaps } from './caps.ts';
import { checkCash } from './cash.ts';
import { checkConcentration } from './concentration.ts';
import { contextOf, type Check } from './context.ts';
import type { CheckInput } from './facts.ts';
import { checkFrozen } from './frozen.ts';
import { checkHashes, checkRuleSet, checkScenario } from './header.ts';
import { checkKnown, checkUnique } from './identity.ts';
import { checkLimits } from './limits.ts';
import { checkAllocation, checkCounts, checkDates, checkPrices, checkTerms } from './lines.ts';
import { checkBound, checkNothingMissed, checkObjective, checkPenalty } from './objective.ts';
import { checkPlaces, checkRates, checkUsable } from './placements.ts';
import { checkPower, checkPowerFigures, checkPowerKnown } from './power.ts';
import { checkGangs, checkOnePlace, checkRuns } from './runs.ts';
import { checkProof } from './proof.ts';
import { checkReplan, checkStopped } from './replan.ts';
import { checkServices } from './services.ts';
import { checkShareFigures, checkShares } from './shares.ts';
import { checkStatus, plansNothing } from './status.ts';
import { checkStock } from './stock.ts';
import { checkSystems } from './systems.ts';
import { checkUncertainty } from './uncertainty.ts';
import { checkLicences, checkPermitted, checkVerdicts } from './verdicts.ts';
import type { Violation } from './violation.ts';

/** What every plan file is held to, also one that only says why there is no plan. */
const always: readonly Check[] = [
  checkScenario,
  checkHashes,
  checkRuleSet,
  checkStatus,
  checkKnown,
  checkUnique,
  checkSystems,
  checkServices,
  checkRuns,
  checkShareFigures,
  checkPenalty,
  checkBound,
  checkConflict,
  checkAssumptions,
  checkNoStrangers,
  checkUncertainty,
  checkProof,
];

/** What a plan is held to that plans something. */
const whenPlanned: readonly Check[] = [
  checkTerms,
  checkCounts,
  checkDates,
  checkPrices,
  checkFrozen,
  checkReplan,
  checkStopped,
  checkVerdicts,
  checkPermitted,
  checkLicences,
  checkAllocation,
  checkStock,
  checkUsable,
  checkPlaces,
  checkRates,
  checkNothingMissed,
  checkOnePlace,
  checkGangs,
  checkPowerKnown,
  checkPower,
  checkPowerFigures,
  checkBudgets,
  checkBudgetFigures,
  checkBudgetIds,
  checkShares,
  checkConcentration,
  checkCaps,
  checkCash,
  checkObjective,
  checkLimits,
  checkRunnerUps,
  checkBreakEvens,
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
  const checks = plansNothing(input.plan) ? always : [...always, ...whenPlanned];
  return checks.flatMap((check) => check(context));
}
