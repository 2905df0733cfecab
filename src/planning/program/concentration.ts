import { orderValue } from '../candidates/index.ts';
import type { Candidate } from '../candidates/index.ts';
import type { ResolvedConcentration } from '../../scenario/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput } from './layout.ts';
import type { Stands } from './lines.ts';
import { million } from './money.ts';

/** Spend on one vendor (or supplier) over the horizon ≤ atMost × all spend there: one row per member that can be ordered. */
export function addConcentrations(
  builder: ProgramBuilder,
  { scenario }: BuildInput,
  { lines, standing }: Stands,
): void {
  for (const concentration of scenario.concentrations) {
    const frozen = standing.flatMap((each) => (each.frozen === undefined ? [] : [each.frozen]));
    const orders = [...lines, ...frozen]
      .map((each) => each.candidate)
      .filter((each) => concentrates(concentration, each));
    const members = [...new Set(orders.map((candidate) => memberOf(concentration, candidate)))].toSorted();
    for (const member of members) {
      const excess = (candidate: Candidate): number =>
        concentrates(concentration, candidate)
          ? ((memberOf(concentration, candidate) === member ? 1 : 0) - concentration.atMost) *
            million(orderValue(candidate))
          : 0;
      const fixed = frozen.reduce((sum, each) => sum + each.count * excess(each.candidate), 0);
      const row = builder.row(-Infinity, -fixed, {
        limit: `concentration:${concentration.id}:${member}`,
        group: `concentration:${concentration.id}`,
        kind: 'concentration',
        priced: true,
      });
      for (const { candidate, column } of lines) builder.entry(row, column, excess(candidate));
    }
  }
}

/** Ordered for its sites within the horizon. */
export function concentrates(concentration: ResolvedConcentration, candidate: Candidate): boolean {
  return concentration.sites.includes(candidate.site.id) && candidate.order >= 0;
}

export function memberOf(concentration: ResolvedConcentration, candidate: Candidate): string {
  return concentration.by === 'vendor' ? candidate.system.vendor : candidate.offer.supplier;
}
