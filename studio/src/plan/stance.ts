import type { PlanFile, PlanLine } from '../../../src/plan/index.ts';

/** Commit, option or wait, where the plan was staged over futures; undefined where it was not. */
export function stanceOf(_plan: PlanFile, line: PlanLine): string | undefined {
  const { stance } = line as PlanLine & { readonly stance?: unknown };
  return typeof stance === 'string' ? stance : undefined;
}
