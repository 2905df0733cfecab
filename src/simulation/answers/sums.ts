import { addCounts, type Counts } from './histogram.ts';

/** Plain numbers and histograms by name: what adds up field by field. */
export type Sums<Names extends string> = Readonly<Record<Names, number | Counts>>;

/** Adds every field of `more` to the same field of `into`; what is neither number nor histogram stays. */
export function addSums<Record extends Sums<keyof Record & string>>(into: Record, more: Record): void {
  for (const name of Object.keys(into) as (keyof Record & string)[]) {
    const sum: number | Counts = into[name];
    const part: number | Counts = more[name];
    if (typeof sum !== 'number' && typeof part !== 'number') addCounts(sum, part);
    else Object.assign(into, { [name]: Number(sum) + Number(part) });
  }
}
