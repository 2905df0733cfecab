import type { Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import type { World } from '../../pipeline/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import { allEvidence, strictEvidence } from './evidence.ts';
import { eventResults } from './evidence-result.ts';
import type { EventResult, Replay } from './result.ts';
import { replayAll, stageOf, timelineOf, type BacktestWatch, type BacktestWish } from './run-backtest.ts';

/** What planners would have done with what was known, and what came of it. */
export interface Backtest {
  readonly scenario: string;
  readonly title: string;
  readonly variant: string | null;
  readonly currency: string;
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  /** Quarters with the day on which each was decided. */
  readonly quarters: readonly { readonly quarter: string; readonly decided: string }[];
  readonly events: readonly EventResult[];
  /** On everything on record. */
  readonly all: Replay;
  /** Without what is of grade C or assumed. */
  readonly strict: Replay;
}

/** Replays the record of a window on all evidence and on strong evidence alone; undefined when aborted. */
export async function backtest(
  file: TextFile,
  world: World,
  wish: BacktestWish,
  watch: BacktestWatch,
): Promise<Backtest | { readonly problems: readonly Diagnostic[] } | undefined> {
  const timeline = timelineOf(file, world, wish);
  if ('problems' in timeline) return timeline;
  const half = (from: number): BacktestWatch => ({
    ...watch,
    onProgress: (what, done) => watch.onProgress(what, from + done / 2),
  });
  const stage = stageOf(timeline, world, wish, allEvidence);
  const all = await replayAll(stage, world, allEvidence, wish, half(0));
  const strict = await replayAll(
    stageOf(timeline, world, wish, strictEvidence),
    world,
    strictEvidence,
    wish,
    half(0.5),
  );
  if (all === undefined || strict === undefined) return undefined;
  const { id, title, variant, currency }: ResolvedScenario = stage.base;
  return {
    scenario: id,
    title,
    variant: variant ?? null,
    currency,
    seed: wish.seed,
    from: wish.from,
    to: wish.to,
    quarters: stage.turns.map(({ quarter, day }) => ({ quarter, decided: day })),
    events: eventResults(stage, world),
    all,
    strict,
  };
}
