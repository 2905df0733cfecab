import { judge } from '../../rules/index.ts';
import { quickPlanner, type QuickModel, type QuickPlan, type QuickPlanner } from '../../planning/index.ts';
import type { PlanFile } from '../../plan/index.ts';
import type { EventProcess, ResolvedScenario } from '../../scenario/index.ts';
import { orderKey, settle, type Commitment } from '../draws/commitments.ts';
import { goesOn } from '../draws/goes-on.ts';
import { groupOf } from '../draws/record.ts';
import { applyFuture, asPlanned, type Future, type World } from '../futures/index.ts';
import { strandedOf, type Stranded } from './stranded.ts';

/** One thing that no longer holds. */
export interface Break {
  /** `demand:doubao`, `run:frontier`, `budget:overseas`, … */
  readonly id: string;
  readonly title: string;
  /** First quarter in which it does not hold; null where it has no quarter of its own. */
  readonly quarter: string | null;
  /** Part that is met, of work; how far it is broken in its own unit, of a limit. */
  readonly met: number | null;
  readonly over: number | null;
}

/** An order that a repair changes. */
export interface ShockChange {
  readonly line: string;
  readonly from: number;
  readonly to: number;
}

/** How a plan fares. Money in the plan currency. */
export interface Fare {
  readonly value: number;
  readonly cost: number;
  readonly unmet: number;
  /** Earliest first. */
  readonly breaks: readonly Break[];
}

/** What one shock does to a plan. */
export interface ShockAnswer {
  readonly event: string;
  readonly title: string;
  readonly quarter: string | null;
  /** Why it does nothing, where it lies outside the horizon. */
  readonly outside: boolean;
  readonly rests: string;
  /** The plan as it stands, without the shock and with it, nothing changed. */
  readonly before: Fare;
  readonly unrepaired: Fare;
  /** What it breaks that held before, earliest first. */
  readonly first: Break | null;
  readonly stranded: Stranded;
  /** Everything not yet ordered by then planned anew. */
  readonly repair: Fare & { readonly changes: readonly ShockChange[] };
  /** Only additions: every order of the plan that can still come stays. */
  readonly additions: Fare & { readonly changes: readonly ShockChange[] };
}

/** Above this part of what is asked work counts as done. */
const met = 0.999;

/**
 * Holds a plan against shocks, one after the other.
 *
 *     plan ─► its orders in the world as planned        ─► before
 *     shock ─► world ─► its orders, nothing changed     ─► what breaks first, what is stranded
 *                    ─► orders placed before the shock held, the rest planned anew  ─► the cheapest repair
 *                    ─► all orders held that still come, more may be ordered        ─► the repair of least churn
 *
 * Orders placed before the shock's quarter are placed; what a rule or a supplier keeps from coming loses the deposit. An interrupt keeps the shocks that are done.
 */
export async function holdAgainst(
  plan: PlanFile,
  world: World,
  events: readonly EventProcess[],
  deposit: number,
  seed: number,
  signal: AbortSignal,
  onEvent: (done: number) => void = () => undefined,
): Promise<readonly ShockAnswer[]> {
  const planner = await quickPlanner(seed);
  const { scenario } = world;
  const orders = ordersOf(plan, scenario);
  const planned = open(planner, world);
  let before: QuickPlan;
  try {
    before = planned.best(settle(orders, planned, world, scenario, asPlanned, deposit, Infinity));
  } finally {
    planned.dispose();
  }
  const answers: ShockAnswer[] = [];
  for (const event of events) {
    if (!(await goesOn(signal))) break;
    answers.push(hold(planner, world, event, orders, before, deposit));
    onEvent(answers.length);
  }
  return answers;
}

function hold(
  planner: QuickPlanner,
  base: World,
  event: EventProcess,
  orders: readonly Commitment[],
  before: QuickPlan,
  deposit: number,
): ShockAnswer {
  const { scenario } = base;
  const quarter = Math.max(0, event.from);
  const future: Future = { ...asPlanned, events: [{ event, quarter }] };
  const world = applyFuture(base, [], future);
  const model = open(planner, world);
  try {
    const placed = orders.filter(({ order }) => order < quarter);
    const stuck = settle(orders, model, world, scenario, future, deposit, Infinity);
    const unrepaired = model.best(stuck);
    const anew = model.best(settle(placed, model, world, scenario, future, deposit, quarter));
    const kept = settle(placed, model, world, scenario, future, deposit, quarter);
    const later = new Map([...stuck.counts].filter(([name, count]) => count > 0 && !kept.counts.has(name)));
    const additions = model.best({ ...kept, least: later });
    // What changes less is a repair too: the cheapest of all, limits kept first.
    const [repair = anew] = [unrepaired, additions, anew].toSorted((a, b) => a.charged - b.charged);
    const [was, now] = [fareOf(before, base.scenario), fareOf(unrepaired, world.scenario)];
    const held = new Set(was.breaks.map(({ id }) => id));
    return {
      event: event.id,
      title: event.title,
      quarter: scenario.quarters[quarter] ?? null,
      outside: quarter >= scenario.quarters.length,
      rests: event.source ?? event.reason ?? '',
      before: was,
      unrepaired: now,
      first: now.breaks.find(({ id }) => !held.has(id)) ?? null,
      stranded: strandedOf(orders, base, world, event, quarter, stuck, model, deposit),
      repair: { ...fareOf(repair, world.scenario), changes: changesOf(orders, repair, scenario, quarter) },
      additions: {
        ...fareOf(additions, world.scenario),
        changes: changesOf(orders, additions, scenario, quarter),
      },
    };
  } finally {
    model.dispose();
  }
}

