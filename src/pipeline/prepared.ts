import type { Catalog } from '../catalog/index.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import { rateTable, type RateTable } from '../performance/index.ts';
import { scenarioContext, type RuleContext, type Rulebook } from '../rules/index.ts';
import type { PlanFile, PlanReplan } from '../plan/index.ts';
import {
  cutScenario,
  readScenario,
  resolveScenario,
  type ResolvedAnchor,
  type ResolvedScenario,
} from '../scenario/index.ts';
import type { TextFile } from '../files/index.ts';
import { carriedOf } from './carried.ts';
import type { World } from './world.ts';

/** A scenario ready to be planned or checked: one day, one variant, every claim a number, every pair rated. */
export interface Prepared {
  readonly ok: true;
  readonly scenario: ResolvedScenario;
  readonly rates: RateTable;
  readonly catalog: Catalog;
  readonly rulebook: Rulebook;
  readonly rules: RuleContext;
  readonly diagnostics: readonly Diagnostic[];
  /** Measurements beside those of the scenario; they go into the plan. */
  readonly given?: readonly ResolvedAnchor[] | undefined;
  /** What a plan that is made anew takes over; the scenario is cut to what lies ahead. */
  readonly taken?: PlanReplan | undefined;
}

/** Which plan of a scenario is meant: a day, a variant, and for a plan made anew what it took over. */
export interface Choice {
  readonly asOf?: string | undefined;
  readonly variant?: string | undefined;
  readonly replan?: PlanReplan | undefined;
  /** Measurements beside those of the scenario. */
  readonly anchors?: readonly ResolvedAnchor[] | undefined;
}

/** The choice that a plan was made by. */
export function choiceOf({ asOf, variant, replan, measurements }: PlanFile): Choice {
  return { asOf, variant: variant ?? undefined, replan, anchors: measurements };
}

export interface NotPrepared {
  readonly ok: false;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The first half of the way of a plan; the second half is planning, or checking.
 *
 * ```
 * text → read → resolve (as-of, variant) → cut to what lies ahead, where a plan is made anew → rate
 * ```
 */
export function prepareScenario(
  file: TextFile,
  { catalog, rulebook, diagnostics: broken }: World,
  { asOf, variant, replan, anchors = [] }: Choice,
): Prepared | NotPrepared {
  if (hasErrors(broken)) return { ok: false, diagnostics: broken };
  const options = {
    asOf,
    variant,
    start: replan?.start,
    quarters: replan?.quarters,
    rules: rulebook.rules.map(({ id }) => id),
  };
  const { document, diagnostics } = readScenario(file.path, file.text, catalog, options);
  if (!document) return { ok: false, diagnostics };
  const resolved = resolveScenario(document, catalog, options);
  if (!resolved.scenario) return { ok: false, diagnostics: resolved.diagnostics };
  const whole =
    anchors.length === 0
      ? resolved.scenario
      : { ...resolved.scenario, anchors: [...(resolved.scenario.anchors ?? []), ...anchors] };
  const scenario = replan === undefined ? whole : cutScenario(whole, carriedOf(replan));
  return {
    ok: true,
    scenario,
    rates: rateTable(scenario),
    catalog,
    rulebook,
    rules: scenarioContext(scenario, rulebook, catalog),
    diagnostics: [
      ...resolved.diagnostics,
      ...endOfKnowledge(rulebook, scenario.asOf),
      ...measured(scenario.anchors ?? []),
    ],
    ...(anchors.length > 0 && { given: anchors }),
    ...(replan !== undefined && { taken: replan }),
  };
}

/** Says so when the as-of date lies behind the newest rule: what came between is not known here. */
function endOfKnowledge({ rules }: Rulebook, asOf: string): readonly Diagnostic[] {
  const newest = rules.map(({ published }) => published).reduce((a, b) => (b > a ? b : a), '');
  if (newest === '' || asOf <= newest) return [];
  const message = `the newest rule of the catalog was published on ${newest}; what came between then and ${asOf} is not known here`;
  const hint = 'check what has changed since, and add it to catalog/rules';
  return [{ code: 'FW-PIPE-0001', severity: 'note', path: ['asOf'], message, hint }];
}

/** Says which rates rest on measurements, since data sheets alone may give another plan. */
function measured(all: readonly ResolvedAnchor[]): readonly Diagnostic[] {
  const pairs = [...new Set(all.map(({ chip, model }) => `${model} on ${chip}`))].toSorted();
  return pairs.map((pair) => {
    const count = all.filter(({ chip, model }) => `${model} on ${chip}` === pair).length;
    return {
      code: 'FW-PIPE-0005',
      severity: 'note',
      path: ['anchors'],
      message: `times of ${pair} are corrected by ${count === 1 ? 'a measurement' : `${count} measurements`}`,
    };
  });
}
