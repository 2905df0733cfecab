import type { MiddlewareHandler } from 'hono';
import { problem } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { trouble } from '../messages.ts';

/** Answers at most so many requests at a time; what comes beyond is told to come back, not queued without end. */
export function mostAtOnce(limit: number): MiddlewareHandler<AppEnv> {
  let running = 0;
  return async (c, next) => {
    if (running >= limit) {
      const full = `the server answers ${limit} requests at a time`;
      return problem(c, 503, [trouble('FW-HTTP-0010', [], full, 'try again in a second')], {
        'retry-after': '1',
      });
    }
    running += 1;
    try {
      await next();
    } finally {
      running -= 1;
    }
    return undefined;
  };
}
