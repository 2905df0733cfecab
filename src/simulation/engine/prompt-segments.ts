import type { EngineParameters } from './parameters.ts';
import { PrefixCache } from './prefix-cache.ts';
import type { Replica } from './replica.ts';
import type { Request } from './request.ts';

const none = -1;

/**
 * What of prompts the prefix cache of a replica holds. The prompt of a request is a path of segments: shared prompt, then session; or the
 * links of a block chain. A request pins the leading segments it uses, and leaves its own blocks to them when its prompt is done.
 *
 * ```
 * lay out → hits → pin hits → (prompt) → publish → (answer) → settle → release
 * ```
 */
export class PromptSegments {
  readonly cache = new PrefixCache();
  private readonly blockTokens: number;
  private readonly chainTokens: number;
  private readonly on: boolean;

  constructor({ blockTokens, prefixCaching }: EngineParameters, chainTokens: number) {
    this.blockTokens = blockTokens;
    this.chainTokens = chainTokens;
    this.on = prefixCaching;
  }

  /** Writes down the segments of a request's prompt in blocks of this engine. */
  layOut(request: Request): void {
    request.segmentCount = 0;
    if (!this.on) return;
    const { chain, shared, session, sharedTokens, input } = request;
    if (chain !== undefined) {
      request.segmentCount = chain.length;
      request.chainSlots ??= [];
      return;
    }
    const all = Math.floor(input / this.blockTokens);
    if (shared >= 0) {
      request.firstEnd = sharedTokens < input ? Math.floor(sharedTokens / this.blockTokens) : all;
      request.secondEnd = all;
      request.segmentCount = session >= 0 ? 2 : 1;
    } else if (session >= 0) {
      request.firstEnd = all;
      request.segmentCount = 1;
    }
  }

  /** Leading blocks of the request in the cache; at least one token of the `target` ones is left to compute. */
  hits(replica: Replica, request: Request, target: number): number {
    const { cache } = this;
    const { segmentCount } = request;
    let hits = 0;
    let from = 0;
    for (let segment = 0; segment < segmentCount; segment += 1) {
      const end = this.endOf(request, segment);
      const slot = cache.find(replica, keyOf(request, segment));
      setSlot(request, segment, slot);
      const held = slot === none ? 0 : cache.blocksOf(slot);
      if (held < end - from) {
        hits += held;
        break;
      }
      hits += end - from;
      from = end;
    }
    if (hits === 0) return 0;
    return Math.min(hits, Math.floor((target - 1) / this.blockTokens));
  }

  /** Blocks that pinning the segments of so many hits takes out of the room. */
  idleHits(request: Request, hits: number): number {
    let blocks = 0;
    for (let segment = 0, covered = 0; covered < hits; segment += 1) {
      covered = this.endOf(request, segment);
      const slot = slotOf(request, segment);
      if (slot !== none) blocks += this.cache.idleBlocksOf(slot);
    }
    return blocks;
  }

  /** Pins the segments that hold so many hits. */
  pinHits(replica: Replica, request: Request, hits: number): void {
    let segment = 0;
    for (let covered = 0; covered < hits; segment += 1) {
      covered = this.endOf(request, segment);
      this.pin(replica, request, segment, slotOf(request, segment));
    }
    request.pinned = segment;
    request.inCache = hits;
  }

  /** The prompt is done: its blocks become known to the cache. */
  publish(replica: Replica, request: Request): void {
    const { segmentCount } = request;
    for (let segment = request.pinned; segment < segmentCount; segment += 1)
      this.pin(replica, request, segment, none);
    request.pinned = segmentCount;
    let from = 0;
    for (let segment = 0; segment < segmentCount; segment += 1) {
      const end = this.endOf(request, segment);
      this.give(request, slotOf(request, segment), end - from);
      from = end;
    }
  }

  /** A request that ended with `blocks` whole blocks leaves what a later turn of its session can use. */
  settle(request: Request, blocks: number): void {
    const { pinned, session, chain } = request;
    if (pinned === 0 || session < 0 || chain !== undefined) return;
    if (pinned === 1) this.give(request, request.firstSlot, blocks);
    else this.give(request, request.secondSlot, blocks - request.firstEnd);
  }

  /** Lets go of everything a request pins, last segments first. */
  unpin(replica: Replica, request: Request): void {
    for (let segment = request.pinned - 1; segment >= 0; segment -= 1)
      this.cache.unpin(replica, slotOf(request, segment));
    request.pinned = 0;
    request.inCache = 0;
  }

  /** Block at which a segment ends. */
  private endOf(request: Request, segment: number): number {
    if (request.chain !== undefined)
      return Math.floor(Math.min(request.input, (segment + 1) * this.chainTokens) / this.blockTokens);
    return segment === 0 ? request.firstEnd : request.secondEnd;
  }

  /** A segment without blocks may stand twice in a path: the second look finds what the first has made. */
  private pin(replica: Replica, request: Request, segment: number, slot: number): void {
    const key = keyOf(request, segment);
    const found = slot === none ? this.cache.find(replica, key) : slot;
    setSlot(request, segment, this.cache.pin(replica, key, found));
  }

  /** Blocks of the request become blocks of a segment it pins, as far as the segment lacks them. */
  private give(request: Request, slot: number, blocks: number): void {
    const given = this.cache.growTo(slot, blocks);
    request.blocks -= given;
    request.inCache += given;
  }
}

/** Ids with their kind in the last two bits. */
function keyOf({ chain, shared, session }: Request, segment: number): number {
  if (chain !== undefined) return (chain[segment] ?? 0) * 4 + 2;
  return segment === 0 && shared >= 0 ? shared * 4 : session * 4 + 1;
}

function slotOf(request: Request, segment: number): number {
  if (request.chain !== undefined) return request.chainSlots?.[segment] ?? none;
  return segment === 0 ? request.firstSlot : request.secondSlot;
}

function setSlot(request: Request, segment: number, slot: number): void {
  if (request.chain !== undefined) {
    if (request.chainSlots !== undefined) request.chainSlots[segment] = slot;
  } else if (segment === 0) request.firstSlot = slot;
  else request.secondSlot = slot;
}
