import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/quantity/index.ts';
import { PrefixCache } from '../../src/simulation/engine/prefix-cache.ts';
import type { Replica } from '../../src/simulation/engine/replica.ts';

interface Segment {
  readonly key: number;
  blocks: number;
  pins: number;
}

/** One replica's cache as a list, the first to be given up first. */
class Plain {
  readonly index: number;
  idle = 0;
  oldest = -1;
  newest = -1;
  segments: Segment[] = [];

  constructor(index: number) {
    this.index = index;
  }

  of(key: number): Segment | undefined {
    return this.segments.find((each) => each.key === key);
  }

  get idleBlocks(): number {
    return this.segments.reduce((sum, { blocks, pins }) => sum + (pins === 0 ? blocks : 0), 0);
  }
}

describe('the prefix cache of many replicas', () => {
  it('keeps the same keys of all of them apart, and gives up the least recently used of each', () => {
    const stream = randomStream(1, 'prefix cache');
    const below = (count: number): number => Math.floor(stream.next() * count);
    const cache = new PrefixCache();
    const plain = Array.from({ length: 700 }, (_, index) => new Plain(index));
    for (let round = 0; round < 60_000; round += 1) {
      const each = plain[below(plain.length)] as Plain;
      const replica = each as unknown as Replica;
      const key = below(12);
      const slot = cache.find(replica, key);
      const known = each.of(key);
      expect(slot < 0 ? undefined : cache.blocksOf(slot)).toBe(known?.blocks);
      const what = stream.next();
      if (what < 0.45) {
        const pinned = cache.pin(replica, key, slot);
        const grown = below(20);
        const segment = known ?? { key, blocks: 0, pins: 0 };
        if (known === undefined) each.segments.push(segment);
        segment.pins += 1;
        segment.blocks += cache.growTo(pinned, grown);
      } else if (what < 0.9) {
        if (known === undefined || known.pins === 0) continue;
        cache.unpin(replica, slot);
        known.pins -= 1;
        if (known.pins > 0) continue;
        each.segments = each.segments.filter((other) => other !== known);
        if (known.blocks > 0) each.segments.push(known);
      } else if (what < 0.999) {
        let wanted = below(each.idleBlocks + 1);
        cache.evict(replica, wanted);
        for (const segment of each.segments) {
          if (segment.pins > 0) continue;
          const given = Math.min(wanted, segment.blocks);
          segment.blocks -= given;
          wanted -= given;
        }
        each.segments = each.segments.filter(({ blocks, pins }) => blocks > 0 || pins > 0);
      } else {
        cache.clear(replica);
        each.segments = [];
      }
      expect(each.idle).toBe(each.idleBlocks);
    }
  });
});
