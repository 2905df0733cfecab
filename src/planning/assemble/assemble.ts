import { planVersion, searchNoted } from '../../plan/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { Answers } from '../answers/index.ts';
import type { JudgedLines } from '../candidates/index.ts';
import type { PlanInput, SearchAnswer } from '../plan-input.ts';
import { fromMillion } from '../program/index.ts';
import { costWeight, gapOf } from '../solver/index.ts';
import { planBudgets, planCash, planCost, planPower, planShares } from './accounts.ts';
import { planAssumptions } from './assumptions.ts';
import { planChurn, planReplan } from './churn.ts';
import { planDiagnostics } from './diagnostics.ts';
import { planLimits } from './limits.ts';
import { planLines } from './lines.ts';
import { planSystems } from './systems.ts';
import { planPlacements, planRuns, planServices, planStock, unmetPenalty } from './work.ts';

export interface AssembleInput extends PlanInput, SearchAnswer, Answers {
  readonly judged: JudgedLines;
}

/** Below this gap a plan is the optimum as far as arithmetic can tell. */
const provenGap = 1e-6;

/** The plan file out of a solved scenario; lines and accounts are empty where there is no plan. */
export function assemble(input: AssembleInput): PlanFile {
  const { scenario, rates, built, found, solution } = input;
  const { layout } = built;
  const services = planServices(solution, scenario, rates);
  const runs = planRuns(solution, layout, scenario, rates);
  const cash = solution === undefined ? [] : planCash(solution, layout, scenario);
  const budgets = solution === undefined ? [] : planBudgets(solution, layout, scenario);
  const power = solution === undefined ? [] : planPower(solution, layout, scenario);
  const shares = planShares(solution?.orders ?? [], scenario);
  const cost = planCost(cash, scenario);
  const unmet = unmetPenalty(services, runs, scenario);
  const churn = solution === undefined ? undefined : planChurn(solution, scenario);
  const money = cost + (churn?.cost ?? 0);
  const value = scenario.objective.kind === 'most-service' ? unmet + costWeight * money : money;
  const bound = Number.isFinite(found.bound) ? Math.min(fromMillion(found.bound), value) : undefined;
  const gap = solution === undefined ? null : (gapOf(value, bound) ?? null);
  const status = planStatus(found.end, gap);
  return {
    version: planVersion,
    status,
    title: scenario.title,
    scenario: scenario.id,
    variant: scenario.variant ?? null,
    asOf: scenario.asOf,
    quarters: [...scenario.quarters],
    wholeQuarters: scenario.wholeQuarters,
    currency: scenario.currency,
    seed: input.options.seed,
    ...searchNoted(input.options),
    ruleSet: { asOf: scenario.asOf, hash: input.ruleSet.hash, rules: input.ruleSet.rules.toSorted() },
    scenarioHash: scenario.hash,
    catalogHash: input.catalogHash,
    engine: { fleetwright: input.version, solver: input.solver.version },
    objective: {
      kind: scenario.objective.kind,
      value: solution === undefined ? null : value,
      cost: solution === undefined ? null : cost,
      unmet,
    },
    bound: solution === undefined ? null : (bound ?? null),
    gap,
    systems: planSystems(solution, layout, scenario),
    lines: planLines(solution?.orders ?? [], scenario, input.why),
    stock: solution === undefined ? [] : planStock(solution, layout, scenario),
    placements: solution === undefined ? [] : planPlacements(solution, layout, scenario, rates),
    services,
    runs,
    shares,
    budgets,
    cash,
    power,
    limits: [
      ...(solution === undefined
        ? []
        : planLimits({ budgets, power, shares, services, runs }, solution, layout, scenario, input)),
      ...input.rules,
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    runnerUps: input.runnerUps,
    breakEvens: input.breakEvens,
    conflict: input.conflict,
    repair: input.repair,
    assumptions: planAssumptions(scenario.lineage, input.sources),
    diagnostics: planDiagnostics({ ...input, penalty: unmet }, status, gap),
    ...(input.taken !== undefined && { replan: planReplan(input.taken, churn) }),
  };
}

function planStatus(end: SearchAnswer['found']['end'], gap: number | null): PlanFile['status'] {
  if (end === 'infeasible') return 'infeasible';
  if (end === 'interrupted' || end === 'nothing') return 'interrupted';
  return gap !== null && gap <= provenGap ? 'optimal' : 'feasible';
}
