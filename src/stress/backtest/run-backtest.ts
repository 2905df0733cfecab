import { hasErrors, type Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import { prepareScenario, type Choice, type Prepared, type World } from '../../pipeline/index.ts';
import { quickPlanner } from '../../planning/index.ts';
import { stressProblem } from '../messages.ts';
import { addUp } from './add-up.ts';
import { turnsOf, type Turn } from './calendar.ts';
import { demandHistories } from './demand.ts';
import { eventsBetween, rulesOf, type Evidence } from './evidence.ts';
import { evidenceResult } from './evidence-result.ts';
import { happened } from './happened.ts';
import { hindsightPlanner } from './hindsight.ts';
import { naivePlanner, staticPlanner } from './planners.ts';
import { robustPlanner } from './robust.ts';
import { demandAsItWent, replay, type Stage } from './replay.ts';
import type { PlannerResult, Replay } from './result.ts';

/** What to replay. */
export interface BacktestWish {
  /** First and last month, `2025-01`. */
  readonly from: string;
  readonly to: string;
  readonly variant: string | undefined;
  /** Measurements beside those of the scenario; they count on every day, as physics does. */
  readonly anchors?: Choice['anchors'];
  readonly seed: number;
}

/** Who looks on. */
export interface BacktestWatch {
  readonly signal: AbortSignal;
  /** Which planner is being replayed on which evidence, and the part of all that is done. */
  readonly onProgress: (what: string, done: number) => void;
}

/** A scenario resolved on the day of each decision. */
export interface Timeline {
  readonly turns: readonly Turn[];
  readonly prepared: readonly Prepared[];
}

/** Resolves the scenario on every day of decision, or says why the window does not fit it. */
export function timelineOf(
  file: TextFile,
  world: World,
  { from, to, variant, anchors }: BacktestWish,
): Timeline | { readonly problems: readonly Diagnostic[] } {
  const first = prepareScenario(file, world, { variant, anchors });
  if (!first.ok) return { problems: first.diagnostics };
  const turns = turnsOf(from, to, first.scenario.asOf);
  if (turns.length === 0) {
    const message = `the window ends (${to}) before it begins (${from})`;
    return { problems: [stressProblem('FW-STR-0014', ['to'], message)] };
  }
  const prepared: Prepared[] = [];
  for (const { day } of turns) {
    const each = prepareScenario(file, world, { asOf: day, variant, anchors });
    if (!each.ok || hasErrors(each.diagnostics)) return { problems: each.diagnostics };
    prepared.push(each);
  }
  return { turns, prepared };
}

/** The world of a replay: what was known when, and what really came. */
export function stageOf(
  { turns, prepared }: Timeline,
  world: World,
  { from, to }: BacktestWish,
  evidence: Evidence,
): Stage {
  const base = prepared[0]?.scenario;
  if (base === undefined) throw new RangeError('a backtest without a quarter');
  const histories = demandHistories(base, world.catalog, (claim) => evidence.keeps(claim));
  const events = eventsBetween(world, evidence, from, to);
  const rulebook = rulesOf(world, evidence);
  return {
    base,
    turns,
    known: prepared.map(({ scenario }) => scenario),
    demand: demandAsItWent(base, histories, turns),
    histories,
    events,
    rulebook,
    catalog: world.catalog,
    happened: happened(base, rulebook, world.catalog, events, turns),
  };
}

/**
 * Replays the planners on one set of evidence.
 *
 *     stage ─► naive · static · robust ─► hindsight ─► add up ─► regret against the best of them
 *
 * Hindsight knows everything, and so also what the others did: where its own plan, which is rounded, came out worse than one of
 * theirs, theirs is what hindsight would have chosen. So no regret is negative, by construction and not by luck.
 */
export async function replayAll(
  stage: Stage,
  world: World,
  evidence: Evidence,
  { seed }: BacktestWish,
  { signal, onProgress }: BacktestWatch,
): Promise<Replay | undefined> {
  const quick = await quickPlanner(seed);
  const hindsight = hindsightPlanner(quick, stage);
  const planners = [
    naivePlanner(quick),
    staticPlanner(quick),
    robustPlanner(seed, signal),
    hindsight.planner,
  ];
  const results: Omit<PlannerResult, 'regret'>[] = [];
  for (const [index, planner] of planners.entries()) {
    onProgress(planner.name, index / planners.length);
    if (signal.aborted) return undefined;
    results.push(addUp(quick, stage, planner.name, await replay(quick, stage, planner)));
  }
  const own = results.at(-1);
  const best = results.reduce((least, each) => (each.value < least.value ? each : least));
  if (own === undefined) return undefined;
  const settled = results.map((each) => (each === own ? { ...best, planner: own.planner } : each));
  return {
    evidence: evidenceResult(stage, world, evidence),
    hindsightBy: best.planner,
    bound: Math.min(hindsight.bound, best.value),
    planners: settled.map((each) => ({
      ...each,
      regret: {
        value: each.value - best.value,
        tokens: each.tokensUnserved - best.tokensUnserved,
        cash: each.cash - best.cash,
      },
    })),
  };
}
