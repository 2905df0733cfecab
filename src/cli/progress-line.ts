import { formatNumber, formatQuantity } from '../quantity/index.ts';

/** How far a search has come. Objective values are in the unit of the search, gap is a part of one. */
export interface Progress {
  readonly phase: string;
  readonly incumbent: number | undefined;
  readonly bound: number | undefined;
  readonly gap: number | undefined;
  readonly seconds: number;
}

/** One line about a search under way: `12.4 s  branching  best 8.9 bn, proven within 0.6 %`. */
export function progressLine({ phase, incumbent, bound, gap, seconds }: Progress): string {
  const best = incumbent === undefined ? 'no plan yet' : `best ${formatNumber(incumbent)}`;
  const proof =
    gap === undefined
      ? bound === undefined
        ? ''
        : `, at least ${formatNumber(bound)}`
      : `, proven within ${formatQuantity(gap, 'ratio')}`;
  return `${seconds.toFixed(1)} s  ${phase}  ${best}${proof}`;
}
