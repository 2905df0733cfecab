import type { ProgramBuilder } from './builder.ts';
import type { BuildInput } from './layout.ts';
import type { Stands } from './lines.ts';

/** Σ over sites of the orders of one offer in one quarter ≤ what the supplier allocates. Frozen orders have theirs already. */
export function addAllocation(builder: ProgramBuilder, { scenario }: BuildInput, { lines }: Stands): void {
  for (const offer of scenario.offers) {
    for (const [q, quarter] of scenario.quarters.entries()) {
      const allocation = offer.allocation[q] ?? 0;
      const columns = lines
        .filter((line) => line.candidate.offer.id === offer.id && line.candidate.order === q)
        .map((line) => line.column);
      if (columns.length === 0 || allocation === Infinity) continue;
      const row = builder.row(-Infinity, allocation, {
        limit: `allocation:${offer.id}:${quarter}`,
        group: `allocation:${offer.id}`,
        kind: 'allocation',
        priced: true,
      });
      for (const column of columns) builder.entry(row, column, 1);
    }
  }
}
