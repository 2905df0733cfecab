import type { ServerEvent } from './transport.ts';

/** Milliseconds before a stream that was cut off is opened again. */
const pause = 1000;

/**
 * The events of a stream. Where it is cut off it is opened again behind the last event that came, as browsers do; it ends
 * when the server ends it after an event that ends the job, or when the signal is aborted.
 */
export async function* eventsOf(
  first: Response,
  open: (last?: string) => Promise<Response>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ServerEvent> {
  let answer = first;
  let last: string | undefined;
  for (;;) {
    try {
      for await (const event of parsed(answer)) {
        last = event.id;
        yield event;
        if (isEnd(event)) return;
      }
    } catch (error) {
      if (signal?.aborted === true) return;
      if (last === undefined) throw error;
    }
    if (signal?.aborted === true) return;
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
    answer = await open(last);
    if (!answer.ok) return;
  }
}

/** A job that has ended has nothing more to tell. */
function isEnd({ type, data }: ServerEvent): boolean {
  const { finishedAt } = (data ?? {}) as { readonly finishedAt?: string | null };
  return type === 'state' && typeof finishedAt === 'string';
}

async function* parsed(answer: Response): AsyncGenerator<ServerEvent> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventIn(block);
        if (event !== undefined) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventIn(block: string): ServerEvent | undefined {
  const fields = block.split('\n').map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).replace(/^ /u, '')] as const;
  });
  const of = (name: string): readonly string[] =>
    fields.filter(([field]) => field === name).map(([, value]) => value);
  const data = of('data');
  if (data.length === 0) return undefined;
  return { type: of('event')[0] ?? 'message', id: of('id')[0] ?? '', data: JSON.parse(data.join('\n')) };
}
