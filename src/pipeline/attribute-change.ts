import { canonicalJson } from '../evidence/index.ts';
import type { RateTable } from '../performance/index.ts';
import type { PlanFile } from '../plan/index.ts';
import {
  attribution,
  makePlan,
  workerSolver,
  type Attribution,
  type InputGroup,
  type Judge,
  type PlanDiff,
  type SolvedStep,
} from '../planning/index.ts';
import { judge, scenarioContext } from '../rules/index.ts';
import { cutScenario, type ResolvedScenario } from '../scenario/index.ts';
import { carriedOf } from './carried.ts';
import { changedInputs, type ChangedInputs } from './changed-inputs.ts';
import { ratesBefore } from './rates-before.ts';
import { calendarOf, resolveWhole, type PreparedReplan, type ReplanWish } from './prepare-replan.ts';
import type { Search } from './planned.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** A finished replan, to be explained. */
export interface ChangeToExplain {
  readonly wish: ReplanWish;
  readonly prepared: PreparedReplan;
  readonly world: World;
  readonly plan: PlanFile;
  readonly diff: PlanDiff;
}

/** The programme as it was known when the plan before was made, and as it is known now; neither cut. */
interface Sides {
  readonly old: ResolvedScenario;
  readonly now: ResolvedScenario;
  /** Each with the exchange rates of the other. */
  readonly oldNowFx: ResolvedScenario;
  readonly nowOldFx: ResolvedScenario;
}

/** Groups after `facts`, in the order in which they are changed. */
const order = [
  'demand',
  'sites',
  'fx',
  'offers',
  'limits',
  'rates',
  'rules',
] as const satisfies readonly InputGroup[];

/**
 * Says how much of a change each group of inputs explains, by planning again with one group after the other as it is now.
 *
 *     the plan before
 *       │ facts     what is ordered, delivered, done by now; all else as it was known then
 *       │ demand · sites · fx · offers · limits · rates       those that differ, one after the other
 *       ▼ rules     the last group gives the plan now
 *
 * Groups that are the same then and now are not solved for. Every step is measured against the same plan before, with
 * the same price of changes, gap and seed. Undefined where the plan before can no longer be prepared.
 */
export async function attributeChange(
  { wish, prepared, world, plan, diff }: ChangeToExplain,
  search: Search,
): Promise<Attribution | undefined> {
  const sides = sidesOf(wish, world);
  if (sides === undefined || prepared.taken === undefined) return undefined;
  const tables: Readonly<Record<'old' | 'now', RateTable>> = {
    now: prepared.rates,
    old: ratesBefore(prepared.rates, wish.before),
  };
  const judges = judgesOf(sides, wish, world);
  const changed = order.filter((group) => differs(group, sides, tables, wish, world));
  const inputs = changedInputs({ wish, prepared, diff, tables, judges, scenario: prepared.scenario });
  const solver = await workerSolver(search.signal);
  try {
    const steps: SolvedStep[] = [];
    for (const index of changed.keys().toArray().concat(changed.length)) {
      const fresh = new Set<InputGroup>(['facts', ...changed.slice(0, index)]);
      const group = index === 0 ? 'facts' : changed[index - 1];
      if (group === undefined || search.signal.aborted) continue;
      const last = index === changed.length && changed.length > 0;
      const scenario = last ? prepared.scenario : mixed(sides, fresh, prepared);
      const made = last
        ? plan
        : await makePlan({
            scenario,
            rates: fresh.has('rates') ? tables.now : tables.old,
            judge: fresh.has('rules') ? judges.now : judges.old,
            ruleSet: { hash: world.rulebook.hash, rules: [] },
            catalogHash: world.catalog.hash,
            sources: world.catalog.sources,
            version,
            options: { timeLimit: search.timeLimit, gap: search.gap, seed: search.seed, answers: false },
            solver,
            taken: prepared.taken,
            onProgress: search.onProgress,
            signal: search.signal,
          });
      steps.push(stepOf(group, made, inputs));
    }
    const before = new Map(wish.before.lines.map(({ id, count }) => [id, count]));
    return attribution(before, steps, (line, groups) => inputs.about(line, groups));
  } finally {
    await solver.close();
  }
}

