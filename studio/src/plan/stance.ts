import type { PlanLine } from '../../../src/plan/index.ts';

/** Commit, option or wait, where the plan was made over many futures; undefined where one future alone was planned. */
export function stanceOf({ stance }: PlanLine): string | undefined {
  return stance?.stance;
}
