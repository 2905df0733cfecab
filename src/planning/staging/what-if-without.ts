import type { Highs } from 'highs';
import { LiveModel } from '../solver/index.ts';
import type { ExtensiveForm } from './extensive.ts';

/** Columns held at values, to ask what that costs. */
export interface Holding {
  /** In any order, each once. */
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

/**
 * What holding columns costs, one holding after the other, each against the relaxation with everything free: millions, not below 0.
 * Undefined for a holding that leaves no solution, and for those that time ran out on.
 */
export function costsOfHolding(
  highs: Highs,
  { program, objective }: ExtensiveForm,
  holdings: readonly Holding[],
  options: { readonly seed: number; readonly secondsLeft: () => number; readonly interrupted: () => boolean },
): readonly (number | undefined)[] {
  if (holdings.length === 0) return [];
  const model = new LiveModel(highs, program, objective, options.seed, options.interrupted);
  try {
    const free = model.linear(Math.max(1, options.secondsLeft()));
    return holdings.map((holding) => {
      const order = [...holding.columns.keys()].toSorted(
        (a, b) => (holding.columns[a] ?? 0) - (holding.columns[b] ?? 0),
      );
      const columns = order.map((at) => holding.columns[at] ?? 0);
      const values = order.map((at) => holding.values[at] ?? 0);
      const seconds = options.secondsLeft();
      if (free.end !== 'optimal' || seconds <= 0) return undefined;
      model.boundColumns(columns, values, values);
      const held = model.linear(seconds);
      model.boundColumns(
        columns,
        columns.map((column) => program.lower[column] ?? 0),
        columns.map((column) => program.upper[column] ?? Infinity),
      );
      return held.end === 'optimal' ? Math.max(0, held.value - free.value) : undefined;
    });
  } finally {
    model.dispose();
  }
}
