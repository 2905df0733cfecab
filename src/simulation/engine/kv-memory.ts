import type { Batch } from './batch.ts';
import type { PrefixCache } from './prefix-cache.ts';
import type { Replica } from './replica.ts';

/** The KV blocks of replicas: free, in the prefix cache, or held by requests. What the cache holds unpinned is given up when blocks run out. */
export class KvMemory {
  /** Blocks of one replica. */
  readonly total: number;
  private readonly cache: PrefixCache;
  private readonly batch: Batch;

  constructor(total: number, cache: PrefixCache, batch: Batch) {
    this.total = total;
    this.cache = cache;
    this.batch = batch;
  }

  /** Blocks that requests and pinned segments hold. */
  used({ free, idle }: Replica): number {
    return this.total - free - idle;
  }

  /** Blocks to be had beyond those the next tokens of everyone running need. */
  room(replica: Replica): number {
    return replica.free + replica.idle - this.batch.growthOfOne(replica);
  }

  take(replica: Replica, blocks: number): void {
    const free = replica.free - blocks;
    if (free < 0) {
      this.cache.evict(replica, -free);
      replica.free = 0;
    } else replica.free = free;
  }

  /** Forgets what is cached: nobody holds a block. */
  reclaim(replica: Replica): void {
    this.cache.evict(replica, replica.idle);
    replica.free = this.total;
  }
}
