import type { ArrivalSource } from './arrival-source.ts';
import type { TraceReader, TraceRequest } from './trace-reader.ts';

/** How a trace is changed while it is replayed. */
export interface ReplayOptions {
  /** How much faster than recorded, 1 as it was. */
  readonly speed: number;
  /** Prompt and answer lengths are multiplied by this. */
  readonly inputScale: number;
  readonly outputScale: number;
  /** Part of the trace that is replayed: from so many seconds after its start, for so many seconds, on its own clock. */
  readonly from: number;
  readonly seconds: number;
}

/** Replays a trace as it is read: `more` gives the next piece of its text, undefined at its end. */
export function replay(
  reader: TraceReader,
  more: () => string | undefined,
  options: ReplayOptions,
): ArrivalSource {
  const { speed, from, seconds } = options;
  const pull = (): TraceRequest | undefined => {
    for (;;) {
      const request = reader.next();
      if (request !== undefined) return request;
      const text = more();
      reader.feed(text);
      if (text === undefined) return reader.next();
    }
  };
  const pullWithin = (): TraceRequest | undefined => {
    let request = pull();
    while (request !== undefined && request.time < from) request = pull();
    return request !== undefined && request.time < from + seconds ? request : undefined;
  };
  let upcoming = pullWithin();
  return {
    reacts: false,
    get nextAt() {
      return upcoming === undefined ? Infinity : (upcoming.time - from) / speed;
    },
    read(draft) {
      if (upcoming === undefined) return;
      draft.arrival = (upcoming.time - from) / speed;
      draft.input = Math.max(1, Math.round(upcoming.input * options.inputScale));
      draft.output = Math.max(1, Math.round(upcoming.output * options.outputScale));
      draft.klass = 0;
      draft.priority = upcoming.priority;
      draft.deadline = Infinity;
      draft.shared = -1;
      draft.sharedTokens = 0;
      draft.session = upcoming.session;
      draft.chain = upcoming.chain;
      draft.origin = 0;
      upcoming = pullWithin();
    },
    ended() {},
  };
}
