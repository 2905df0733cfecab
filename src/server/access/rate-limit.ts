/** A bucket of tokens per name: so many at once, so many more per second. */
export class RateLimit {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** @param now milliseconds */
  constructor(burst: number, perSecond: number, now: () => number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Takes one; the seconds to wait where none is left. */
  take(name: string): number {
    const bucket = this.#bucket(name);
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / this.#perSecond);
    bucket.left -= 1;
    return 0;
  }

  /** The seconds to wait until one is there, without taking it. */
  wait(name: string): number {
    const { left } = this.#bucket(name);
    return left < 1 ? Math.ceil((1 - left) / this.#perSecond) : 0;
  }

  #bucket(name: string): { left: number; at: number } {
    const now = this.#now();
    const known = this.#buckets.get(name) ?? { left: this.#burst, at: now };
    known.left = Math.min(this.#burst, known.left + ((now - known.at) / 1000) * this.#perSecond);
    known.at = now;
    this.#buckets.set(name, known);
    if (this.#buckets.size > 10_000) this.#forgetFull();
    return known;
  }

  /** Buckets that are full again say nothing. */
  #forgetFull(): void {
    const now = this.#now();
    for (const [name, { left, at }] of this.#buckets)
      if (left + ((now - at) / 1000) * this.#perSecond >= this.#burst) this.#buckets.delete(name);
  }
}
