import type { PlanFile } from './schema.ts';

/** How plans are searched unless one says otherwise; plan files do not repeat it. */
export const usualSearch = { gap: 0.01, timeLimit: 60 } as const;

/** What was asked of a search: the gap as a part of the best, the time in seconds, the seed of the solver. */
export interface SearchAsked {
  readonly seed: number;
  readonly gap: number;
  readonly timeLimit: number;
}

/** What a plan was searched with, so that it can be asked for again. */
export function searchOf({ seed, search }: Pick<PlanFile, 'seed' | 'search'>): SearchAsked {
  return { seed, ...(search ?? usualSearch) };
}

/** The same as a plan file holds it: nothing where it is the usual. */
export function searchNoted({ gap, timeLimit }: Omit<SearchAsked, 'seed'>): Pick<PlanFile, 'search'> {
  const usual = gap === usualSearch.gap && timeLimit === usualSearch.timeLimit;
  return usual ? {} : { search: { gap, timeLimit } };
}
