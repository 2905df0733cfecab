import type { Diagnostic } from '../../diagnostics/index.ts';
import { canonicalJson, sha256Hex } from '../../evidence/index.ts';
import type { PlanFile, PlanReplan } from '../../plan/index.ts';
import { quarterOf, secondsPerQuarter } from '../../quantity/index.ts';
import type { ChurnPrice, ResolvedOffer, ResolvedScenario } from '../../scenario/index.ts';
import type { Judge } from '../candidates/index.ts';
import { say } from '../messages.ts';
import { deliver, type OrderNews } from './deliver.ts';
import { placedOrders, type PlacedOrder } from './placed.ts';
import { stopBlocked } from './stop.ts';

/** What is known on the day a plan is made anew. */
export interface TakeOverInput {
  /** The plan it takes the place of. */
  readonly before: PlanFile;
  /** The whole programme, its calendar as it began, with the knowledge of the new as-of date. */
  readonly scenario: ResolvedScenario;
  /** Offers as the plan before knew them, by id: terms of lines that are orders now. */
  readonly offersBefore: ReadonlyMap<string, ResolvedOffer>;
  readonly judge: Judge;
  /** What became of orders; those not named came, or come, as promised. */
  readonly news: readonly OrderNews[];
  /** Lines of the plan before that were ordered, though the plan has their order later. */
  readonly ordered?: ReadonlySet<string>;
  /** What was seen to stand, all of it; undefined = what the scenario says. */
  readonly seen: readonly SeenFleet[] | undefined;
  /** Overrides the scenario's price of changes. */
  readonly churn: ChurnPrice | undefined;
}

/** Systems that were seen at a site. */
export interface SeenFleet {
  readonly id: string;
  readonly system: string;
  readonly site: string;
  readonly count: number;
}

/** What a plan that is made anew takes over from the one before. */
export interface TakenOver {
  readonly taken: PlanReplan;
  /** The orders that the rules of the day stopped, whole: without these rules they would come. */
  readonly heldBack: readonly PlacedOrder[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What was ordered before the new as-of date, and all else that is a fact by then.
 *
 *     plan before ─► lines ordered before the day ─► deliveries ─► on their way: may they ship? ─► orders, stopped
 *                 ─► placements of quarters that are over ─► work done of runs
 *                 ─► lines still to be ordered ─► what changes are measured against
 *
 * A line of whole systems is ordered on the day the plan judged it on: the as-of date for its first quarter, the first day of the quarter
 * for later ones. An order that the rules of the day let ship for no use does not come and is not paid.
 */
export function takeOver(input: TakeOverInput): TakenOver {
  const { before, scenario, seen } = input;
  const now = quarterOf(scenario.asOf);
  const placed = placedOrders(input);
  const delivered = deliver(placed, input.news, now);
  const shipped = stopBlocked(delivered.orders, scenario, input.judge, now);
  const orderedIds = new Set(placed.map(({ id }) => id));
  const sites = scenario.sites.map(({ id }) => id);
  const lost = (seen ?? []).filter(({ site }) => !sites.includes(site));
  const fleet =
    seen === undefined
      ? undefined
      : seenBesides(
          seen.filter((each) => !lost.includes(each)),
          shipped.orders,
        );
  return {
    taken: {
      of: { asOf: before.asOf, hash: sha256Hex(canonicalJson(before)) },
      start: before.replan?.start ?? before.quarters[0] ?? now,
      quarters: scenario.quarters.length,
      orders: [...shipped.orders].toSorted(byId),
      stopped: [...delivered.stopped, ...shipped.stopped].toSorted(byId),
      done: doneBefore(before, now),
      fleet: fleet === undefined ? null : fleet.entries,
      before: plannedBefore(before).filter(
        ({ line }) => !orderedIds.has(line) && (line.split('@').at(-1) ?? '') >= now,
      ),
      churn: {
        ...(input.churn ?? scenario.churnPrice ?? { part: 0, perSystem: 0 }),
        systems: null,
        cost: null,
      },
    },
    heldBack: delivered.orders.filter((order) => !shipped.orders.includes(order)),
    diagnostics: [
      ...delivered.diagnostics,
      ...shipped.stopped.map(({ id, count, reason }) => say.stopped(id, count, reason)),
      ...forecastsOver(before, now, orderedIds),
      ...lost.map(({ id, site }) => say.noSuchSite(id, site, sites)),
      ...(fleet?.diagnostics ?? []),
    ],
  };
}

/** Lines of quarters that are over and were only a forecast: nobody ordered them. */
function forecastsOver(
  { lines }: PlanFile,
  now: string,
  ordered: ReadonlySet<string>,
): readonly Diagnostic[] {
  const over = lines.filter(({ id, orderQuarter }) => orderQuarter < now && !ordered.has(id));
  return over.length === 0 ? [] : [say.forecastOver(over.map(({ id }) => id))];
}

/** What a plan wanted to order; one that plans nothing leaves what the plan before it wanted. */
function plannedBefore({ objective, lines, replan }: PlanFile): PlanReplan['before'] {
  if (objective.value === null) return replan?.before ?? [];
  return lines
    .filter(({ frozen }) => !frozen)
    .map(({ id, count, reporting }) => ({ line: id, count, price: count === 0 ? 0 : reporting / count }));
}

/** Useful FLOP of runs in quarters that are over: what the plan before brought along, and what it placed there. */
function doneBefore({ replan, placements }: PlanFile, now: string): PlanReplan['done'] {
  const done = new Map((replan?.done ?? []).map(({ run, flop }) => [run, flop]));
  for (const { kind, work, quarter, systems, rate } of placements) {
    if (kind !== 'run' || quarter >= now) continue;
    done.set(work, (done.get(work) ?? 0) + systems * rate * secondsPerQuarter);
  }
  return [...done].map(([run, flop]) => ({ run, flop })).toSorted((a, b) => (a.run < b.run ? -1 : 1));
}

/** What was seen, less what the delivered orders brought to the same place, so that nothing counts twice. */
function seenBesides(
  seen: readonly SeenFleet[],
  orders: readonly PlacedOrder[],
): { readonly entries: SeenFleet[]; readonly diagnostics: readonly Diagnostic[] } {
  const brought = new Map<string, number>();
  for (const { delivered, system, site, count } of orders) {
    if (!delivered) continue;
    const key = `${system}@${site}`;
    brought.set(key, (brought.get(key) ?? 0) + count);
  }
  const diagnostics: Diagnostic[] = [];
  const entries = seen.flatMap((each) => {
    const key = `${each.system}@${each.site}`;
    const ours = brought.get(key) ?? 0;
    const rest = each.count - ours;
    brought.set(key, Math.max(0, -rest));
    return rest > 0 ? [{ ...each, count: rest }] : [];
  });
  for (const [key, missing] of brought) {
    if (missing > 1e-9) diagnostics.push(say.notSeen(key, missing));
  }
  return { entries, diagnostics };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
