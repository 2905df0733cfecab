/**
 * When running requests need their next KV block. Every decode step a request stores `gain` more units, so within a block of `size`
 * units all requests of one phase (units stored − gain × steps, modulo size) begin blocks at the same steps. Counting requests by phase gives the
 * blocks any number of steps needs without looking at the requests.
 */
export class BlockPhases {
  private readonly size: number;
  private readonly gain: number;
  private readonly counts: Int32Array;
  /** gain × steps done, modulo size. */
  private shift = 0;
  private total = 0;

  constructor(size: number, gain: number) {
    this.size = size;
    this.gain = gain;
    this.counts = new Int32Array(size);
  }

  /** Counts a request that holds `stored` units now; returns its phase. */
  add(stored: number): number {
    const rest = (stored % this.size) - this.shift;
    const phase = rest < 0 ? rest + this.size : rest;
    this.counts[phase] = (this.counts[phase] ?? 0) + 1;
    this.total += 1;
    return phase;
  }

  remove(phase: number): void {
    this.counts[phase] = (this.counts[phase] ?? 0) - 1;
    this.total -= 1;
  }

  /** Everyone takes so many steps. */
  advance(steps: number): void {
    this.shift = (this.shift + this.gain * steps) % this.size;
  }

  clear(): void {
    this.counts.fill(0);
    this.shift = 0;
    this.total = 0;
  }

  /** Blocks that the next `steps` steps begin. */
  growth(steps: number): number {
    const { size, gain, counts, total, shift } = this;
    if (total === 0) return 0;
    if (gain === 1) {
      const rounds = steps < size ? 0 : Math.floor(steps / size);
      let blocks = rounds * total;
      let phase = shift === 0 ? 0 : size - shift;
      for (let step = steps - rounds * size; step > 0; step -= 1) {
        blocks += counts[phase] ?? 0;
        phase = phase === 0 ? size - 1 : phase - 1;
      }
      return blocks;
    }
    let blocks = 0;
    for (let phase = 0; phase < size; phase += 1) {
      const count = counts[phase] ?? 0;
      if (count === 0) continue;
      const sum = phase + shift;
      const filled = sum < size ? sum : sum - size;
      blocks += count * (Math.ceil((filled + gain * steps) / size) - (filled > 0 ? 1 : 0));
    }
    return blocks;
  }

  /** The most next steps, up to `most`, that begin no more than `room` blocks. */
  stepsWithin(most: number, room: number): number {
    if (this.total * Math.ceil((most * this.gain) / this.size) <= room) return most;
    if (this.growth(most) <= room) return most;
    let fits = 0;
    let tooMany = most;
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (this.growth(middle) <= room) fits = middle;
      else tooMany = middle;
    }
    return fits;
  }
}
