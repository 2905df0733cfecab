import type { Replica } from './replica.ts';

/**
 * Runs of pure decode steps of one batch: the time after any number of them in closed form.
 *
 * The clock is a function of two whole numbers, the steps done and the units of context attended to in all of them: start + a × steps + c ×
 * context. Whole numbers add up without rounding however a run is divided, so leaping and stepping give the same bytes.
 */
export class Stretches {
  private readonly gain: number;

  /** @param gain units a request gains per step */
  constructor(gain: number) {
    this.gain = gain;
  }

  /** A run begins now: `perStep` seconds a step, and `perUnit` a unit of context. */
  begin(replica: Replica, piece: number, perStep: number, perUnit: number): void {
    replica.open = true;
    replica.piece = piece;
    replica.stretchStart = replica.clock;
    replica.stretchSteps = 0;
    replica.stretchContext = 0;
    replica.perStep = perStep;
    replica.perUnit = perUnit;
  }

  /** The time after `more` further steps. */
  after(replica: Replica, more: number): number {
    const { stored, size } = replica;
    return (
      replica.stretchStart +
      replica.perStep * (replica.stretchSteps + more) +
      replica.perUnit * (replica.stretchContext + more * stored + (size * this.gain * more * (more + 1)) / 2)
    );
  }

  /** Seconds the `index`-th further step takes, counted from 1. */
  seconds({ perStep, perUnit, stored, size }: Replica, index: number): number {
    return perStep + perUnit * (stored + index * (size * this.gain));
  }

  /** The fewest further steps, at least 1 and at most `most`, after which the clock is at `time` or later. */
  stepsUntil(replica: Replica, time: number, most: number): number {
    let steps = Math.min(most, Math.max(1, Math.ceil(this.estimate(replica, time))));
    while (steps < most && this.after(replica, steps) < time) steps += 1;
    while (steps > 1 && this.after(replica, steps - 1) >= time) steps -= 1;
    return steps;
  }

  /** How many further steps are done before `time`: the most whose end lies before it. */
  stepsBefore(replica: Replica, time: number, most: number): number {
    const until = this.stepsUntil(replica, time, most);
    return this.after(replica, until) < time ? until : until - 1;
  }

  /** Counts `steps` steps in; to be called before the batch takes them. */
  advance(replica: Replica, steps: number): void {
    const { stored, size } = replica;
    replica.stretchSteps += steps;
    replica.stretchContext += steps * stored + (size * this.gain * steps * (steps + 1)) / 2;
  }

  /** Solves after(n) = time for n, roughly. */
  private estimate(replica: Replica, time: number): number {
    const { perStep, perUnit, stored, size } = replica;
    const gain = size * this.gain;
    const distance = time - this.after(replica, 0);
    const linear = perStep + perUnit * (stored + gain / 2);
    const square = (perUnit * gain) / 2;
    return (2 * distance) / (linear + Math.sqrt(linear * linear + 4 * square * Math.max(0, distance)));
  }
}
