/**
 * Which replicas have how many requests, as bits by number of requests: the least loaded, of equals the first, is the lowest bit of the lowest
 * level in use. A change moves one bit to the next level. Whole loads only; a heap is for weighed ones.
 */
export class LoadLevels {
  /** Words of bits per level. */
  private readonly words: number;
  private bits: Int32Array<ArrayBuffer>;
  /** Replicas per level. */
  private counts: Int32Array<ArrayBuffer>;
  /** Level of each replica, −1 where it is not in. */
  private readonly levels: Int32Array;
  private size = 0;
  private lowest = 0;

  constructor(replicas: number) {
    this.words = (replicas + 31) >> 5;
    this.bits = new Int32Array(32 * this.words);
    this.counts = new Int32Array(32);
    this.levels = new Int32Array(replicas).fill(-1);
  }

  /** The first item, −1 when empty. */
  get top(): number {
    if (this.size === 0) return -1;
    let word = this.lowest * this.words;
    while (this.bits[word] === 0) word += 1;
    const found = this.bits[word] ?? 0;
    return ((word - this.lowest * this.words) << 5) + 31 - Math.clz32(found & -found);
  }

  /** Puts a replica in, or moves it to a new level. */
  set(replica: number, level: number): void {
    const from = this.levels[replica] ?? -1;
    if (from >= 0) this.drop(replica, from);
    if (level >= this.counts.length) this.widen(level);
    this.levels[replica] = level;
    this.counts[level] = (this.counts[level] ?? 0) + 1;
    const word = level * this.words + (replica >> 5);
    this.bits[word] = (this.bits[word] ?? 0) | (1 << replica);
    this.size += 1;
    if (this.size === 1 || level < this.lowest) this.lowest = level;
    else this.look();
  }

  /** Takes a replica out, if it is in. */
  delete(replica: number): void {
    const from = this.levels[replica] ?? -1;
    if (from < 0) return;
    this.drop(replica, from);
    this.levels[replica] = -1;
    this.look();
  }

  private drop(replica: number, level: number): void {
    this.counts[level] = (this.counts[level] ?? 0) - 1;
    const word = level * this.words + (replica >> 5);
    this.bits[word] = (this.bits[word] ?? 0) & ~(1 << replica);
    this.size -= 1;
  }

  /** Goes up to the lowest level in use. */
  private look(): void {
    if (this.size === 0) return;
    while (this.counts[this.lowest] === 0) this.lowest += 1;
  }

  private widen(level: number): void {
    const length = Math.max(level + 1, this.counts.length * 2);
    const counts = new Int32Array(length);
    counts.set(this.counts);
    this.counts = counts;
    const bits = new Int32Array(length * this.words);
    bits.set(this.bits);
    this.bits = bits;
  }
}
