import type { MiddlewareHandler } from 'hono';
import { problem } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { trouble } from '../messages.ts';

/** Names this machine has for itself. */
export const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whom the server answers. */
export interface Neighbours {
  /** Names the server may be called by, without port; a name that resolves here by trickery is none. */
  readonly hosts: readonly string[];
  /** Origins of other sites whose pages may call it, such as `http://localhost:5173`. */
  readonly origins: readonly string[];
}

/**
 * Refuses requests that a foreign page makes through the user's browser: a Host that is not ours (DNS rebinding), or an
 * Origin that is neither ours nor listed. Programs send no Origin and are not concerned.
 */
export function localOnly({ hosts, origins }: Neighbours): MiddlewareHandler<AppEnv> {
  const names = new Set(hosts.map((host) => host.toLowerCase()));
  const friends = new Set(origins);
  return async (c, next) => {
    const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase();
    const name = host.replace(/:\d{1,5}$/u, '');
    if (!names.has(name)) {
      return problem(c, 403, [
        trouble(
          'FW-HTTP-0006',
          ['header', 'host'],
          'this server does not go by the name in the header Host',
          `call it ${hosts[0] ?? 'localhost'}, or start it with --host-name`,
        ),
      ]);
    }
    const origin = c.req.header('origin');
    const own =
      origin !== undefined &&
      /^https?:\/\//u.test(origin) &&
      origin.toLowerCase().replace(/^https?:\/\//u, '') === host;
    const crossSite = origin === undefined && c.req.header('sec-fetch-site') === 'cross-site';
    if ((origin !== undefined && !own && !friends.has(origin)) || crossSite) {
      return problem(c, 403, [
        trouble(
          'FW-HTTP-0006',
          ['header', 'origin'],
          'pages of other sites may not call this server',
          'start it with --origin to allow one',
        ),
      ]);
    }
    await next();
    if (origin !== undefined && friends.has(origin)) {
      c.header('access-control-allow-origin', origin);
      c.header('access-control-expose-headers', 'etag, location, retry-after, x-request-id');
      c.header('vary', 'origin', { append: true });
    }
    return undefined;
  };
}
