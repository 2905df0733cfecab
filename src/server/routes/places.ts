import { createRoute, z } from '@hono/zod-openapi';
import { json, jsonBody } from '../http/media.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { scenarioReference } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';

const place = z
  .object({
    site: z.string(),
    name: z.string(),
    country: z.string().describe('ISO 3166-1 alpha-2; `unknown` where nothing says'),
    area: z.string().describe('Province, city or region as the catalog names it'),
  })
  .openapi('Place');

const find = createRoute({
  method: 'post',
  path: '/v1/places',
  operationId: 'findPlaces',
  tags: ['scenarios'],
  summary: 'Where the sites of a scenario are, for maps',
  request: { body: jsonBody(z.strictObject({ scenario: scenarioReference }).openapi('PlacesRequest')) },
  responses: {
    200: json('Sites with country and area', z.object({ items: z.array(place) }).openapi('PlaceList')),
    ...problems(400, 404, 415, 422, 503),
  },
});

/** Places of sites. */
export function placeRoutes({ workspace, compute }: Services): Router {
  const app = router();
  app.openapi(find, async (c) => {
    const file = await scenarioText(workspace, c.req.valid('json').scenario);
    if ('code' in file) return problem(c, 404, [file]);
    const found = await compute.run('places', file, c.req.raw.signal);
    if (found.places === undefined) return refused(c, found.diagnostics);
    return c.json({ items: [...found.places] }, 200);
  });
  return app;
}
