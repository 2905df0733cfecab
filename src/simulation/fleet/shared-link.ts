import { KeyedHeap } from '../engine/keyed-heap.ts';
import type { Request } from '../engine/request.ts';

/**
 * A link whose transfers share its bandwidth evenly, each at most `mostEach`. Its clock runs in bytes that each transfer has got: a transfer ends when that clock
 * has gone on by its size, whatever happens to the others. Seconds and bytes.
 */
export class SharedLink {
  private readonly bandwidth: number;
  private readonly mostEach: number;
  private readonly ends = new KeyedHeap<Request>();
  private served = 0;
  private time = 0;

  constructor(bandwidth: number, mostEach = Infinity) {
    this.bandwidth = bandwidth;
    this.mostEach = mostEach;
  }

  /** When the next transfer ends if none begins: Infinity while idle. */
  get nextAt(): number {
    if (this.ends.size === 0) return Infinity;
    return this.time + Math.max(0, this.ends.topKey - this.served) / this.pace;
  }

  /** Begins a transfer. `tie` orders transfers that end together. */
  begin(item: Request, tie: number, bytes: number, time: number): void {
    this.advance(time);
    this.ends.push(this.served + bytes, tie, item);
  }

  /** Takes the transfer that ends at `nextAt` off the link. */
  end(): Request | undefined {
    const time = this.nextAt;
    this.served = this.ends.topKey;
    this.time = time;
    return this.ends.pop();
  }

  /** Bytes per second that each transfer under way gets. */
  private get pace(): number {
    return Math.min(this.mostEach, this.bandwidth / this.ends.size);
  }

  private advance(time: number): void {
    if (this.ends.size > 0) this.served += (time - this.time) * this.pace;
    this.time = time;
  }
}
