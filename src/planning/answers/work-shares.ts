import type { BuiltProgram } from '../program/index.ts';
import type { Order, Solution } from '../solution/index.ts';
import { inSentence } from '../words.ts';

/** One work of a pool, with its part of the systems at work there over all quarters. */
export interface WorkShare {
  readonly id: string;
  readonly name: string;
  readonly part: number;
}

/** Work of the order's pool, largest part first; empty where nothing is placed there. */
export function workShares(order: Order, { layout }: BuiltProgram, solution: Solution): readonly WorkShare[] {
  const pool = layout.lines.find((line) => line.candidate.id === order.candidate.id)?.pool;
  const systems = new Map<string, { readonly name: string; systems: number }>();
  for (const each of [...solution.services, ...solution.runs].filter((placed) => placed.pool === pool)) {
    const known = systems.get(each.work.id) ?? { name: each.work.name, systems: 0 };
    known.systems += each.systems;
    systems.set(each.work.id, known);
  }
  const all = systems.values().reduce((sum, each) => sum + each.systems, 0);
  return [...systems]
    .toSorted(([a, x], [b, y]) => y.systems - x.systems || (a < b ? -1 : 1))
    .map(([id, each]) => ({ id, name: inSentence(each.name), part: each.systems / all }));
}
