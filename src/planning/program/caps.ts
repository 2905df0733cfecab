import { capsOn, type CapUse } from '../../rules/index.ts';
import type { ResolvedScenario } from '../../scenario/index.ts';
import type { Candidate } from '../candidates/index.ts';
import type { ProgramBuilder } from './builder.ts';
import type { BuildInput } from './layout.ts';
import type { Stands } from './lines.ts';

/** Σ of what all orders count for under a rule's cap ≤ the cap: by country, buyer or product, as the rule counts. */
export function addCaps(
  builder: ProgramBuilder,
  { scenario }: BuildInput,
  { lines, standing }: Stands,
): void {
  const counted = lines.flatMap(({ candidate, column }) =>
    capUses(candidate, scenario).map((use) => ({ use, column, weight: perSystem(use, candidate) })),
  );
  const frozen = standing.flatMap((each) => each.frozen ?? []);
  for (const id of [...new Set(counted.map(({ use }) => use.id))].toSorted()) {
    const here = counted.filter(({ use }) => use.id === id);
    const used = frozen.reduce(
      (sum, { candidate, count }) => sum + count * capWeight(id, candidate, scenario),
      0,
    );
    const row = builder.row(-Infinity, (here[0]?.use.limit ?? 0) - used, {
      limit: `cap:${id}`,
      group: `cap:${id}`,
      kind: 'cap',
      priced: true,
    });
    for (const { column, weight } of here) builder.entry(row, column, weight);
  }
}

/** The caps one candidate counts against on the day it ships, whatever it is used for. */
export function capUses(candidate: Candidate, scenario: ResolvedScenario): readonly CapUse[] {
  const accelerator = scenario.accelerators.get(candidate.system.accelerator);
  if (accelerator === undefined) return [];
  const order = { accelerator, destination: candidate.site.country, buyer: scenario.buyer };
  const uses = candidate.verdicts.flatMap(({ onShip }) => capsOn(onShip, order, scenario.accelerators));
  return uses.filter((use, index) => uses.findIndex(({ id }) => id === use.id) === index);
}

/** What one system of a candidate counts for under the cap `id`; 0 when it does not. */
export function capWeight(id: string, candidate: Candidate, scenario: ResolvedScenario): number {
  const use = capUses(candidate, scenario).find((each) => each.id === id);
  return use === undefined ? 0 : perSystem(use, candidate);
}

function perSystem(use: CapUse, candidate: Candidate): number {
  return use.perAccelerator * candidate.system.accelerators;
}
