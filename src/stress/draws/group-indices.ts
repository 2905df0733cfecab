import { drawFuture } from '../futures/index.ts';
import { sobolIndices, swappedValues, type SobolIndex } from '../sensitivity/sobol-indices.ts';
import type { Evaluator } from './evaluator.ts';

/**
 * Sobol indices of the value of the commitments by kind of quantity (prices, lead times, rates, …, events): with dozens of
 * quantities an index for each would cost thousands of plans, and kinds are what somebody can go and find out about.
 *
 * @param points base points; none gives no indices
 */
export function groupIndices(
  evaluator: Evaluator,
  points: number,
  seed: number,
  stopped: () => boolean,
): readonly SobolIndex[] {
  if (points === 0 || stopped()) return [];
  const { uncertainties, events, sampler } = evaluator;
  const kindOf = new Map(uncertainties.drawn.map(({ stream, kind }) => [stream, kind as string]));
  const kinds = [...new Set([...kindOf.values(), ...(events.length > 0 ? ['events'] : [])])].toSorted();
  const values = swappedValues(kinds, points, (point, setOf) => {
    const future = drawFuture(
      uncertainties.drawn,
      events,
      (draw, name) =>
        sampler(draw, setOf(kindOf.get(name) ?? 'events') === 'a' ? name : `second set:${name}`),
      point,
    );
    const opened = evaluator.open(future);
    try {
      return evaluator.committed(opened, future, evaluator.commitments).value;
    } finally {
      opened.model.dispose();
    }
  });
  return sobolIndices(values, seed).toSorted((a, b) => b.total.value - a.total.value);
}
