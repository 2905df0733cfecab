import type { RequestShape } from '../engine/request.ts';

/** A request being filled in; one is used again and again, so that arrivals allocate nothing. */
export type RequestDraft = { -readonly [Field in keyof RequestShape]: RequestShape[Field] };

/** Where requests come from, one at a time and in the order of their times. */
export interface ArrivalSource {
  /** Time of the next arrival; Infinity where none is known (yet), seconds. */
  readonly nextAt: number;
  /** Ends bring arrivals about, at once perhaps. */
  readonly reacts: boolean;
  /** Fills in the next request and goes on. */
  read(draft: RequestDraft): void;
  /** A request of `session` ended, for whatever reason: closed loops and conversations go on from here. */
  ended(session: number, time: number): void;
}

/** A request with nothing special about it. */
export function plainDraft(): RequestDraft {
  return {
    arrival: 0,
    input: 1,
    output: 1,
    klass: 0,
    priority: 0,
    deadline: Infinity,
    shared: -1,
    sharedTokens: 0,
    session: -1,
    chain: undefined,
    origin: 0,
  };
}

/** Requests known in advance, sorted by arrival. */
export function fixedArrivals(requests: readonly RequestShape[]): ArrivalSource {
  let at = 0;
  return {
    reacts: false,
    get nextAt() {
      return requests[at]?.arrival ?? Infinity;
    },
    read(draft) {
      Object.assign(draft, requests[at]);
      at += 1;
    },
    ended() {},
  };
}
