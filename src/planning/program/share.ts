import { totalProcessingPower } from '../../catalog/index.ts';
import type { ResolvedScenario, ResolvedShare, ShareMetric } from '../../scenario/index.ts';
import { orderValue } from '../candidates/index.ts';
import type { Candidate } from '../candidates/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput } from './layout.ts';
import type { Stands } from './lines.ts';
import { million } from './money.ts';

/** Domestic part of what is ordered in the window for the sites: Σ (domestic − bound) × weight ≥ 0, or ≤ 0 for a ceiling. */
export function addShares(builder: ProgramBuilder, input: BuildInput, { lines, standing }: Stands): void {
  for (const share of input.scenario.shares) {
    if (!share.binding) continue;
    const { atLeast, atMost, id } = share;
    const bounds = [
      ...(atLeast === undefined ? [] : [{ bound: atLeast, floor: true }]),
      ...(atMost === undefined ? [] : [{ bound: atMost, floor: false }]),
    ];
    for (const { bound, floor } of bounds) {
      const excess = (candidate: Candidate): number =>
        inShare(share, candidate)
          ? ((candidate.offer.domestic ? 1 : 0) - bound) *
            shareWeight(share.metric, candidate, input.scenario)
          : 0;
      const fixed = standing.reduce(
        (sum, { frozen }) => sum + (frozen === undefined ? 0 : frozen.count * excess(frozen.candidate)),
        0,
      );
      const row = builder.row(floor ? -fixed : -Infinity, floor ? Infinity : -fixed, {
        limit: `share:${id}`,
        group: `share:${id}`,
        kind: 'share',
        priced: true,
      });
      for (const { candidate, column } of lines) builder.entry(row, column, excess(candidate));
    }
  }
}

export function inShare(share: ResolvedShare, candidate: Candidate): boolean {
  return (
    share.sites.includes(candidate.site.id) && candidate.order >= share.from && candidate.order <= share.to
  );
}

/**
 * Weight of one system in a share: accelerators; millions of the plan currency; or compute, accelerators × total
 * processing power, in ten thousands so that rows stay of like size. Where the power is unknown it counts nothing.
 */
export function shareWeight(metric: ShareMetric, candidate: Candidate, scenario: ResolvedScenario): number {
  const { system } = candidate;
  if (metric === 'units') return system.accelerators;
  if (metric === 'spend') return million(orderValue(candidate));
  const accelerator = scenario.accelerators.get(system.accelerator);
  const power = accelerator === undefined ? undefined : totalProcessingPower(accelerator).value;
  return (system.accelerators * (power ?? 0)) / 1e4;
}
