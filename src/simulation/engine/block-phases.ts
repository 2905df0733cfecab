import type { Replica } from './replica.ts';
import { widerInts } from './widen.ts';

/**
 * When running requests need their next KV block. Every decode step a request stores `gain` more units, so within a block of `size`
 * units all requests of one phase (units stored − gain × steps, modulo size) begin blocks at the same steps. Counting requests by phase gives the
 * blocks any number of steps needs without looking at the requests.
 */
export class BlockPhases {
  private readonly size: number;
  private readonly gain: number;
  /** By replica, side by side. */
  private counts = new Int32Array(0);
  private made = 0;

  constructor(size: number, gain: number) {
    this.size = size;
    this.gain = gain;
  }

  /** Room for one more replica; returns where its counts begin. */
  reserve(): number {
    const from = this.made;
    this.made += this.size;
    if (this.made > this.counts.length) this.counts = widerInts(this.counts, this.made * 2);
    return from;
  }

  /** Counts a request that holds `stored` units now; returns its phase. */
  add({ shift, phasesFrom }: Replica, stored: number): number {
    const rest = (stored % this.size) - shift;
    const phase = rest < 0 ? rest + this.size : rest;
    const at = phasesFrom + phase;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    return phase;
  }

  remove({ phasesFrom }: Replica, phase: number): void {
    const at = phasesFrom + phase;
    this.counts[at] = (this.counts[at] ?? 0) - 1;
  }

  /** Everyone takes so many steps. `shift` is gain × steps done, modulo size. */
  advance(replica: Replica, steps: number): void {
    replica.shift = (replica.shift + this.gain * steps) % this.size;
  }

  clear(replica: Replica): void {
    this.counts.fill(0, replica.phasesFrom, replica.phasesFrom + this.size);
    replica.shift = 0;
  }

  /** Blocks that the next step begins. */
  growthOfOne(replica: Replica): number {
    if (this.gain !== 1) return this.growth(replica, 1);
    const { shift, phasesFrom } = replica;
    return this.counts[phasesFrom + (shift === 0 ? 0 : this.size - shift)] ?? 0;
  }

  /** Blocks that the next `steps` steps begin. */
  growth({ shift, phasesFrom, size: requests }: Replica, steps: number): number {
    const { size, gain, counts } = this;
    if (gain === 1) {
      const rounds = steps < size ? 0 : Math.floor(steps / size);
      const rest = steps - rounds * size;
      const next = shift === 0 ? 0 : size - shift;
      // The next `rest` phases, counted down; or all but those, where these are fewer.
      if (rest * 2 <= size) return rounds * requests + this.countDown(phasesFrom, next, rest);
      const after = next >= rest ? next - rest : next - rest + size;
      return (rounds + 1) * requests - this.countDown(phasesFrom, after, size - rest);
    }
    let blocks = 0;
    for (let phase = 0; phase < size; phase += 1) {
      const count = counts[phasesFrom + phase] ?? 0;
      if (count === 0) continue;
      const sum = phase + shift;
      const filled = sum < size ? sum : sum - size;
      blocks += count * (Math.ceil((filled + gain * steps) / size) - (filled > 0 ? 1 : 0));
    }
    return blocks;
  }

  /** Requests in `phases` phases from one on, counted down and around. */
  private countDown(from: number, first: number, phases: number): number {
    const { counts, size } = this;
    let sum = 0;
    let phase = first;
    for (let left = phases; left > 0; left -= 1) {
      sum += counts[from + phase] ?? 0;
      phase = phase === 0 ? size - 1 : phase - 1;
    }
    return sum;
  }

  /** The most next steps, up to `most`, that begin no more than `room` blocks. */
  stepsWithin(replica: Replica, most: number, room: number): number {
    if (replica.size * Math.ceil((most * this.gain) / this.size) <= room) return most;
    if (this.growth(replica, most) <= room) return most;
    let fits = 0;
    let tooMany = most;
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (this.growth(replica, middle) <= room) fits = middle;
      else tooMany = middle;
    }
    return fits;
  }
}
