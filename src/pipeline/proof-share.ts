import type { RunAll } from '../simulation/index.ts';

/** Part of a service that its peak hour is taken to be, where its day follows: a day has more runs, but no search follows it. */
const peakPart = 0.6;

/**
 * How far the proof of a service is. How often a peak hour is run again, to find what would repair it and how far it is from saturation,
 * is not known before: each time takes half of what is left of its part, so that the whole never goes back.
 */
export class ProofShare {
  private from = 0;
  private to = 0;

  private readonly dayFollows: boolean;

  constructor(dayFollows: boolean) {
    this.dayFollows = dayFollows;
  }

  /** The same runs, counted. */
  counting(runAll: RunAll): RunAll {
    return (runs, take) => {
      this.from = this.to;
      const end = this.dayFollows && runs[0]?.when === 'peak hour' ? peakPart : 1;
      this.to += runs[0]?.when === 'peak hour' ? (end - this.to) / 2 : end - this.to;
      return runAll(runs, take);
    };
  }

  /** Part of the service that is done, from the part of the runs in hand. */
  at(done: number): number {
    return this.from + (this.to - this.from) * done;
  }
}
