/** A min-heap over the items 0 … n−1, each in it at most once, whose keys may change. Equal keys go by the item. Flat arrays. */
export class IndexedHeap {
  size = 0;
  /** The smallest key, Infinity when empty. */
  topKey = Infinity;
  private readonly keys: Float64Array;
  private readonly heap: Int32Array;
  private readonly place: Int32Array;

  constructor(items: number) {
    this.keys = new Float64Array(items);
    this.heap = new Int32Array(items);
    this.place = new Int32Array(items).fill(-1);
  }

  /** The first item, −1 when empty. */
  get top(): number {
    return this.size === 0 ? -1 : (this.heap[0] ?? -1);
  }

  has(item: number): boolean {
    return (this.place[item] ?? -1) >= 0;
  }

  /** Puts an item in, or moves it to a new key. */
  set(item: number, key: number): void {
    let at = this.place[item] ?? -1;
    if (at < 0) {
      at = this.size;
      this.size += 1;
      this.keys[item] = key;
      this.rise(at, item, key);
    } else {
      const old = this.keys[item] ?? 0;
      this.keys[item] = key;
      if (key < old) this.rise(at, item, key);
      else if (key > old) this.sink(at, item, key);
    }
    this.topKey = this.keys[this.heap[0] ?? 0] ?? Infinity;
  }

  /** Takes an item out, if it is in. */
  delete(item: number): void {
    const at = this.place[item] ?? -1;
    if (at < 0) return;
    this.place[item] = -1;
    this.size -= 1;
    if (at !== this.size) {
      const moved = this.heap[this.size] ?? 0;
      const key = this.keys[moved] ?? 0;
      this.sink(at, moved, key);
      const now = this.place[moved] ?? 0;
      if (now === at) this.rise(at, moved, key);
    }
    this.topKey = this.size === 0 ? Infinity : (this.keys[this.heap[0] ?? 0] ?? Infinity);
  }

  private rise(from: number, item: number, key: number): void {
    const { keys, heap, place } = this;
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 2;
      const above = heap[up] ?? 0;
      const aboveKey = keys[above] ?? 0;
      if (aboveKey < key || (aboveKey === key && above < item)) break;
      heap[at] = above;
      place[above] = at;
      at = up;
    }
    heap[at] = item;
    place[item] = at;
  }

  private sink(from: number, item: number, key: number): void {
    const { keys, heap, place, size } = this;
    let at = from;
    for (;;) {
      const first = at * 4 + 1;
      if (first >= size) break;
      let least = heap[first] ?? 0;
      let leastKey = keys[least] ?? 0;
      let leastAt = first;
      const end = first + 4 < size ? first + 4 : size;
      for (let child = first + 1; child < end; child += 1) {
        const other = heap[child] ?? 0;
        const otherKey = keys[other] ?? 0;
        if (otherKey < leastKey || (otherKey === leastKey && other < least)) {
          least = other;
          leastKey = otherKey;
          leastAt = child;
        }
      }
      if (key < leastKey || (key === leastKey && item < least)) break;
      heap[at] = least;
      place[least] = at;
      at = leastAt;
    }
    heap[at] = item;
    place[item] = at;
  }
}
