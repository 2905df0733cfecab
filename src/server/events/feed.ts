/** One thing that happened. Ids order the events of a feed; data is JSON. */
export interface FeedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

/** What a reader that comes back gets: what it missed, or that this is no longer known. */
export interface Missed {
  readonly events: readonly FeedEvent[];
  /** False: the feed does not reach back to there, so the reader must look at the present state. */
  readonly complete: boolean;
}

/**
 * Things that happen, in order, with the last of them kept for readers that were cut off. Ids carry the run of the
 * server, so that an id from before a restart is told apart from one of now.
 */
export class Feed {
  readonly #run: string;
  readonly #keep: number;
  readonly #listeners = new Set<(event: FeedEvent) => void>();
  #kept: FeedEvent[] = [];
  #last = 0;

  /**
   * @param run differs between runs of the server
   * @param keep events kept for readers that come back
   */
  constructor(run: string, keep = 1000) {
    this.#run = run;
    this.#keep = keep;
  }

  /** Id of the newest event; readers that start now go on behind it. */
  get lastId(): string {
    return `${this.#run}-${this.#last}`;
  }

  publish(type: string, data: unknown): void {
    this.#last += 1;
    const event = { id: this.lastId, type, data };
    this.#kept.push(event);
    if (this.#kept.length > this.#keep * 2) this.#kept = this.#kept.slice(-this.#keep);
    for (const listener of this.#listeners) listener(event);
  }

  /** What came behind an id. */
  since(id: string): Missed {
    const [run, last] = splitId(id);
    if (run !== this.#run || last === undefined || last > this.#last) return { events: [], complete: false };
    const oldest = this.#last - this.#kept.length;
    if (last < oldest) return { events: this.#kept, complete: false };
    return { events: this.#kept.slice(last - oldest), complete: true };
  }

  /** Tells a listener of everything from now on, until the function it returns is called. */
  subscribe(listener: (event: FeedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

function splitId(id: string): readonly [string, number | undefined] {
  const at = id.lastIndexOf('-');
  const last = Number(id.slice(at + 1));
  return [id.slice(0, at), at > 0 && Number.isSafeInteger(last) && last >= 0 ? last : undefined];
}
