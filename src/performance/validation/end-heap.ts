/** Requests by the progress at which they end; a binary heap in typed arrays. */
export class EndHeap {
  size = 0;
  private readonly keys: Float64Array;
  private readonly values: Int32Array;

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity + 1);
    this.values = new Int32Array(capacity + 1);
  }

  next(): number {
    return this.size === 0 ? Infinity : (this.keys[0] ?? Infinity);
  }

  push(value: number, key: number): void {
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.keys[parent] ?? 0) <= key) break;
      this.keys[at] = this.keys[parent] ?? 0;
      this.values[at] = this.values[parent] ?? 0;
      at = parent;
    }
    this.keys[at] = key;
    this.values[at] = value;
  }

  pop(): number {
    const top = this.values[0] ?? 0;
    this.size -= 1;
    const key = this.keys[this.size] ?? 0;
    const value = this.values[this.size] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && (this.keys[child + 1] ?? 0) < (this.keys[child] ?? 0)) child += 1;
      if ((this.keys[child] ?? 0) >= key) break;
      this.keys[at] = this.keys[child] ?? 0;
      this.values[at] = this.values[child] ?? 0;
      at = child;
    }
    this.keys[at] = key;
    this.values[at] = value;
    return top;
  }
}
