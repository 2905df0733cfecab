import { createRoute, z } from '@hono/zod-openapi';
import { readPlan } from '../../plan/index.ts';
import { jsonBody } from '../http/media.ts';
import { planReference, planTexts } from '../http/plan-reference.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { scenarioReference } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import { studioPage } from '../studio/studio-page.ts';

const make = createRoute({
  method: 'post',
  path: '/v1/page',
  operationId: 'makePage',
  tags: ['plans'],
  summary: 'A plan as one page with the charts of the studio: read-only, opens from disk, can be mailed',
  request: {
    body: jsonBody(
      z
        .strictObject({
          plan: planReference,
          scenario: scenarioReference.optional().describe('Gives the map its places'),
        })
        .openapi('PageRequest'),
    ),
  },
  responses: {
    200: { description: 'The page', content: { 'text/html': { schema: z.string() } } },
    ...problems(400, 404, 415, 422, 503),
  },
});

/** Pages to mail. */
export function pageRoutes(services: Services): Router {
  const app = router();
  app.openapi(make, async (c) => {
    const asked = c.req.valid('json');
    const texts = await planTexts(services, asked.plan, asked.scenario);
    if ('code' in texts) return problem(c, 404, [texts]);
    const { plan, diagnostics } = readPlan('plan', texts.plan);
    if (!plan) return refused(c, diagnostics);
    const found = texts.scenario && (await services.compute.run('places', texts.scenario, c.req.raw.signal));
    const page = studioPage(plan, found?.places ?? []);
    if (page === undefined) {
      return problem(c, 404, [
        trouble('FW-HTTP-0001', ['page'], 'the studio was not built', '`npm run studio` builds it'),
      ]);
    }
    return c.body(page, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': 'attachment; filename="plan.html"',
    });
  });
  return app;
}
