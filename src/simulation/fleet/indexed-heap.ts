/**
 * A min-heap over the items 0 … n−1, each in it at most once, whose keys may change. Equal keys go by the item. Flat arrays, keys in the
 * order of the heap.
 */
export class IndexedHeap {
  size = 0;
  /** The smallest key, Infinity when empty. */
  topKey = Infinity;
  private readonly keys: Float64Array;
  private readonly items: Int32Array;
  private readonly place: Int32Array;
  /** Key of the item that is being placed. */
  private key = 0.5;

  constructor(items: number) {
    this.keys = new Float64Array(items);
    this.items = new Int32Array(items);
    this.place = new Int32Array(items).fill(-1);
  }

  /** The first item, −1 when empty. */
  get top(): number {
    return this.size === 0 ? -1 : (this.items[0] ?? -1);
  }

  /** Puts an item in, or moves it to a new key. */
  set(item: number, key: number): void {
    const at = this.place[item] ?? -1;
    this.key = key;
    if (at < 0) {
      this.size += 1;
      this.rise(this.size - 1, item);
    } else if (key < (this.keys[at] ?? 0)) this.rise(at, item);
    else this.sink(at, item);
    this.topKey = this.keys[0] ?? Infinity;
  }

  /** Takes an item out, if it is in. */
  delete(item: number): void {
    const at = this.place[item] ?? -1;
    if (at < 0) return;
    this.place[item] = -1;
    this.size -= 1;
    if (at !== this.size) {
      const moved = this.items[this.size] ?? 0;
      this.key = this.keys[this.size] ?? 0;
      this.sink(at, moved);
      if (this.place[moved] === at) this.rise(at, moved);
    }
    this.topKey = this.size === 0 ? Infinity : (this.keys[0] ?? Infinity);
  }

  private rise(from: number, item: number): void {
    const { keys, items, place, key } = this;
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 2;
      const above = items[up] ?? 0;
      const aboveKey = keys[up] ?? 0;
      if (aboveKey < key || (aboveKey === key && above < item)) break;
      keys[at] = aboveKey;
      items[at] = above;
      place[above] = at;
      at = up;
    }
    keys[at] = key;
    items[at] = item;
    place[item] = at;
  }

  private sink(from: number, item: number): void {
    const { keys, items, place, size, key } = this;
    let at = from;
    for (;;) {
      const first = at * 4 + 1;
      if (first >= size) break;
      let leastAt = first;
      let leastKey = keys[first] ?? 0;
      const end = first + 4 < size ? first + 4 : size;
      for (let child = first + 1; child < end; child += 1) {
        const otherKey = keys[child] ?? 0;
        if (otherKey < leastKey || (otherKey === leastKey && (items[child] ?? 0) < (items[leastAt] ?? 0))) {
          leastKey = otherKey;
          leastAt = child;
        }
      }
      const least = items[leastAt] ?? 0;
      if (key < leastKey || (key === leastKey && item < least)) break;
      keys[at] = leastKey;
      items[at] = least;
      place[least] = at;
      at = leastAt;
    }
    keys[at] = key;
    items[at] = item;
    place[item] = at;
  }
}
