import { createRoute, z } from '@hono/zod-openapi';
import { json, jsonBody } from '../http/media.ts';
import { planDocument } from '../http/plan-document.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { asOfWish, measurementsWish, scenarioReference, variantWish } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';

const ask = createRoute({
  method: 'post',
  path: '/v1/what-if',
  operationId: 'askWhatIf',
  tags: ['plans'],
  summary: 'Plans a scenario with a few changes, fast: no prices, no runner-ups, within 2 % of the best',
  description:
    '`set` is laid over the scenario (and its variant) as the `set` of a variant is: maps are merged, claims replace, `null` removes. Nothing is written and no job is kept. Closing the connection ends the search.',
  request: {
    body: jsonBody(
      z
        .strictObject({
          scenario: scenarioReference,
          asOf: asOfWish,
          variant: variantWish,
          measurements: measurementsWish,
          set: z.record(z.string(), z.unknown()).describe('What changes'),
        })
        .openapi('WhatIfRequest'),
    ),
  },
  responses: {
    200: json('The plan, without the answers beside it', planDocument),
    ...problems(400, 404, 415, 422, 503),
  },
});

/** Questions that are answered while one waits. */
export function whatIfRoutes({ workspace, compute }: Services): Router {
  const app = router();
  app.openapi(ask, async (c) => {
    const { scenario, asOf, variant, measurements, set } = c.req.valid('json');
    const file = await scenarioText(workspace, scenario);
    if ('code' in file) return problem(c, 404, [file]);
    const answer = await compute.run(
      'whatIf',
      { file, asOf, variant, anchors: measurements, set },
      c.req.raw.signal,
    );
    return answer.ok ? c.json(answer.value, 200) : refused(c, answer.problems);
  });
  return app;
}
