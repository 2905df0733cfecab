import type { MiddlewareHandler } from 'hono';
import { namesEtag } from './etag.ts';
import type { AppEnv } from './router.ts';

/**
 * Answers that depend on the request and on what the server was started with, and on nothing else: one ETag for all of
 * them, as an ETag is asked for again with its own address only. A reader that has it is answered without work.
 */
export function unchanging(tag: string): MiddlewareHandler<AppEnv> {
  const headers = { etag: `"${tag}"`, 'cache-control': 'no-cache' };
  return async (c, next) => {
    if (c.req.method !== 'GET') return next();
    const seen = c.req.header('if-none-match');
    if (seen !== undefined && seen.trim() !== '*' && namesEtag(seen, headers.etag))
      return c.body(null, 304, headers);
    await next();
    if (c.res.status === 200) for (const [name, value] of Object.entries(headers)) c.header(name, value);
    return undefined;
  };
}
