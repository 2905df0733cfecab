import { widerFloats, widerInts } from './widen.ts';

const none = -1;

/** Places of a segment's record: blocks it holds, how often it is pinned, its neighbours in the order of use. */
const record = 4;
const pins = 1;
const older = 2;
const newer = 3;

/**
 * The reusable part of a KV cache, by segments: a session, a shared prompt or a block chain link. Each segment holds its leading
 * blocks; running requests pin segments; what is not pinned is given up from the least recently used segment on, last blocks first.
 * All counts in blocks. A segment keeps its slot as long as it is pinned or holds anything. Open addressing in flat arrays, a segment's
 * record side by side; slots of segments that hold nothing are used again.
 */
export class PrefixCache {
  /** Blocks in all segments, and those of them that nobody pins. */
  held = 0;
  idle = 0;
  /** Slots by hash of their keys. */
  private index = new Int32Array(64).fill(none);
  private mask = 63;
  private count = 0;
  private keys = new Float64Array(32);
  private records = new Int32Array(32 * record);
  private readonly freeSlots: number[] = [];
  private made = 0;
  private oldest = none;
  private newest = none;

  /** Slot of a segment; −1 where it is not there. */
  find(key: number): number {
    const { index, mask, keys } = this;
    let at = hash(key) & mask;
    for (;;) {
      const slot = index[at] ?? none;
      if (slot === none || keys[slot] === key) return slot;
      at = (at + 1) & mask;
    }
  }

  /** Blocks a segment holds. */
  blocksOf(slot: number): number {
    return this.records[slot * record] ?? 0;
  }

  /** Blocks that pinning a segment would take from those that can be given up. */
  idleBlocksOf(slot: number): number {
    const at = slot * record;
    return (this.records[at + pins] ?? 0) > 0 ? 0 : (this.records[at] ?? 0);
  }

  /** Keeps a segment until it is unpinned as often; it is made, empty, where `slot` is −1. Returns its slot. */
  pin(key: number, slot: number): number {
    if (slot === none) {
      const made = this.create(key);
      this.records[made * record + pins] = 1;
      return made;
    }
    const { records } = this;
    const at = slot * record;
    const pinned = records[at + pins] ?? 0;
    if (pinned === 0) {
      this.unlink(slot);
      this.idle -= records[at] ?? 0;
    }
    records[at + pins] = pinned + 1;
    return slot;
  }

  /** Makes a pinned segment hold `blocks`; returns how many it gained, 0 where it held as many. */
  growTo(slot: number, blocks: number): number {
    const { records } = this;
    const at = slot * record;
    const size = records[at] ?? 0;
    if (blocks <= size) return 0;
    records[at] = blocks;
    this.held += blocks - size;
    return blocks - size;
  }

  /** Takes one pin away; with the last one the segment becomes the most recently used of those that can be given up. */
  unpin(slot: number): void {
    const { records, newest } = this;
    const at = slot * record;
    const left = (records[at + pins] ?? 0) - 1;
    records[at + pins] = left;
    if (left > 0) return;
    const size = records[at] ?? 0;
    if (size === 0) {
      this.drop(slot);
      return;
    }
    this.idle += size;
    records[at + older] = newest;
    records[at + newer] = none;
    if (newest === none) this.oldest = slot;
    else records[newest * record + newer] = slot;
    this.newest = slot;
  }

  /** Gives up `blocks` unpinned blocks; there must be as many. */
  evict(blocks: number): void {
    const { records } = this;
    let wanted = blocks;
    this.held -= blocks;
    this.idle -= blocks;
    while (wanted > 0) {
      const slot = this.oldest;
      const size = records[slot * record] ?? 0;
      if (size > wanted) {
        records[slot * record] = size - wanted;
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
    this.index.fill(none);
    this.count = 0;
    this.freeSlots.length = 0;
    this.made = 0;
    this.oldest = none;
    this.newest = none;
  }

  private unlink(slot: number): void {
    const { records } = this;
    const before = records[slot * record + older] ?? none;
    const after = records[slot * record + newer] ?? none;
    if (before === none) this.oldest = after;
    else records[before * record + newer] = after;
    if (after === none) this.newest = before;
    else records[after * record + older] = before;
  }

  private create(key: number): number {
    if (this.count * 2 >= this.index.length) this.widenIndex();
    const slot = this.freeSlots.pop() ?? this.made++;
    if (slot === this.keys.length) this.widenSlots();
    this.keys[slot] = key;
    this.records[slot * record] = 0;
    this.enter(key, slot);
    this.count += 1;
    return slot;
  }

  private enter(key: number, slot: number): void {
    const { index, mask } = this;
    let at = hash(key) & mask;
    while (index[at] !== none) at = (at + 1) & mask;
    index[at] = slot;
  }

  /** Takes a slot out of the index; later ones of its run move up, so that no marks are left behind. */
  private drop(slot: number): void {
    const { index, keys, mask } = this;
    let at = hash(keys[slot] ?? none) & mask;
    while (index[at] !== slot) at = (at + 1) & mask;
    let hole = at;
    for (;;) {
      at = (at + 1) & mask;
      const moved = index[at] ?? none;
      if (moved === none) break;
      const home = hash(keys[moved] ?? none) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        index[hole] = moved;
        hole = at;
      }
    }
    index[hole] = none;
    this.count -= 1;
    this.freeSlots.push(slot);
  }

  private widenIndex(): void {
    const { index, keys } = this;
    this.index = new Int32Array(index.length * 2).fill(none);
    this.mask = this.index.length - 1;
    for (const slot of index) {
      if (slot !== none) this.enter(keys[slot] ?? none, slot);
    }
  }

  private widenSlots(): void {
    this.keys = widerFloats(this.keys, this.keys.length * 2);
    this.records = widerInts(this.records, this.records.length * 2);
  }
}

function hash(key: number): number {
  const mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 4_294_967_296) | 0, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
