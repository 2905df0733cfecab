/**
 * A run of pure decode steps of one batch: the time after any number of them in closed form.
 *
 * Its clock is a function of two whole numbers, the steps done and the units of context attended to in all of them: start + a × steps + c ×
 * context. Whole numbers add up without rounding however a run is divided, so leaping and stepping give the same bytes.
 */
export class Stretch {
  open = false;
  piece = -1;
  private start = 0;
  private perStep = 0;
  private perUnit = 0;
  private steps = 0;
  private context = 0;
  /** Units stored by the batch now, and the units one step adds. */
  private stored = 0;
  private gain = 0;

  begin(clock: number, piece: number, perStep: number, perUnit: number): void {
    this.open = true;
    this.piece = piece;
    this.start = clock;
    this.perStep = perStep;
    this.perUnit = perUnit;
    this.steps = 0;
    this.context = 0;
  }

  /** What the batch holds before the next step. */
  load(stored: number, gain: number): void {
    this.stored = stored;
    this.gain = gain;
  }

  /** The time after `more` further steps. */
  after(more: number): number {
    return (
      this.start +
      this.perStep * (this.steps + more) +
      this.perUnit * (this.context + more * this.stored + (this.gain * more * (more + 1)) / 2)
    );
  }

  /** Seconds the `index`-th further step takes, counted from 1. */
  seconds(index: number): number {
    return this.perStep + this.perUnit * (this.stored + index * this.gain);
  }

  /** The fewest further steps, at least 1 and at most `most`, after which the clock is at `time` or later. */
  stepsUntil(time: number, most: number): number {
    let steps = Math.min(most, Math.max(1, Math.ceil(this.estimate(time))));
    while (steps < most && this.after(steps) < time) steps += 1;
    while (steps > 1 && this.after(steps - 1) >= time) steps -= 1;
    return steps;
  }

  /** How many further steps are done before `time`: the most whose end lies before it. */
  stepsBefore(time: number, most: number): number {
    const until = this.stepsUntil(time, most);
    return this.after(until) < time ? until : until - 1;
  }

  /** Takes `steps` steps. */
  advance(steps: number): void {
    this.steps += steps;
    this.context += steps * this.stored + (this.gain * steps * (steps + 1)) / 2;
    this.stored += steps * this.gain;
  }

  /** Solves after(n) = time for n, roughly. */
  private estimate(time: number): number {
    const distance = time - this.after(0);
    const linear = this.perStep + this.perUnit * (this.stored + this.gain / 2);
    const square = (this.perUnit * this.gain) / 2;
    return (2 * distance) / (linear + Math.sqrt(linear * linear + 4 * square * Math.max(0, distance)));
  }
}
