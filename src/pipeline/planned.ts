import {
  makePlan,
  workerSolver,
  type PlanOptions,
  type SearchProgress,
  type Solver,
} from '../planning/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { deratedRates } from '../performance/index.ts';
import { formatQuantity } from '../quantity/index.ts';
import type { Derating } from '../simulation/index.ts';
import { judge, rulesKnownOn } from '../rules/index.ts';
import type { Prepared } from './prepared.ts';
import { version } from './version.ts';

/** How to search, and whom to tell. */
export interface Search extends PlanOptions {
  readonly onProgress: (progress: SearchProgress) => void;
  /** Orders that are settled already, by line id: systems. */
  readonly settled?: ReadonlyMap<string, number> | undefined;
  /** Aborting it ends the search with the best plan so far. */
  readonly signal: AbortSignal;
  /** Solves, and stays open; one in a worker thread of its own by default. */
  readonly solver?: Solver | undefined;
}

/**
 * The second half of the way of a plan: judge, build, solve, answer.
 *
 * @param derating parts of the rates of services to count on; written into the plan as their headroom, with a note
 */
export async function planScenario(
  prepared: Prepared,
  search: Search,
  derating: Derating = new Map(),
): Promise<PlanFile> {
  const { scenario, rates, rulebook, rules, catalog, given } = prepared;
  const { timeLimit, gap, seed, answers, haste, settled, onProgress, signal } = search;
  const solver = search.solver ?? (await workerSolver(signal));
  try {
    const plan = await makePlan({
      scenario,
      rates: deratedRates(rates, derating),
      judge: (question) => judge(question, rules),
      ruleSet: { hash: rulebook.hash, rules: rulesKnownOn(rulebook, scenario.asOf).map(({ id }) => id) },
      catalogHash: catalog.hash,
      sources: catalog.sources,
      taken: prepared.taken,
      settled,
      version,
      options: {
        timeLimit,
        gap,
        seed,
        ...(answers !== undefined && { answers }),
        ...(haste !== undefined && { haste }),
      },
      solver,
      onProgress,
      signal,
    });
    return {
      ...plan,
      ...(given !== undefined && { measurements: [...given] }),
      services: plan.services.map((service) => {
        const headroom = derating.get(service.id);
        return headroom === undefined ? service : { ...service, headroom };
      }),
      diagnostics: [...[...prepared.diagnostics, ...tightened(derating)].map(remark), ...plan.diagnostics],
    };
  } finally {
    if (search.solver === undefined) await solver.close();
  }
}

/** What was noticed on the way to the scenario belongs to the plan: sums that do not add up, offers left out. */
function remark({ code, severity, message, hint, path }: Diagnostic): PlanFile['diagnostics'][number] {
  return { code, severity, message, hint: hint ?? null, path: path.join('.') };
}

/** Why the rates of a plan are lower than those of the performance model. */
function tightened(derating: Derating): readonly Diagnostic[] {
  return [...derating].map(([service, part]) => ({
    code: 'FW-PIPE-0004',
    severity: 'note',
    path: ['services', service],
    message: `the plan counts on ${formatQuantity(part, 'ratio')} of the predicted rates of ${service}: simulation bore out no more at its service levels`,
    hint: 'see the proof of the plan; `fleetwright simulate` shows what misses',
  }));
}
