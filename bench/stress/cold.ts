import { makePlan, workerSolver } from '../../src/planning/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { judge } from '../../src/rules/index.ts';
import type { World } from '../../src/stress/futures/index.ts';

/** Plans one world from nothing, as a run of `fleetwright plan` without answers does: a new solver, the full search to the gap. */
export async function coldPlan(world: World, gap: number, seed: number): Promise<PlanFile> {
  const { scenario, rates, rules, rulebook, catalog } = world;
  const solver = await workerSolver();
  try {
    return await makePlan({
      scenario,
      rates,
      judge: (question) => judge(question, rules),
      ruleSet: { hash: rulebook.hash, rules: [] },
      catalogHash: catalog.hash,
      sources: catalog.sources,
      version: 'bench',
      options: { timeLimit: 120, gap, seed, answers: false },
      solver,
    });
  } finally {
    await solver.close();
  }
}
