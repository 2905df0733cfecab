import type { Context, MiddlewareHandler } from 'hono';
import { mayDo } from '../access/matrix.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { Principal } from '../access/roles.ts';
import { problem, requestIdOf } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

/** Requests of one user: so many at once, and per second. */
const userRate = { burst: 200, perSecond: 50 } as const;
/** Wrong tokens from one address: so many at once, and per second. */
const guessRate = { burst: 10, perSecond: 0.2 } as const;

/**
 * Lets in whom the matrix lets in, within a rate, and writes down every change that is asked for: once before it is done,
 * and once with what became of it. Without a team everybody on this machine may do everything.
 */
export function signedIn({ team, audit }: Pick<Services, 'team' | 'audit'>): MiddlewareHandler<AppEnv> {
  const users = new RateLimit(userRate.burst, userRate.perSecond, () => performance.now());
  const guesses = new RateLimit(guessRate.burst, guessRate.perSecond, () => performance.now());
  return async (c, next) => {
    const operation = c.get('operation');
    c.set('principal', undefined);
    if (team === undefined || audit === undefined || operation === undefined) return next();
    const written = c.req.header('authorization');
    const address = addressOf(c);
    let principal: Principal | undefined;
    if (written !== undefined) {
      const wait = guesses.wait(address);
      if (wait > 0) return tooFast(c, wait);
      principal = await team.authenticate(/^bearer\s+(?<token>\S+)$/iu.exec(written)?.groups?.token ?? '');
      if (principal === undefined) guesses.take(address);
    }
    const answer = mayDo(operation.id, principal?.roles);
    if (answer === 'sign in' || (written !== undefined && principal === undefined)) return whoAreYou(c);
    if (principal === undefined) return next();
    const wait = users.take(principal.name);
    if (wait > 0) return tooFast(c, wait);
    c.set('principal', principal);
    const entry = {
      user: principal.name,
      token: principal.token,
      action: operation.id,
      target: c.req.path.slice(0, 500),
      request: requestIdOf(c),
    };
    const changes = !['GET', 'HEAD'].includes(c.req.method);
    if (answer === 'no') {
      if (changes) await audit.add({ ...entry, status: 403 });
      const held = principal.roles.join(', ') || 'none';
      return problem(c, 403, [
        trouble(
          'FW-HTTP-0014',
          ['operation', operation.id],
          `your roles (${held}) do not allow ${operation.id}`,
        ),
      ]);
    }
    if (!changes) return next();
    await audit.add({ ...entry, status: 100 });
    await next();
    await audit.add({ ...entry, status: c.res.status });
    return undefined;
  };
}

function whoAreYou(c: Context<AppEnv>): Response {
  return problem(
    c,
    401,
    [
      trouble(
        'FW-HTTP-0013',
        ['header', 'authorization'],
        'this needs a token in force',
        'send Authorization: Bearer TOKEN',
      ),
    ],
    { 'www-authenticate': 'Bearer realm="fleetwright"' },
  );
}

function tooFast(c: Context<AppEnv>, seconds: number): Response {
  const message = 'too many requests in a short time';
  return problem(c, 429, [trouble('FW-HTTP-0010', [], message, `try again in ${seconds} s`)], {
    'retry-after': String(seconds),
  });
}

/** Address of the other end of the connection; one name for all where there is none, as in tests. */
function addressOf(c: Context<AppEnv>): string {
  const { incoming } = (c.env ?? {}) as {
    readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  };
  return incoming?.socket?.remoteAddress ?? 'in process';
}
