/** Futures kept by a reduction: which, and the probability each now stands for. */
export interface Reduction {
  readonly kept: readonly number[];
  /** Probabilities of the kept ones, in the same order; add to what all had. */
  readonly probabilities: readonly number[];
  /** Σ probability × distance to the kept one nearest: the Kantorovich distance between all and the kept. */
  readonly distance: number;
}

/**
 * Fast forward selection: keeps `count` futures one after the other, each the one that leaves the least probability-weighted
 * distance, then gives every other one's probability to its nearest kept one. Source: H. Heitsch and W. Römisch, "Scenario
 * reduction algorithms in stochastic programming", Comput. Optim. Appl. 24 (2003).
 *
 * @param features one vector of like-scaled numbers per future
 */
export function reduceFutures(
  features: readonly (readonly number[])[],
  probabilities: readonly number[],
  count: number,
): Reduction {
  const all = [...features.keys()];
  const distances = features.map((a) => features.map((b) => apart(a, b)));
  const nearest = all.map(() => Infinity);
  const kept: number[] = [];
  while (kept.length < Math.min(count, features.length)) {
    let best = -1;
    let least = Infinity;
    for (const candidate of all) {
      if (kept.includes(candidate)) continue;
      const left = all.reduce(
        (sum, each) =>
          sum +
          (probabilities[each] ?? 0) *
            Math.min(nearest[each] ?? Infinity, distances[each]?.[candidate] ?? Infinity),
        0,
      );
      if (left < least) [best, least] = [candidate, left];
    }
    kept.push(best);
    for (const each of all)
      nearest[each] = Math.min(nearest[each] ?? Infinity, distances[each]?.[best] ?? Infinity);
  }
  const ordered = kept.toSorted((a, b) => a - b);
  const given = ordered.map(() => 0);
  for (const each of all) {
    const own = ordered.map((other) => distances[each]?.[other] ?? Infinity);
    const to = own.indexOf(Math.min(...own));
    given[to] = (given[to] ?? 0) + (probabilities[each] ?? 0);
  }
  const distance = all.reduce((sum, each) => sum + (probabilities[each] ?? 0) * (nearest[each] ?? 0), 0);
  return { kept: ordered, probabilities: given, distance };
}

function apart(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0));
}
