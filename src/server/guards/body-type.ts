import type { MiddlewareHandler } from 'hono';
import { problem } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { trouble } from '../messages.ts';

/** Refuses bodies that are no JSON where JSON is taken, so that none is taken for an empty one. */
export function jsonBodies(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const type = c.req.header('content-type') ?? '';
    if (c.get('operation')?.takesJson !== true || isJson(type)) return next();
    return problem(c, 415, [
      trouble('FW-HTTP-0005', ['header', 'content-type'], 'expected a body of type application/json'),
    ]);
  };
}

/** JSON in UTF-8, the only way JSON is sent. */
function isJson(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json(?:\s*;\s*charset="?utf-8"?)?\s*$/iu.test(type);
}
