import type { ProgramBuilder } from './builder.ts';
import type { BuildInput } from './layout.ts';
import type { Stands } from './lines.ts';

/** Σ over sites of the orders of one offer in one quarter ≤ what the supplier allocates, less what frozen orders took of it. */
export function addAllocation(
  builder: ProgramBuilder,
  { scenario }: BuildInput,
  { lines, standing }: Stands,
): void {
  for (const offer of scenario.offers) {
    for (const [q, quarter] of scenario.quarters.entries()) {
      const allocation = offer.allocation[q] ?? 0;
      const columns = lines
        .filter((line) => line.candidate.offer.id === offer.id && line.candidate.order === q)
        .map((line) => line.column);
      if (columns.length === 0 || allocation === Infinity) continue;
      const taken = standing
        .filter((each) => each.frozen?.candidate.offer.id === offer.id && each.frozen.candidate.order === q)
        .reduce((sum, each) => sum + (each.frozen?.count ?? 0), 0);
      const row = builder.row(-Infinity, Math.max(0, allocation - taken), {
        limit: `allocation:${offer.id}:${quarter}`,
        group: `allocation:${offer.id}`,
        kind: 'allocation',
        priced: true,
      });
      for (const column of columns) builder.entry(row, column, 1);
    }
  }
}
