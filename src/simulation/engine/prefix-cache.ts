import { widerFloats, widerInts } from './widen.ts';

const none = -1;

/**
 * The reusable part of a KV cache, by segments: a session, a shared prompt or a block chain link. Each segment holds its leading
 * blocks; running requests pin segments; what is not pinned is given up from the least recently used segment on, last blocks first.
 * All counts in blocks. Open addressing in flat arrays; slots of segments that hold nothing are used again.
 */
export class PrefixCache {
  /** Blocks in all segments, and those of them that nobody pins. */
  held = 0;
  idle = 0;
  private keys = new Float64Array(64).fill(none);
  private slots = new Int32Array(64);
  private mask = 63;
  private count = 0;
  private key = new Float64Array(32);
  private size = new Int32Array(32);
  private pins = new Int32Array(32);
  private older = new Int32Array(32);
  private newer = new Int32Array(32);
  private freeSlots: number[] = [];
  private made = 0;
  private oldest = none;
  private newest = none;

  /** Blocks a segment holds; 0 where it is not there. */
  blocksOf(key: number): number {
    const slot = this.find(key);
    return slot === none ? 0 : (this.size[slot] ?? 0);
  }

  /** Blocks that pinning a segment would take from those that can be given up. */
  idleBlocksOf(key: number): number {
    const slot = this.find(key);
    return slot === none || (this.pins[slot] ?? 0) > 0 ? 0 : (this.size[slot] ?? 0);
  }

  /** Keeps a segment until it is unpinned as often; it is made, empty, where it is not there. */
  pin(key: number): void {
    let slot = this.find(key);
    if (slot === none) slot = this.create(key);
    else if (this.pins[slot] === 0) {
      this.unlink(slot);
      this.idle -= this.size[slot] ?? 0;
    }
    this.pins[slot] = (this.pins[slot] ?? 0) + 1;
  }

  /** Makes a pinned segment hold `blocks`; returns how many it gained, 0 where it held as many. */
  growTo(key: number, blocks: number): number {
    const slot = this.find(key);
    const gained = Math.max(0, blocks - (this.size[slot] ?? 0));
    this.size[slot] = (this.size[slot] ?? 0) + gained;
    this.held += gained;
    return gained;
  }

  /** Takes one pin away; with the last one the segment becomes the most recently used of those that can be given up. */
  unpin(key: number): void {
    const slot = this.find(key);
    const pins = (this.pins[slot] ?? 0) - 1;
    this.pins[slot] = pins;
    if (pins > 0) return;
    if (this.size[slot] === 0) {
      this.drop(slot);
      return;
    }
    this.idle += this.size[slot] ?? 0;
    this.older[slot] = this.newest;
    this.newer[slot] = none;
    if (this.newest === none) this.oldest = slot;
    else this.newer[this.newest] = slot;
    this.newest = slot;
  }

  /** Gives up `blocks` unpinned blocks; there must be as many. */
  evict(blocks: number): void {
    let wanted = blocks;
    this.held -= blocks;
    this.idle -= blocks;
    while (wanted > 0) {
      const slot = this.oldest;
      const size = this.size[slot] ?? 0;
      if (size > wanted) {
        this.size[slot] = size - wanted;
        return;
      }
      wanted -= size;
      this.unlink(slot);
      this.drop(slot);
    }
  }

  /** Forgets everything, pins too. */
  clear(): void {
    this.held = 0;
    this.idle = 0;
    this.keys.fill(none);
    this.count = 0;
    this.freeSlots = [];
    this.made = 0;
    this.oldest = none;
    this.newest = none;
  }

  private unlink(slot: number): void {
    const older = this.older[slot] ?? none;
    const newer = this.newer[slot] ?? none;
    if (older === none) this.oldest = newer;
    else this.newer[older] = newer;
    if (newer === none) this.newest = older;
    else this.older[newer] = older;
  }

  private find(key: number): number {
    let at = hash(key) & this.mask;
    for (;;) {
      const found = this.keys[at] ?? none;
      if (found === key) return this.slots[at] ?? none;
      if (found === none) return none;
      at = (at + 1) & this.mask;
    }
  }

  private create(key: number): number {
    if (this.count * 2 >= this.keys.length) this.widenIndex();
    const slot = this.freeSlots.pop() ?? this.made++;
    if (slot === this.key.length) this.widenSlots();
    this.key[slot] = key;
    this.size[slot] = 0;
    this.pins[slot] = 0;
    this.index(key, slot);
    this.count += 1;
    return slot;
  }

  private index(key: number, slot: number): void {
    let at = hash(key) & this.mask;
    while (this.keys[at] !== none) at = (at + 1) & this.mask;
    this.keys[at] = key;
    this.slots[at] = slot;
  }

  /** Takes a key out of the index; later ones of its run move up, so that no marks are left behind. */
  private drop(slot: number): void {
    const key = this.key[slot] ?? none;
    const { keys, slots, mask } = this;
    let at = hash(key) & mask;
    while (keys[at] !== key) at = (at + 1) & mask;
    let hole = at;
    for (;;) {
      at = (at + 1) & mask;
      const moved = keys[at] ?? none;
      if (moved === none) break;
      const home = hash(moved) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        keys[hole] = moved;
        slots[hole] = slots[at] ?? none;
        hole = at;
      }
    }
    keys[hole] = none;
    this.count -= 1;
    this.freeSlots.push(slot);
  }

  private widenIndex(): void {
    const { keys, slots } = this;
    this.keys = new Float64Array(keys.length * 2).fill(none);
    this.slots = new Int32Array(keys.length * 2);
    this.mask = this.keys.length - 1;
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? none;
      if (key !== none) this.index(key, slots[at] ?? none);
    }
  }

  private widenSlots(): void {
    const length = this.key.length * 2;
    this.key = widerFloats(this.key, length);
    this.size = widerInts(this.size, length);
    this.pins = widerInts(this.pins, length);
    this.older = widerInts(this.older, length);
    this.newer = widerInts(this.newer, length);
  }
}

function hash(key: number): number {
  const mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 4_294_967_296) | 0, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
