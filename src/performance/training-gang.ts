import { fastestSplit, type SplitQuestion, type TrainingSplit } from './training-split.ts';

/** Sequences per accelerator and step where nobody says. Assumed: 8 million tokens of 4,096 at 1,024 accelerators. */
const sequencesEach = 2;
/** Tokens of the largest step published: DeepSeek-V3, 15,360 sequences of 4,096. Larger ones stop paying in convergence. */
const mostTokens = 15_360 * 4096;

/** Sequences per step of a run on `accelerators`, where nobody says. */
export function usualBatch(accelerators: number, sequence: number): number {
  return Math.max(1, Math.min(accelerators * sequencesEach, Math.floor(mostTokens / sequence)));
}

/** A split with the accelerators that work; the rest of the gang stands idle. */
interface Gang extends TrainingSplit {
  readonly accelerators: number;
}

/** Multiples that gangs are cut to, so that powers of two divide them. */
const multiples = [1, 8, 64];

/**
 * The fastest split of at most `accelerators`: where their number is not even, cutting a few off may let tensor parallelism and stages
 * divide the rest. Undefined where none fits or a link it needs has no known bandwidth.
 */
export function fastestGang(question: Omit<SplitQuestion, 'ranks'>, accelerators: number): Gang | undefined {
  let best: Gang | undefined;
  for (const count of new Set(multiples.map((each) => Math.floor(accelerators / each) * each))) {
    if (count < 1) continue;
    const split = fastestSplit({ ...question, ranks: count * question.rank.perAccelerator });
    if (split === undefined || !Number.isFinite(split.step.seconds)) continue;
    if (best === undefined || split.step.seconds < best.step.seconds)
      best = { ...split, accelerators: count };
  }
  return best;
}
