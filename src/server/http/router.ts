import { OpenAPIHono } from '@hono/zod-openapi';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Operation } from '../access/operations.ts';
import type { Principal } from '../access/roles.ts';
import { trouble } from '../messages.ts';
import { problem } from './problem.ts';

/** What handlers find in their context. */
export interface AppEnv {
  readonly Variables: {
    readonly requestId: string;
    readonly log: Logger;
    /** What of the OpenAPI document answers; undefined for a path it does not have. */
    readonly operation: Operation | undefined;
    /** Who asks; undefined where there is no login. */
    readonly principal: Principal | undefined;
  };
}

/** An app, or a part of one. */
export type Router = OpenAPIHono<AppEnv>;

/** An app for some routes, whose invalid requests are answered with every problem at once. */
export function router(): Router {
  return new OpenAPIHono<AppEnv>({
    strict: true,
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const { error } = result as { readonly error: z.ZodError };
      return problem(c, 400, shapeTrouble(result.target, error));
    },
  });
}

const places: Readonly<Record<string, string>> = { json: 'body', param: 'path' };

/** Issues of a schema as diagnostics; `target` is the part of the request. */
function shapeTrouble(target: string, { issues }: z.ZodError): readonly Diagnostic[] {
  const place = places[target] ?? target;
  return issues.map(({ path, message }) => {
    const keys = path.map((key) => (typeof key === 'number' ? key : String(key)));
    return trouble('FW-HTTP-0002', [place, ...keys], `${[place, ...keys].join('.')}: ${message}`);
  });
}
