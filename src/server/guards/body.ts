import type { MiddlewareHandler } from 'hono';
import { problem } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { trouble } from '../messages.ts';

/** How large and how slow a body may be. */
export interface BodyLimits {
  /** Bytes. */
  readonly mostBytes: number;
  /** Milliseconds until all of it must have arrived. */
  readonly mostTime: number;
}

const bodyless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Reads the body of a request whole before its handler starts, within limits of size and time: what is too large is not
 * read, what trickles in is cut off, and no handler begins a write on half a body.
 */
export function wholeBody({ mostBytes, mostTime }: BodyLimits): MiddlewareHandler<AppEnv> {
  const tooLarge = trouble(
    'FW-HTTP-0004',
    ['body'],
    `the body is larger than the ${Math.round(mostBytes / 1e5) / 10} MB that are taken`,
    'start the server with a higher --max-body',
  );
  return async (c, next) => {
    const { raw } = c.req;
    if (bodyless.has(c.req.method) || raw.body === null) return next();
    const declared = Number(c.req.header('content-length') ?? 0);
    if (declared > mostBytes) return problem(c, 413, [tooLarge], { connection: 'close' });
    const read = await readWithin(raw.body, mostBytes, mostTime);
    if (read === 'large') return problem(c, 413, [tooLarge], { connection: 'close' });
    if (read === 'slow') {
      const late = `the body did not arrive within ${mostTime / 1000} s`;
      return problem(c, 408, [trouble('FW-HTTP-0016', ['body'], late)], { connection: 'close' });
    }
    const { method, headers, signal } = raw;
    c.req.raw = new Request(raw.url, { method, headers, signal, body: read });
    return next();
  };
}

async function readWithin(
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
  mostTime: number,
): Promise<Uint8Array<ArrayBuffer> | 'large' | 'slow'> {
  const reader = body.getReader();
  const late = Promise.withResolvers<'slow'>();
  const timer = setTimeout(() => late.resolve('slow'), mostTime);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late.promise]);
      if (next === 'slow') return 'slow';
      if (next.done) return new Uint8Array(Buffer.concat(parts, size));
      size += next.value.byteLength;
      if (size > mostBytes) return 'large';
      parts.push(next.value);
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => undefined);
  }
}
