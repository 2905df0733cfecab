import type { ResolvedScenario } from '../../scenario/index.ts';

/**
 * By how much demand changes in each quarter when growth is `factor` times what is planned with: the product of
 * (1 + factor × g) / (1 + g) over the quarters after the listed ones.
 *
 * @param entry index of the listed growth that is uncertain; undefined where one growth holds for all quarters
 */
export function growthRatios(
  { lineage, quarters }: ResolvedScenario,
  service: string,
  entry: number | undefined,
  factor: number,
): readonly number[] {
  const stem = `services.${service}.demand`;
  const growth = (quarter: number): number => {
    for (let at = quarter; at >= 0; at -= 1) {
      const listed = lineage.get(`${stem}.growthPerQuarter.${at}`)?.value;
      if (typeof listed === 'number') return listed;
    }
    const one = lineage.get(`${stem}.growthPerQuarter`)?.value;
    return typeof one === 'number' ? one : 0;
  };
  const lastEntry = lastListed(lineage, `${stem}.growthPerQuarter`);
  const touched = (quarter: number): boolean =>
    entry === undefined || entry === quarter || (entry === lastEntry && quarter > entry);
  const level = Math.max(
    0,
    ...['monthlyUsers', 'tokens', 'requests'].map((way) => lastListed(lineage, `${stem}.${way}`)),
  );
  let ratio = 1;
  return quarters.map((_, quarter) => {
    const g = growth(quarter);
    if (quarter > level && touched(quarter)) ratio *= Math.max(0, 1 + factor * g) / (1 + g);
    return ratio;
  });
}

/** Index of the last claim of a list in the lineage; 0 for a single claim or none. */
function lastListed(lineage: ResolvedScenario['lineage'], path: string): number {
  let last = 0;
  while (lineage.has(`${path}.${last + 1}`)) last += 1;
  return last;
}
