import { drawFuture, type Future } from '../futures/index.ts';
import { sobolIndices, swappedValues, type SobolIndex } from '../sensitivity/sobol-indices.ts';
import type { Evaluator } from './evaluator.ts';
import { goesOn } from './goes-on.ts';

/**
 * Sobol indices of the value of the commitments by kind of quantity (prices, lead times, rates, …, events): with dozens of
 * quantities an index for each would cost thousands of plans, and kinds are what somebody can go and find out about.
 *
 * @param points base points; none gives no indices, nor does an interrupt
 */
export async function groupIndices(
  evaluator: Evaluator,
  points: number,
  seed: number,
  signal: AbortSignal,
): Promise<readonly SobolIndex[]> {
  if (points === 0) return [];
  const { uncertainties, events, sampler } = evaluator;
  const kindOf = new Map(uncertainties.drawn.map(({ stream, kind }) => [stream, kind as string]));
  const kinds = [...new Set([...kindOf.values(), ...(events.length > 0 ? ['events'] : [])])].toSorted();
  const futures: Future[] = [];
  const design = swappedValues(
    kinds,
    points,
    (point, setOf) =>
      futures.push(
        drawFuture(
          uncertainties.drawn,
          events,
          (draw, name) =>
            sampler(draw, setOf(kindOf.get(name) ?? 'events') === 'a' ? name : `second set:${name}`),
          point,
        ),
      ) - 1,
  );
  const values: number[] = [];
  for (const future of futures) {
    if (!(await goesOn(signal))) return [];
    const opened = evaluator.open(future);
    try {
      values.push(evaluator.committed(opened, future, evaluator.commitments).value);
    } finally {
      opened.model.dispose();
    }
  }
  const valued = (places: readonly number[]): readonly number[] =>
    places.map((place) => values[place] ?? Number.NaN);
  const swapped = new Map([...design.swapped].map(([kind, places]) => [kind, valued(places)]));
  return sobolIndices({ a: valued(design.a), b: valued(design.b), swapped }, seed).toSorted(
    (a, b) => b.total.value - a.total.value,
  );
}
