import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Feed, FeedEvent } from './feed.ts';

/** How a feed is told to one reader. */
export interface Telling {
  readonly feed: Feed;
  /** The present state, told first to a reader that is new or has missed too much. */
  readonly state: () => Promise<{ readonly type: string; readonly data: unknown }>;
  /** True for the last event: the stream ends behind it. */
  readonly isLast: (event: Pick<FeedEvent, 'type' | 'data'>) => boolean;
  /** Aborted when the server stops. */
  readonly stop: AbortSignal;
}

/** What a route that tells a feed takes and answers, beside its own. */
export const feedRoute = {
  headers: z.object({
    'last-event-id': z.string().max(100).optional().openapi({ description: 'Id of the last event you have' }),
  }),
  answer: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
};

const heartbeat = 15_000;
/** Events that wait for a slow reader before it is cut off; it comes back and says where it was. */
const mostWaiting = 1000;

/** Server-sent events of a feed. A header `Last-Event-ID` goes on where the reader was cut off. */
export function streamFeed(c: Context, { feed, state, isLast, stop }: Telling): Response {
  const seen = c.req.header('last-event-id');
  return streamSSE(c, async (stream) => {
    const waiting: FeedEvent[] = [];
    let wake = Promise.withResolvers<void>();
    const over = new AbortController();
    const end = (): void => {
      over.abort();
      wake.resolve();
    };
    const leave = feed.subscribe((event) => {
      if (waiting.push(event) > mostWaiting) end();
      else wake.resolve();
    });
    stream.onAbort(end);
    stop.addEventListener('abort', end);
    const beat = setInterval(() => void stream.write(': still here\n\n'), heartbeat);
    try {
      // Subscribed first, so that nothing falls between what was missed and what comes; ids tell what came twice.
      let told = feed.lastId;
      const missed = seen === undefined ? undefined : feed.since(seen);
      const past = missed?.complete === true ? missed.events : [];
      if (missed?.complete !== true) {
        const now = await state();
        await stream.writeSSE({ event: now.type, data: JSON.stringify(now.data), id: told });
        if (isLast(now)) return;
      }
      for (const event of past) {
        await tell(event);
        if (isLast(event)) return;
      }
      while (!over.signal.aborted && !stop.aborted) {
        const event = waiting.shift();
        if (event === undefined) {
          wake = Promise.withResolvers<void>();
          await wake.promise;
          continue;
        }
        if (isNewer(event.id, told)) await tell(event);
        if (isLast(event)) return;
      }
      async function tell(event: FeedEvent): Promise<void> {
        told = event.id;
        await stream.writeSSE({ event: event.type, data: JSON.stringify(event.data), id: event.id });
      }
    } finally {
      clearInterval(beat);
      leave();
      stop.removeEventListener('abort', end);
    }
  });
}

function isNewer(id: string, than: string): boolean {
  return Number(id.slice(id.lastIndexOf('-') + 1)) > Number(than.slice(than.lastIndexOf('-') + 1));
}
