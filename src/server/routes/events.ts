import { createRoute } from '@hono/zod-openapi';
import { feedRoute, streamFeed } from '../events/stream.ts';
import { problems } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';

const follow = createRoute({
  method: 'get',
  path: '/v1/events',
  operationId: 'followEvents',
  tags: ['server'],
  summary: 'What happens here, as server-sent events',
  description:
    '`scenario.created`, `scenario.changed`, `scenario.removed` (name and ETag; edits made outside the server too) and `job` (a job whose state changed). Begins with `hello`; read what you show again when it comes. `Last-Event-ID` goes on where you were cut off.',
  request: {
    headers: feedRoute.headers,
  },
  responses: {
    200: feedRoute.answer,
    ...problems(400),
  },
});

/** Everything that happens, for pages that keep themselves up to date. */
export function eventRoutes({ happenings, stop }: Services): Router {
  const app = router();
  app.openapi(follow, (c) =>
    streamFeed(c, {
      feed: happenings,
      state: async () => ({ type: 'hello', data: {} }),
      isLast: () => false,
      stop,
    }),
  );
  return app;
}
