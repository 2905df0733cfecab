import type { BlockPhases } from './block-phases.ts';
import type { PrefixCache } from './prefix-cache.ts';

/** The KV blocks of one engine: free, in the prefix cache, or held by requests. What the cache holds unpinned is given up when blocks run out. */
export class KvMemory {
  readonly total: number;
  free: number;
  private readonly cache: PrefixCache;
  private readonly phases: BlockPhases;

  constructor(total: number, cache: PrefixCache, phases: BlockPhases) {
    this.total = total;
    this.free = total;
    this.cache = cache;
    this.phases = phases;
  }

  /** Blocks that requests and pinned segments hold. */
  get used(): number {
    return this.total - this.free - this.cache.idle;
  }

  /** Blocks to be had beyond those the next tokens of everyone running need. */
  room(): number {
    return this.free + this.cache.idle - this.phases.growth(1);
  }

  take(blocks: number): void {
    const free = this.free - blocks;
    if (free < 0) {
      this.cache.evict(-free);
      this.free = 0;
    } else this.free = free;
  }

  /** Forgets what is cached: nobody holds a block. */
  reclaim(): void {
    this.cache.evict(this.cache.idle);
    this.free = this.total;
  }
}
