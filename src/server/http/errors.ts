import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { NotNow } from '../compute/compute.ts';
import { trouble } from '../messages.ts';
import { problem, requestIdOf } from './problem.ts';
import type { AppEnv } from './router.ts';

/** Answers what was thrown: what the framework refuses is the client's, everything else is a bug, told only to the log. */
export function onError(error: Error, c: Context<AppEnv>): Response {
  if (error instanceof HTTPException && error.status < 500) {
    return problem(c, 400, [
      trouble('FW-HTTP-0002', ['body'], `the request cannot be read: ${error.message}`),
    ]);
  }
  if (c.req.raw.signal.aborted) {
    c.get('log').info({ requestId: requestIdOf(c) }, 'the client went away');
    return problem(c, 408, [trouble('FW-HTTP-0016', [], 'the request did not arrive whole')]);
  }
  if (error instanceof NotNow) {
    const about = error.kind === 'busy' ? 'FW-HTTP-0010' : 'FW-HTTP-0016';
    return problem(c, 503, [trouble(about, [], error.message, 'ask for less at once, or try again')], {
      'retry-after': '5',
    });
  }
  c.get('log').error({ requestId: requestIdOf(c), err: error }, 'bug');
  return problem(c, 500, [
    trouble(
      'FW-HTTP-0015',
      [],
      'the server failed where it must not',
      `please report it with what the log says of request ${requestIdOf(c)}`,
    ),
  ]);
}

/** Answers a path that no route has. */
export function onNotFound(c: Context<AppEnv>): Response {
  return problem(c, 404, [
    trouble('FW-HTTP-0001', ['path'], 'there is no such route', 'GET /openapi.json lists the routes'),
  ]);
}
