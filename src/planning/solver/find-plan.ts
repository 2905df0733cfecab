import type { Highs } from 'highs';
import type { Program } from '../program/index.ts';
import { dive, diveStyles, hastyDive, polish } from './dive.ts';
import { LiveModel } from './live-model.ts';
import type { Interrupted, LinearResult, Objective } from './live-model.ts';
import { costOf, costWeight, penaltyAt, penaltyFirst, valueAt } from './objective.ts';
import type { Incumbent, PlanFound, PlanRequest, SearchProgress } from './requests.ts';

/** What the search is told about the world outside: time, and whether to stop. */
export interface SearchHooks {
  /** Seconds since the search began. */
  readonly clock: () => number;
  readonly interrupted: Interrupted;
  readonly onProgress: (progress: SearchProgress) => void;
  /** Told every better plan, so that it is not lost when the search cannot be waited for. */
  readonly onIncumbent: (incumbent: Incumbent) => void;
}

/**
 * Finds a plan and proves how good it is.
 *
 *     least-cost     minimise cost
 *     most-service   minimise unmet penalty + a little cost
 *     lexicographic  try cost with nothing unmet; if that cannot be, minimise the unmet penalty, then cost at that penalty
 */
export function findPlan(highs: Highs, request: PlanRequest, hooks: SearchHooks): PlanFound {
  const { program } = request;
  if (request.objective === 'least-cost') return minimise(highs, request, costOf(program), Infinity, hooks);
  if (request.objective === 'most-service') {
    return minimise(highs, request, penaltyFirst(program, costWeight), Infinity, hooks);
  }
  if (program.penaltyRow === undefined) return minimise(highs, request, costOf(program), Infinity, hooks);
  const served = minimise(highs, request, costOf(program), 0, hooks);
  if (served.columns !== undefined || served.end === 'interrupted') return served;
  // What this bounds is the penalty, not the cost that the plan is valued by.
  const onIncumbent: SearchHooks['onIncumbent'] = (each) => hooks.onIncumbent({ ...each, bound: -Infinity });
  const weighted = penaltyFirst(program, costWeight * costWeight);
  const first = minimise(highs, request, weighted, Infinity, { ...hooks, onIncumbent });
  if (first.columns === undefined) return first;
  const least = penaltyAt(program, first.columns);
  const second = minimise(highs, request, costOf(program), least + Math.max(1e-9, least * 1e-6), hooks);
  if (second.columns !== undefined) return second;
  const cost = valueAt(costOf(program), first.columns);
  return { ...first, value: cost, bound: -Infinity };
}

/**
 * One objective, with the unmet penalty capped.
 *
 *     relaxation ──► bound ──► dive ──► good enough? done
 *                                │ no
 *                                ▼
 *                     branch and bound from that start ──► polish: counts whole, the rest fitted to them
 */
function minimise(
  highs: Highs,
  request: PlanRequest,
  objective: Objective,
  penaltyCap: number,
  hooks: SearchHooks,
): PlanFound {
  const { program, gap, seconds, seed } = request;
  const secondsLeft = (): number => (hooks.interrupted() ? 0 : seconds - hooks.clock());
  const report = (
    phase: SearchProgress['phase'],
    incumbent: number | undefined,
    bound: number | undefined,
  ): void =>
    hooks.onProgress({ phase, incumbent, bound, gap: gapOf(incumbent, bound), seconds: hooks.clock() });
  const model = new LiveModel(highs, program, objective, seed, hooks.interrupted);
  try {
    if (program.penaltyRow !== undefined) model.boundRow(program.penaltyRow, -Infinity, penaltyCap);
    report('relaxation', undefined, undefined);
    const relaxed = model.linear(secondsLeft());
    if (relaxed.end === 'infeasible') return nothing('infeasible');
    if (relaxed.end !== 'optimal') return nothing(hooks.interrupted() ? 'interrupted' : 'nothing');
    report('rounding', undefined, relaxed.value);
    const start = bestDive(model, request, objective, relaxed, secondsLeft);
    const startValue = start === undefined ? undefined : valueAt(objective, start);
    report('search', startValue, relaxed.value);
    if (start !== undefined && startValue !== undefined)
      hooks.onIncumbent({ columns: start, value: startValue, bound: relaxed.value });
    if (start !== undefined && (gapOf(startValue, relaxed.value) ?? Infinity) <= gap) {
      return finish(model, program, objective, start, relaxed.value, 'proven', secondsLeft);
    }
    if (request.effort === 'rounding') {
      return start === undefined
        ? nothing('nothing')
        : finish(model, program, objective, start, relaxed.value, 'limit', secondsLeft);
    }
    const found = model.whole({
      start,
      gap,
      absoluteGap: gap === 0 ? 1e-9 : 1e-6,
      seconds: secondsLeft(),
      onIncumbent: (columns, value, bound) =>
        hooks.onIncumbent({ columns, value, bound: Math.max(bound, relaxed.value) }),
      onProgress: (incumbent, bound) => report('search', finite(incumbent), finite(bound)),
    });
    if (found.end === 'infeasible') return nothing('infeasible');
    const end = found.end === 'optimal' ? 'proven' : hooks.interrupted() ? 'interrupted' : 'limit';
    const best = found.columns ?? start;
    if (best === undefined) return nothing(end === 'interrupted' ? 'interrupted' : 'nothing');
    report('finishing', Math.min(found.value, startValue ?? Infinity), found.bound);
    model.continuous();
    return finish(model, program, objective, best, Math.max(found.bound, relaxed.value), end, () =>
      Math.max(5, secondsLeft()),
    );
  } finally {
    model.dispose();
  }
}

/** Dives style by style until one is within the gap; the best of them. */
function bestDive(
  model: LiveModel,
  { program, gap, haste }: PlanRequest,
  objective: Objective,
  relaxed: LinearResult,
  secondsLeft: () => number,
): Float64Array | undefined {
  let best: Float64Array | undefined;
  let value = Infinity;
  for (const style of haste === true ? [hastyDive, ...diveStyles] : diveStyles) {
    const found = dive(model, program, relaxed, style, secondsLeft);
    if (found === undefined || valueAt(objective, found) >= value) continue;
    best = found;
    value = valueAt(objective, found);
    if ((gapOf(value, relaxed.value) ?? Infinity) <= gap) break;
  }
  return best;
}

function finish(
  model: LiveModel,
  program: Program,
  objective: Objective,
  best: Float64Array,
  bound: number,
  end: PlanFound['end'],
  secondsLeft: () => number,
): PlanFound {
  const columns = polish(model, program, best, secondsLeft) ?? best;
  const value = valueAt(objective, columns);
  return { end, columns, value, bound: Math.min(bound, value) };
}

function nothing(end: PlanFound['end']): PlanFound {
  return { end, columns: undefined, value: Infinity, bound: -Infinity };
}

/** (value − bound) / |value|; 0 where both are 0; undefined where either is not known. */
export function gapOf(value: number | undefined, bound: number | undefined): number | undefined {
  if (value === undefined || bound === undefined || !Number.isFinite(value) || !Number.isFinite(bound))
    return undefined;
  const difference = Math.max(0, value - bound);
  return difference === 0 ? 0 : difference / Math.max(Math.abs(value), 1e-12);
}

function finite(value: number): number | undefined {
  return Math.abs(value) < 1e19 ? value : undefined;
}
