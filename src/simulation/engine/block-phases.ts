/**
 * When running requests need their next KV block. Every decode step a request stores `gain` more units, so within a block of `size`
 * units all requests of one phase (units stored − gain × steps, modulo size) begin blocks at the same steps. Counting requests by phase gives the
 * blocks any number of steps needs without looking at the requests.
 */
export class BlockPhases {
  private readonly size: number;
  private readonly gain: number;
  private readonly counts: Int32Array;
  private total = 0;

  constructor(size: number, gain: number) {
    this.size = size;
    this.gain = gain;
    this.counts = new Int32Array(size);
  }

  /** @param offset units stored − gain × steps, of one request */
  add(offset: number, count: 1 | -1): void {
    const phase = modulo(offset, this.size);
    this.counts[phase] = (this.counts[phase] ?? 0) + count;
    this.total += count;
  }

  clear(): void {
    this.counts.fill(0);
    this.total = 0;
  }

  /** Blocks that the `steps` steps after step number `from` begin. */
  growth(from: number, steps: number): number {
    if (this.total === 0) return 0;
    const { size, gain, counts } = this;
    if (gain === 1) {
      const rounds = Math.floor(steps / size);
      let blocks = rounds * this.total;
      let phase = modulo(-from, size);
      for (let step = steps - rounds * size; step > 0; step -= 1) {
        blocks += counts[phase] ?? 0;
        phase = phase === 0 ? size - 1 : phase - 1;
      }
      return blocks;
    }
    let blocks = 0;
    const stored = modulo(gain * from, size);
    for (let phase = 0; phase < size; phase += 1) {
      const count = counts[phase] ?? 0;
      if (count === 0) continue;
      const filled = (phase + stored) % size;
      blocks += count * (Math.ceil((filled + gain * steps) / size) - (filled > 0 ? 1 : 0));
    }
    return blocks;
  }

  /** The most steps after step `from`, up to `most`, that begin no more than `room` blocks. */
  stepsWithin(from: number, most: number, room: number): number {
    if (this.total * Math.ceil((most * this.gain) / this.size) <= room) return most;
    if (this.growth(from, most) <= room) return most;
    let fits = 0;
    let tooMany = most;
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (this.growth(from, middle) <= room) fits = middle;
      else tooMany = middle;
    }
    return fits;
  }
}

function modulo(value: number, size: number): number {
  const rest = value % size;
  return rest < 0 ? rest + size : rest + 0;
}
