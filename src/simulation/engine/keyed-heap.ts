import { widerFloats, widerInts } from './widen.ts';

/**
 * A min-heap of whole numbers. Smallest key first; of equal keys the smaller tie, so that the order never depends on history. Grows as
 * needed, allocates nothing else.
 */
export class KeyedHeap {
  size = 0;
  private keys = new Float64Array(16);
  private ties = new Float64Array(16);
  private items = new Int32Array(16);

  /** The first item, −1 when empty. */
  get top(): number {
    return this.size === 0 ? -1 : (this.items[0] ?? -1);
  }

  /** The smallest key, Infinity when empty. */
  get topKey(): number {
    return this.size === 0 ? Infinity : (this.keys[0] ?? Infinity);
  }

  push(key: number, tie: number, item: number): void {
    if (this.size === this.items.length) this.grow();
    this.size += 1;
    this.rise(this.size - 1, key, tie, item);
  }

  /** Takes the first item away. */
  pop(): number {
    const top = this.items[0] ?? -1;
    this.removeAt(0);
    return top;
  }

  /** Takes one item away wherever it is; O(size). */
  remove(item: number): void {
    for (let at = 0; at < this.size; at += 1) {
      if (this.items[at] === item) {
        this.removeAt(at);
        return;
      }
    }
  }

  clear(): void {
    this.size = 0;
  }

  private removeAt(hole: number): void {
    this.size -= 1;
    const { size, keys, ties, items } = this;
    if (hole === size) return;
    const key = keys[size] ?? 0;
    const tie = ties[size] ?? 0;
    const item = items[size] ?? 0;
    let at = hole;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && this.precedes(down + 1, keys[down] ?? 0, ties[down] ?? 0)) down += 1;
      if (!this.precedes(down, key, tie)) break;
      this.move(down, at);
      at = down;
    }
    this.rise(at, key, tie, item);
  }

  /** Places an entry at `from` or above. */
  private rise(from: number, key: number, tie: number, item: number): void {
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.precedes(up, key, tie)) break;
      this.move(up, at);
      at = up;
    }
    this.keys[at] = key;
    this.ties[at] = tie;
    this.items[at] = item;
  }

  private precedes(at: number, key: number, tie: number): boolean {
    const found = this.keys[at] ?? 0;
    return found < key || (found === key && (this.ties[at] ?? 0) < tie);
  }

  private move(from: number, to: number): void {
    this.keys[to] = this.keys[from] ?? 0;
    this.ties[to] = this.ties[from] ?? 0;
    this.items[to] = this.items[from] ?? 0;
  }

  private grow(): void {
    const length = this.items.length * 2;
    this.keys = widerFloats(this.keys, length);
    this.ties = widerFloats(this.ties, length);
    this.items = widerInts(this.items, length);
  }
}
