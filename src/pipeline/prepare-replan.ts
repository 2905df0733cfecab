import { hasErrors, type Diagnostic } from '../diagnostics/index.ts';
import type { TextFile } from '../files/index.ts';
import type { PlanFile } from '../plan/index.ts';
import {
  planningTrouble,
  takeOver,
  type OrderNews,
  type PlacedOrder,
  type SeenFleet,
} from '../planning/index.ts';
import { addQuarters, isIsoDate, quarterDifference, quarterOf } from '../quantity/index.ts';
import { judge, scenarioContext } from '../rules/index.ts';
import {
  readScenario,
  resolveScenario,
  type ChurnPrice,
  type ResolvedAnchor,
  type ResolvedOffer,
  type ResolvedScenario,
} from '../scenario/index.ts';
import { prepareScenario, type NotPrepared, type Prepared } from './prepared.ts';
import type { World } from './world.ts';

/** What to plan anew: which plan, on which day, and what is known by then. */
export interface ReplanWish {
  readonly before: PlanFile;
  /** The scenario as it stands now. */
  readonly file: TextFile;
  /** The text the plan before was made from; undefined = the same. */
  readonly previous?: TextFile | undefined;
  readonly asOf: string;
  /** Variant to plan with; default: that of the plan before. */
  readonly variant?: string | undefined;
  /** Quarters of the whole programme, where it is to go on for longer than it was planned. */
  readonly quarters?: number | undefined;
  /** Measurements beside those of the scenario and of the plan before. */
  readonly anchors?: readonly ResolvedAnchor[] | undefined;
  /** What became of orders. */
  readonly news: readonly OrderNews[];
  /** Lines of the plan before that were ordered, though the plan has their order later. */
  readonly ordered?: ReadonlySet<string> | undefined;
  /** What was seen to stand, all of it; undefined = what the scenario says. */
  readonly seen?: readonly SeenFleet[] | undefined;
  /** Overrides the scenario's price of changes. */
  readonly churn?: ChurnPrice | undefined;
}

/** A scenario ready to be planned anew. */
export interface PreparedReplan extends Prepared {
  /** Orders that the rules of the day stopped. */
  readonly heldBack: readonly PlacedOrder[];
}

/**
 * Makes a scenario ready to be planned anew from a plan.
 *
 * ```
 * scenario as of the new day, its calendar as it began ┐
 * the plan before, and its offers as they were known   ├─► take over ─► prepare, cut to what lies ahead
 * deliveries, fleet                                    ┘
 * ```
 */
export function prepareReplan(wish: ReplanWish, world: World): PreparedReplan | NotPrepared {
  const { before, asOf } = wish;
  const wrong = wrongDay(wish);
  if (wrong !== undefined) return { ok: false, diagnostics: [wrong] };
  const variant = wish.variant ?? before.variant ?? undefined;
  const calendar = calendarOf(wish);
  const now = resolveWhole(wish.file, world, { asOf, variant, ...calendar });
  if (!now.scenario) return { ok: false, diagnostics: now.diagnostics };
  const { scenario } = now;
  const then = resolveWhole(wish.previous ?? wish.file, world, {
    asOf: before.asOf,
    variant: before.variant ?? undefined,
    ...calendar,
  });
  const context = scenarioContext(scenario, world.rulebook, world.catalog);
  const { taken, heldBack, diagnostics } = takeOver({
    before,
    scenario,
    offersBefore: new Map(
      (then.scenario?.offers ?? []).map((offer): [string, ResolvedOffer] => [offer.id, offer]),
    ),
    judge: (question) => judge(question, context),
    news: wish.news,
    ordered: wish.ordered ?? new Set(),
    seen: wish.seen,
    churn: wish.churn,
  });
  const prepared = prepareScenario(wish.file, world, {
    asOf,
    variant,
    replan: taken,
    anchors: [...(before.measurements ?? []), ...(wish.anchors ?? [])],
  });
  if (!prepared.ok) return prepared;
  const changed = then.scenario?.hash === before.scenarioHash ? [] : [planningTrouble.scenarioChanged()];
  return {
    ...prepared,
    heldBack,
    diagnostics: [...prepared.diagnostics, ...diagnostics, ...changed, ...runsOver(scenario, taken.done)],
  };
}

/** The programme's calendar: when it began and how long it is. */
export function calendarOf({ before, quarters = 0 }: Pick<ReplanWish, 'before' | 'quarters'>): {
  readonly start: string;
  readonly quarters: number;
} {
  return {
    start: before.replan?.start ?? before.quarters[0] ?? quarterOf(before.asOf),
    quarters: Math.max(before.replan?.quarters ?? before.quarters.length, quarters),
  };
}

/** The whole programme with the knowledge of a day, not yet cut. */
export function resolveWhole(
  file: TextFile,
  { catalog, rulebook, diagnostics: broken }: World,
  choice: Parameters<typeof resolveScenario>[2],
): { readonly scenario?: ResolvedScenario; readonly diagnostics: readonly Diagnostic[] } {
  if (hasErrors(broken)) return { diagnostics: broken };
  const rules = rulebook.rules.map(({ id }) => id);
  const { document, diagnostics } = readScenario(file.path, file.text, catalog, { rules });
  return document ? resolveScenario(document, catalog, { ...choice, rules }) : { diagnostics };
}

function wrongDay(wish: ReplanWish): Diagnostic | undefined {
  const { before, asOf } = wish;
  if (!isIsoDate(asOf)) {
    return planningTrouble.notADay(`\`${asOf}\` is no date`, 'for example 2025-04-16');
  }
  if (asOf < before.asOf) {
    const message = `${asOf} lies before ${before.asOf}, the as-of date of the plan`;
    return planningTrouble.notADay(message, 'plans are made anew forward in time');
  }
  const { start, quarters } = calendarOf(wish);
  const last = addQuarters(start, quarters - 1);
  const now = quarterOf(asOf);
  if (now <= last) return undefined;
  return planningTrouble.notADay(
    `the programme ends with ${last}, and ${asOf} lies behind it`,
    `let it go on: --quarters ${quarterDifference(start, now) + 1} or more`,
  );
}

/** Runs whose deadline is over and that are not done. */
function runsOver(
  { runs, quarters, asOf }: ResolvedScenario,
  done: readonly { readonly run: string; readonly flop: number }[],
): readonly Diagnostic[] {
  const now = quarterOf(asOf);
  return runs.flatMap(({ id, name, flop, deadline }) => {
    const due = quarters[deadline] ?? now;
    const part = (done.find(({ run }) => run === id)?.flop ?? 0) / flop;
    return due < now && part < 1 - 1e-6 ? [planningTrouble.runOver(name, due, part)] : [];
  });
}
