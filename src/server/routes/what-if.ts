import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { parseDocument } from 'yaml';
import { planScenario, prepareScenario } from '../../pipeline/index.ts';
import { json } from '../http/media.ts';
import { planDocument } from '../http/plan-document.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { asOfWish, scenarioReference, variantWish } from '../http/references.ts';
import { router, type AppEnv } from '../http/router.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';

/** Name of the variant that a question becomes. */
const question = 'what-if';
/** A question must be answered while one waits: seconds, and how near to the best is near enough. */
const patience = { timeLimit: 6, gap: 0.02 } as const;

const ask = createRoute({
  method: 'post',
  path: '/v1/what-if',
  operationId: 'askWhatIf',
  tags: ['plans'],
  summary: 'Plans a scenario with a few changes, fast: no prices, no runner-ups, within 2 % of the best',
  description:
    '`set` is laid over the scenario (and its variant) as the `set` of a variant is: maps are merged, claims replace, `null` removes. Nothing is written and no job is kept. Closing the connection ends the search.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              scenario: scenarioReference,
              asOf: asOfWish,
              variant: variantWish,
              set: z.record(z.string(), z.unknown()).describe('What changes'),
            })
            .openapi('WhatIfRequest'),
        },
      },
    },
  },
  responses: {
    200: json('The plan, without the answers beside it', planDocument),
    ...problems(400, 404, 422),
  },
});

/** Questions that are answered while one waits. */
export function whatIfRoutes({ world, workspace }: Services): OpenAPIHono<AppEnv> {
  const app = router();
  app.openapi(ask, async (c) => {
    const { scenario, asOf, variant, set } = c.req.valid('json');
    const file = await scenarioText(workspace, scenario);
    if ('code' in file) return problem(c, 404, [file]);
    const prepared = prepareScenario(
      { path: file.path, text: withQuestion(file.text, variant, set) },
      world,
      {
        asOf,
        variant: question,
      },
    );
    if (!prepared.ok) return refused(c, prepared.diagnostics);
    const plan = await planScenario(prepared, {
      ...patience,
      seed: 1,
      answers: false,
      onProgress: () => undefined,
      signal: c.req.raw.signal,
    });
    return c.json({ ...plan, variant: variant ?? null }, 200);
  });
  return app;
}

/** The scenario with one more variant: the question. Text that is no YAML stays as it is, and reading it says what is wrong. */
function withQuestion(
  text: string,
  variant: string | undefined,
  set: Readonly<Record<string, unknown>>,
): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  document.setIn(['variants', question], { ...(variant !== undefined && { include: [variant] }), set });
  return document.toString();
}
