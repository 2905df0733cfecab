import type { MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { trouble } from '../messages.ts';
import { problem } from './problem.ts';
import type { AppEnv, Router } from './router.ts';

/** Answers 405 where the path exists for other methods, with those. */
export function wrongMethod(app: Router): MiddlewareHandler<AppEnv> {
  return methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) =>
      problem(
        c,
        405,
        [
          trouble(
            'FW-HTTP-0003',
            ['method'],
            `${c.req.method} is not allowed here`,
            `use ${methods.join(', ')}`,
          ),
        ],
        { allow: methods.join(', ') },
      ),
  });
}