function open(planner: QuickPlanner, { scenario, rates, rules }: World): QuickModel {
  return planner.open({ scenario, rates, judge: (question) => judge(question, rules) });
}

/** Every order of a plan that is its own decision. */
function ordersOf({ lines }: PlanFile, { quarters }: ResolvedScenario): readonly Commitment[] {
  return lines
    .filter(({ frozen }) => !frozen)
    .map(({ offer, site, orderQuarter, count }) => ({
      offer,
      site,
      order: quarters.indexOf(orderQuarter),
      count,
    }));
}

function fareOf(outcome: QuickPlan, scenario: ResolvedScenario): Fare {
  const { quarters } = scenario;
  const order = (each: Break): number =>
    each.quarter === null ? quarters.length : quarters.indexOf(each.quarter);
  const services = scenario.services.flatMap(({ id, name }): readonly Break[] => {
    const served = outcome.served.get(id) ?? [];
    const at = served.findIndex((part) => part < met);
    return at < 0
      ? []
      : [
          {
            id: `demand:${id}`,
            title: name,
            quarter: quarters[at] ?? null,
            met: served[at] ?? 0,
            over: null,
          },
        ];
  });
  const runs = scenario.runs.flatMap(({ id, name, deadline }): readonly Break[] => {
    const part = outcome.trained.get(id) ?? 0;
    return part >= met
      ? []
      : [{ id: `run:${id}`, title: name, quarter: quarters[deadline] ?? null, met: part, over: null }];
  });
  const limits = new Map<string, Break>();
  for (const [limit, over] of outcome.broken) {
    // A concentration is of all quarters and names whose part it is; other limits name their quarter.
    const ofAll = limit.startsWith('concentration:');
    const id = ofAll ? limit : groupOf(limit);
    const quarter = ofAll ? null : (limit.split(':').at(2) ?? null);
    const known = limits.get(id);
    if (known === undefined || (quarter !== null && known.quarter !== null && quarter < known.quarter))
      limits.set(id, { id, title: limitTitle(id, scenario), quarter, met: null, over });
  }
  return {
    value: outcome.value,
    cost: outcome.cost,
    unmet: outcome.unmet,
    breaks: [...services, ...runs, ...limits.values()].toSorted(
      (a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1),
    ),
  };
}

/** A limit by its name, as the scenario has it: `share:floor` is the name of that share. */
function limitTitle(id: string, { budgets, shares, sites, parties }: ResolvedScenario): string {
  const [kind = '', key = '', member = ''] = id.split(':');
  if (kind === 'concentration') return `Part of spend that goes to ${parties.get(member)?.name ?? member}`;
  if (kind === 'power') return `power of ${sites.find((site) => site.id === key)?.name ?? key}`;
  const named = { budget: budgets, share: shares }[kind];
  return named?.find((one) => one.id === key)?.name ?? id;
}

/** Orders from the shock's quarter on that differ from the plan's by half a system or more. */
function changesOf(
  orders: readonly Commitment[],
  { orders: made }: QuickPlan,
  { quarters }: ResolvedScenario,
  quarter: number,
): readonly ShockChange[] {
  const from = new Map(
    orders
      .filter(({ order }) => order >= quarter)
      .map(({ offer, site, order, count }) => [`${offer}@${site}@${quarters[order] ?? ''}`, count]),
  );
  const to = new Map<string, number>();
  for (const [line, count] of made) {
    const key = orderKey(line);
    if (quarters.indexOf(key.split('@').at(-1) ?? '') >= quarter) to.set(key, (to.get(key) ?? 0) + count);
  }
  return [...new Set([...from.keys(), ...to.keys()])]
    .toSorted()
    .map((line) => ({ line, from: from.get(line) ?? 0, to: to.get(line) ?? 0 }))
    .filter((change) => Math.abs(change.to - change.from) >= 0.5);
}
