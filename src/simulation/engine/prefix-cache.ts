import type { Replica } from './replica.ts';
import { widerInts } from './widen.ts';

const none = -1;

/**
 * A segment's record: its key as a broken number, then whole ones: its replica, the next segment of its hash, blocks it holds, how often it
 * is pinned, its neighbours in the order of use. Eight whole numbers long, the key in the place of the first two: half a line of the core's cache.
 */
const record = 8;
const home = 2;
const chained = 3;
const size = 4;
const pins = 5;
const older = 6;
const newer = 7;

/**
 * The reusable parts of the KV caches of many replicas, by segments: a session, a shared prompt or a block chain link. Each segment holds
 * its leading blocks; running requests pin segments; what is not pinned is given up, replica by replica, from the least recently used segment
 * on, last blocks first. All counts in blocks. A segment keeps its slot as long as it is pinned or holds anything. One table of hashes
 * for all replicas; slots of segments that hold nothing are used again.
 */
export class PrefixCache {
  private heads = new Int32Array(64).fill(none);
  private ints = new Int32Array(32 * record);
  private floats = new Float64Array(this.ints.buffer);
  private count = 0;
  private made = 0;
  /** First of the slots to be used again, chained like segments of one hash. */
  private spare = none;

  /** Slot of a replica's segment; −1 where it is not there. */
  find({ index }: Replica, key: number): number {
    const { heads, ints, floats } = this;
    let slot = heads[hash(index, key) & (heads.length - 1)] ?? none;
    while (slot !== none) {
      const at = slot * record;
      if (floats[at >> 1] === key && ints[at + home] === index) return slot;
      slot = ints[at + chained] ?? none;
    }
    return none;
  }

  /** Blocks a segment holds. */
  blocksOf(slot: number): number {
    return this.ints[slot * record + size] ?? 0;
  }

  /** Blocks that pinning a segment would take from those that can be given up. */
  idleBlocksOf(slot: number): number {
    const at = slot * record;
    return (this.ints[at + pins] ?? 0) > 0 ? 0 : (this.ints[at + size] ?? 0);
  }

  /** Keeps a segment until it is unpinned as often; it is made, empty, where `slot` is −1. Returns its slot. */
  pin(replica: Replica, key: number, slot: number): number {
    if (slot === none) {
      const made = this.create(replica.index, key);
      this.ints[made * record + pins] = 1;
      return made;
    }
    const { ints } = this;
    const at = slot * record;
    const pinned = ints[at + pins] ?? 0;
    if (pinned === 0) {
      this.unlink(replica, at);
      replica.idle -= ints[at + size] ?? 0;
    }
    ints[at + pins] = pinned + 1;
    return slot;
  }

  /** Makes a pinned segment hold `blocks`; returns how many it gained, 0 where it held as many. */
  growTo(slot: number, blocks: number): number {
    const at = slot * record + size;
    const held = this.ints[at] ?? 0;
    if (blocks <= held) return 0;
    this.ints[at] = blocks;
    return blocks - held;
  }

  /** Takes one pin away; with the last one the segment becomes the most recently used of those that can be given up. */
  unpin(replica: Replica, slot: number): void {
    const { ints } = this;
    const at = slot * record;
    const left = (ints[at + pins] ?? 0) - 1;
    ints[at + pins] = left;
    if (left > 0) return;
    const held = ints[at + size] ?? 0;
    if (held === 0) {
      this.drop(slot);
      return;
    }
    const { newest } = replica;
    replica.idle += held;
    ints[at + older] = newest;
    ints[at + newer] = none;
    if (newest === none) replica.oldest = slot;
    else ints[newest * record + newer] = slot;
    replica.newest = slot;
  }

  /** Gives up `blocks` unpinned blocks; there must be as many. */
  evict(replica: Replica, blocks: number): void {
    const { ints } = this;
    let wanted = blocks;
    replica.idle -= blocks;
    while (wanted > 0) {
      const slot = replica.oldest;
      const at = slot * record;
      const held = ints[at + size] ?? 0;
      if (held > wanted) {
        ints[at + size] = held - wanted;
        return;
      }
      wanted -= held;
      this.unlink(replica, at);
      this.drop(slot);
    }
  }

  /** Forgets everything of a replica, pins too. Looks at all segments. */
  clear(replica: Replica): void {
    replica.idle = 0;
    replica.oldest = none;
    replica.newest = none;
    for (let slot = 0; slot < this.made; slot += 1) {
      if (this.ints[slot * record + home] === replica.index) this.drop(slot);
    }
  }

  private unlink(replica: Replica, at: number): void {
    const { ints } = this;
    const before = ints[at + older] ?? none;
    const after = ints[at + newer] ?? none;
    if (before === none) replica.oldest = after;
    else ints[before * record + newer] = after;
    if (after === none) replica.newest = before;
    else ints[after * record + older] = before;
  }

  private create(index: number, key: number): number {
    if (this.count >= this.heads.length) this.widenHeads();
    let slot = this.spare;
    if (slot === none) {
      slot = this.made;
      this.made += 1;
      if (slot * record === this.ints.length) this.widenRecords();
    } else this.spare = this.ints[slot * record + chained] ?? none;
    const at = slot * record;
    this.floats[at >> 1] = key;
    this.ints[at + home] = index;
    this.ints[at + size] = 0;
    this.enter(slot);
    this.count += 1;
    return slot;
  }

  private enter(slot: number): void {
    const { heads, ints } = this;
    const at = slot * record;
    const head = this.headOf(at);
    ints[at + chained] = heads[head] ?? none;
    heads[head] = slot;
  }

  private drop(slot: number): void {
    const { heads, ints } = this;
    const at = slot * record;
    const head = this.headOf(at);
    const after = ints[at + chained] ?? none;
    let before = heads[head] ?? none;
    if (before === slot) heads[head] = after;
    else {
      for (let next = before; next !== slot; next = ints[before * record + chained] ?? none) before = next;
      ints[before * record + chained] = after;
    }
    ints[at + home] = none;
    ints[at + chained] = this.spare;
    this.spare = slot;
    this.count -= 1;
  }

  private headOf(at: number): number {
    return hash(this.ints[at + home] ?? 0, this.floats[at >> 1] ?? 0) & (this.heads.length - 1);
  }

  private widenHeads(): void {
    this.heads = new Int32Array(this.heads.length * 2).fill(none);
    for (let slot = 0; slot < this.made; slot += 1) {
      if (this.ints[slot * record + home] !== none) this.enter(slot);
    }
  }

  private widenRecords(): void {
    this.ints = widerInts(this.ints, this.ints.length * 2);
    this.floats = new Float64Array(this.ints.buffer);
  }
}

function hash(index: number, key: number): number {
  const mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul(index, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}
