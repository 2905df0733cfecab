import { createRoute, z } from '@hono/zod-openapi';
import { json, jsonBody } from '../http/media.ts';
import { diagnosticSchema, problem, problems, sent } from '../http/problem.ts';
import { scenarioReference } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';

const answer = z
  .object({
    ok: z.boolean().describe('It can be planned'),
    file: z.string().describe('Name that the places of the diagnostics use'),
    title: z.string().nullable().describe('Its title, where it could be read'),
    variants: z.array(z.string()).describe('Names of its variants, where it could be read'),
    diagnostics: z.array(diagnosticSchema).describe('Everything that is wrong or worth knowing'),
  })
  .openapi('Validation');

const validate = createRoute({
  method: 'post',
  path: '/v1/validate',
  operationId: 'validate',
  tags: ['scenarios'],
  summary: 'Every problem of a scenario at once, with line and hint',
  description: 'A scenario that cannot be planned is an answer too: `ok` is false, the status 200.',
  request: { body: jsonBody(z.strictObject({ scenario: scenarioReference }).openapi('ValidateRequest')) },
  responses: { 200: json('What is wrong with it', answer), ...problems(400, 404, 415, 503) },
});

/** What is wrong with a scenario. */
export function validateRoutes({ workspace, compute }: Services): Router {
  const app = router();
  app.openapi(validate, async (c) => {
    const { scenario } = c.req.valid('json');
    const file = await scenarioText(workspace, scenario);
    if ('code' in file) return problem(c, 404, [file]);
    const found = await compute.run('validate', file, c.req.raw.signal);
    return c.json({ ...found, diagnostics: sent(found.diagnostics) }, 200);
  });
  return app;
}
