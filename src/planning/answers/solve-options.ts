/** How the solves of an answer are run: all answers share what is left of the time limit. */
export interface SolveOptions {
  readonly seed: number;
  /** Gap at which a plan after a repair is good enough. */
  readonly gap: number;
  /** Seconds that are left; 0 or less once time ran out or the user stopped it. */
  readonly secondsLeft: () => number;
}
