import type { Departures } from './departures.ts';
import type { Request } from './request.ts';

/** How a request left an engine. `handed`: its prompt is done and its KV cache goes to a decode engine. */
export type Ending = 'finished' | 'expired' | 'handed';

/** What an engine does for a request: all of it, its prompt, or its answer from a KV cache that is handed over. */
export type Role = 'both' | 'prefill' | 'decode';

/** Sums an engine keeps over its life. Seconds, blocks and counts. */
export interface EngineTotals {
  /** Seconds without any work, up to the last change. */
  readonly idleSeconds: number;
  /** ∫ decoding requests dt and ∫ KV blocks in use dt, up to the last change. */
  readonly batchSeconds: number;
  readonly blockSeconds: number;
  readonly mostBlocks: number;
  readonly steps: number;
  readonly preemptions: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly answerTokens: number;
}

/**
 * One replica as the fleet sees it: it takes requests, says when its state next changes, and moves there. `Replica` leaps; the
 * reference of the tests steps.
 */
export interface Engine {
  readonly role: Role;
  /** Time of the last change, and of the next one: Infinity while idle. */
  readonly clock: number;
  readonly endsAt: number;
  readonly totals: EngineTotals;
  /** Who left at the last change; to be read before any other engine changes. */
  readonly left: Departures;
  /** Most KV blocks the request could come to hold is what the engine has, or less. */
  fits(request: Request): boolean;
  /** A request arrives at its time `reached`, with all its tokens to do; `ready` if its KV cache comes along. */
  accept(request: Request, ready: boolean): void;
  /** Moves to `endsAt`, and on to the next plan. */
  advance(): void;
  /** Blocks nobody uses at `time`: free, or cached and unpinned. */
  roomAt(time: number): number;
  /** Leading prompt tokens of the request in the cache at `time`. */
  cachedTokens(request: Request, time: number): number;
  /** Everything stops at `time`; memory is lost. Returns the requests on it, by number. */
  fail(time: number): readonly Request[];
}