function stepOf(group: InputGroup, made: PlanFile, inputs: ChangedInputs): SolvedStep {
  const planned = made.objective.value !== null;
  return {
    groups: [group],
    counts: planned ? new Map(made.lines.map(({ id, count }) => [id, count])) : undefined,
    cost: made.objective.cost ?? undefined,
    unmet: planned ? made.objective.unmet : undefined,
    inputs: inputs.of(group),
  };
}

function sidesOf(wish: ReplanWish, world: World): Sides | undefined {
  const { before, asOf, file } = wish;
  const calendar = calendarOf(wish);
  const choice = { asOf: before.asOf, variant: before.variant ?? undefined, ...calendar };
  const chosen = { asOf, variant: wish.variant ?? before.variant ?? undefined, ...calendar };
  const previous = wish.previous ?? file;
  const old = resolveWhole(previous, world, choice).scenario;
  const now = resolveWhole(file, world, chosen).scenario;
  const oldNowFx = resolveWhole(previous, world, { ...choice, fxAsOf: asOf }).scenario;
  const nowOldFx = resolveWhole(file, world, { ...chosen, fxAsOf: before.asOf }).scenario;
  if (old === undefined || now === undefined || oldNowFx === undefined || nowOldFx === undefined) {
    return undefined;
  }
  return { old, now, oldNowFx, nowOldFx };
}

/** What makes up each group in a scenario. */
const parts = {
  demand: ({ services, runs }: ResolvedScenario) => ({ services, runs }),
  sites: ({ sites }: ResolvedScenario) => ({ sites }),
  offers: ({ offers, costs, discountRate }: ResolvedScenario) => ({ offers, costs, discountRate }),
  limits: ({ budgets, shares, concentrations, objective, wholeQuarters }: ResolvedScenario) => ({
    budgets,
    shares,
    concentrations,
    objective,
    wholeQuarters,
  }),
} as const;

/** The programme with some groups as they are now, cut to what lies ahead; orders that only the rules stopped come while these are old. */
function mixed(
  { old, now, oldNowFx, nowOldFx }: Sides,
  fresh: ReadonlySet<InputGroup>,
  { taken, heldBack }: PreparedReplan,
): ResolvedScenario {
  const newFx = fresh.has('fx');
  const side = (group: InputGroup): ResolvedScenario =>
    fresh.has(group) ? (newFx ? now : nowOldFx) : newFx ? oldNowFx : old;
  const whole: ResolvedScenario = {
    ...now,
    fx: newFx ? now.fx : old.fx,
    ...parts.demand(side('demand')),
    ...parts.sites(side('sites')),
    ...parts.offers(side('offers')),
    ...parts.limits(side('limits')),
    licences: side('rules').licences,
  };
  if (taken === undefined) return whole;
  const rules = fresh.has('rules');
  return cutScenario(whole, {
    ...carriedOf(taken),
    orders: rules ? taken.orders : [...taken.orders, ...heldBack],
    stopped: taken.stopped.filter(({ why }) => rules || why !== 'rules').map(({ id }) => id),
  });
}

/** The rules as they were known then, whatever the day that is asked about, and as they are known now. */
function judgesOf(
  { old, now }: Sides,
  { before }: ReplanWish,
  { rulebook, catalog }: World,
): Readonly<Record<'old' | 'now', Judge>> {
  const rulesThen = scenarioContext({ ...now, licences: old.licences }, rulebook, catalog);
  const fresh = scenarioContext(now, rulebook, catalog);
  return {
    old: (question) => judge({ ...question, knownOn: before.asOf }, rulesThen),
    now: (question) => judge(question, fresh),
  };
}

function differs(
  group: (typeof order)[number],
  { old, now, nowOldFx }: Sides,
  tables: Readonly<Record<'old' | 'now', RateTable>>,
  { before, asOf }: ReplanWish,
  { rulebook }: World,
): boolean {
  if (group === 'fx') return unlike(old.fx.perUsd, now.fx.perUsd);
  if (group === 'rates') return tables.old !== tables.now;
  if (group === 'rules') {
    const fresh = rulebook.rules.some(
      ({ published, until }) =>
        (published > before.asOf && published <= asOf) ||
        (until !== undefined && until.published > before.asOf && until.published <= asOf),
    );
    return fresh || unlike(old.licences, now.licences);
  }
  return unlike(parts[group](old), parts[group](nowOldFx));
}

function unlike(a: unknown, b: unknown): boolean {
  return canonicalJson(a) !== canonicalJson(b);
}
