import type { EngineParameters } from './parameters.ts';
import { PrefixCache } from './prefix-cache.ts';
import type { Request } from './request.ts';

/** Entries per segment in `Request.segments`: its key, the block at which it ends, its slot in the cache. */
const entry = 3;
const none = -1;

/**
 * What of prompts an engine's prefix cache holds. The prompt of a request is a path of segments: shared prompt, then session; or the
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

  /** Writes down the segments of a request's prompt in blocks of this engine. Keys are ids with their kind in the last two bits. */
  layOut(request: Request): void {
    request.segmentCount = 0;
    if (!this.on) return;
    const { chain, shared, session, sharedTokens, input } = request;
    if (chain !== undefined) {
      for (let link = 0; link < chain.length; link += 1)
        this.append(request, (chain[link] ?? 0) * 4 + 2, Math.min(input, (link + 1) * this.chainTokens));
      return;
    }
    if (shared >= 0) this.append(request, shared * 4, Math.min(input, sharedTokens));
    if (session >= 0) this.append(request, session * 4 + 1, input);
  }

  /** Leading blocks of the request in the cache; at least one token of the `target` ones is left to compute. */
  hits(request: Request, target: number): number {
    const { cache } = this;
    const { segments, segmentCount } = request;
    let hits = 0;
    let from = 0;
    for (let at = 0; at < segmentCount * entry; at += entry) {
      const end = segments[at + 1] ?? 0;
      const slot = cache.find(segments[at] ?? 0);
      segments[at + 2] = slot;
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
  idleHits({ segments }: Request, hits: number): number {
    let blocks = 0;
    for (let at = 0, covered = 0; covered < hits; at += entry) {
      covered = segments[at + 1] ?? 0;
      const slot = segments[at + 2] ?? none;
      if (slot !== none) blocks += this.cache.idleBlocksOf(slot);
    }
    return blocks;
  }

  /** Pins the segments that hold so many hits. */
  pinHits(request: Request, hits: number): void {
    const { segments } = request;
    let count = 0;
    for (let at = 0, covered = 0; covered < hits; at += entry) {
      covered = segments[at + 1] ?? 0;
      this.pin(segments, at, segments[at + 2] ?? none);
      count += 1;
    }
    request.pinned = count;
    request.inCache = hits;
  }

  /** The prompt is done: its blocks become known to the cache. */
  publish(request: Request): void {
    const { cache } = this;
    const { segments, segmentCount } = request;
    for (let at = request.pinned * entry; at < segmentCount * entry; at += entry)
      this.pin(segments, at, cache.find(segments[at] ?? 0));
    request.pinned = segmentCount;
    let from = 0;
    for (let at = 0; at < segmentCount * entry; at += entry) {
      const end = segments[at + 1] ?? 0;
      this.give(request, segments[at + 2] ?? 0, end - from);
      from = end;
    }
  }

  /** A request that ended with `blocks` whole blocks leaves what a later turn of its session can use. */
  settle(request: Request, blocks: number): void {
    const { pinned, segments, session, chain } = request;
    if (pinned === 0 || session < 0 || chain !== undefined) return;
    const last = (pinned - 1) * entry;
    const from = pinned === 1 ? 0 : (segments[last - 2] ?? 0);
    this.give(request, segments[last + 2] ?? 0, blocks - from);
  }

  /** Lets go of everything a request pins, last segments first. */
  unpin(request: Request): void {
    const { segments } = request;
    for (let index = request.pinned - 1; index >= 0; index -= 1)
      this.cache.unpin(segments[index * entry + 2] ?? 0);
    request.pinned = 0;
    request.inCache = 0;
  }

  private append(request: Request, key: number, endTokens: number): void {
    const at = request.segmentCount * entry;
    request.segments[at] = key;
    request.segments[at + 1] = Math.floor(endTokens / this.blockTokens);
    request.segments[at + 2] = none;
    request.segmentCount += 1;
  }

  /** A segment without blocks may stand twice in a path: the second look finds what the first has made. */
  private pin(segments: number[], at: number, slot: number): void {
    const key = segments[at] ?? 0;
    segments[at + 2] = this.cache.pin(key, slot === none ? this.cache.find(key) : slot);
  }

  /** Blocks of the request become blocks of a segment it pins, as far as the segment lacks them. */
  private give(request: Request, slot: number, blocks: number): void {
    const given = this.cache.growTo(slot, blocks);
    request.blocks -= given;
    request.inCache += given;
  }
}
