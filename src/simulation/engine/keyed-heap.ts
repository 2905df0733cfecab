import { widerFloats } from './widen.ts';

/**
 * A min-heap. Smallest key first; of equal keys the smaller tie, so that the order never depends on history. Grows as needed, allocates
 * nothing else.
 */
export class KeyedHeap<Item> {
  size = 0;
  /** The smallest key, Infinity when empty. */
  topKey = Infinity;
  private keys = new Float64Array(16);
  private ties = new Float64Array(16);
  private readonly items: (Item | undefined)[] = [];

  /** The first item, undefined when empty. */
  get top(): Item | undefined {
    return this.size === 0 ? undefined : this.items[0];
  }

  push(key: number, tie: number, item: Item): void {
    if (this.size === this.keys.length) this.grow();
    const hole = this.size;
    this.size += 1;
    this.rise(hole, key, tie, item);
    this.topKey = this.keys[0] ?? Infinity;
  }

  /** Takes the first item away. */
  pop(): Item | undefined {
    const top = this.items[0];
    this.removeAt(0);
    return top;
  }

  private removeAt(hole: number): void {
    const { keys, ties, items } = this;
    const size = this.size - 1;
    this.size = size;
    if (hole !== size) {
      const key = keys[size] ?? 0;
      const tie = ties[size] ?? 0;
      const item = items[size];
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
    this.topKey = size === 0 ? Infinity : (keys[0] ?? Infinity);
  }

  /** Places an entry at `from` or above. */
  private rise(from: number, key: number, tie: number, item: Item | undefined): void {
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
    this.items[to] = this.items[from];
  }

  private grow(): void {
    const length = this.keys.length * 2;
    this.keys = widerFloats(this.keys, length);
    this.ties = widerFloats(this.ties, length);
  }
}
