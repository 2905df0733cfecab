import { type ArrivalSource, plainDraft } from './arrival-source.ts';

/** Spreads whole numbers evenly over 0 … 1: the golden section. */
const golden = 0.618_033_988_749_894_9;

/**
 * A part of the requests of a source, evenly over time: less load of the same mix. A conversation is kept whole or left out.
 *
 * @param part 0 … 1
 */
export function thinned(source: ArrivalSource, part: number): ArrivalSource {
  const ahead = plainDraft();
  let at = Infinity;
  let count = 0;
  const pull = (): void => {
    for (;;) {
      at = source.nextAt;
      if (at === Infinity) return;
      source.read(ahead);
      const number = ahead.session >= 0 ? ahead.session : count;
      count += 1;
      if ((number * golden) % 1 < part) return;
    }
  };
  pull();
  return {
    reacts: source.reacts,
    get nextAt() {
      return at;
    },
    read(draft) {
      Object.assign(draft, ahead);
      pull();
    },
    ended(session, time) {
      source.ended(session, time);
    },
  };
}
