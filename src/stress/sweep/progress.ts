/** How far a sweep is. */
export interface SweepProgress {
  /** Finished chunks, those of earlier runs too. */
  readonly done: number;
  readonly total: number;
  /** Seconds this run has worked. */
  readonly seconds: number;
  /** Seconds the rest will take at the pace of this run; undefined before its first chunk. */
  readonly eta: number | undefined;
}

/**
 * Counts chunks and foretells the end from the pace of this run alone: chunks of earlier runs say nothing about it.
 *
 * @param before chunks that were finished before this run
 * @param clock seconds
 */
export function progressOf(
  before: number,
  total: number,
  clock: () => number,
): (done: number) => SweepProgress {
  const start = clock();
  return (done) => {
    const seconds = clock() - start;
    const eta = done > before ? (seconds / (done - before)) * (total - done) : undefined;
    return { done, total, seconds, eta };
  };
}
