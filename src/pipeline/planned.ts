import { makePlan, workerSolver, type PlanOptions, type SearchProgress } from '../planning/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { judge, rulesKnownOn } from '../rules/index.ts';
import type { Prepared } from './prepared.ts';
import { version } from './version.ts';

/** How to search, and whom to tell. */
export interface Search extends PlanOptions {
  readonly onProgress: (progress: SearchProgress) => void;
  /** Aborting it ends the search with the best plan so far. */
  readonly signal: AbortSignal;
}

/** The second half of the way of a plan: judge, build, solve in a worker thread, answer. */
export async function planScenario(prepared: Prepared, search: Search): Promise<PlanFile> {
  const { scenario, rates, rulebook, rules, catalog } = prepared;
  const { timeLimit, gap, seed, answers, onProgress, signal } = search;
  const solver = await workerSolver(signal);
  try {
    const plan = await makePlan({
      scenario,
      rates,
      judge: (question) => judge(question, rules),
      ruleSet: { hash: rulebook.hash, rules: rulesKnownOn(rulebook, scenario.asOf).map(({ id }) => id) },
      catalogHash: catalog.hash,
      sources: catalog.sources,
      taken: prepared.taken,
      version,
      options: { timeLimit, gap, seed, ...(answers !== undefined && { answers }) },
      solver,
      onProgress,
      signal,
    });
    return { ...plan, diagnostics: [...prepared.diagnostics.map(remark), ...plan.diagnostics] };
  } finally {
    await solver.close();
  }
}

/** What was noticed on the way to the scenario belongs to the plan: sums that do not add up, offers left out. */
function remark({ code, severity, message, hint, path }: Diagnostic): PlanFile['diagnostics'][number] {
  return { code, severity, message, hint: hint ?? null, path: path.join('.') };
}
