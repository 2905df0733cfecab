import { createRoute, z } from '@hono/zod-openapi';
import { jsonBody } from '../http/media.ts';
import { planReference, planTexts, scenarioMissing } from '../http/plan-reference.ts';
import { problem, refused } from '../http/problem.ts';
import { asOfWish, measurementsWish, scenarioReference, variantWish } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';
import { idempotency, jobResponses, submit } from './submit.ts';

const seed = z
  .number()
  .int()
  .min(0)
  .lt(2 ** 31)
  .default(1)
  .describe('Of all that is drawn');
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u, 'expected a month such as 2025-01');

const stress = createRoute({
  method: 'post',
  path: '/v1/stress',
  operationId: 'stress',
  tags: ['jobs'],
  summary: 'Draws futures: what the first orders may cost, what is likely met, what drives it',
  description: 'A job; its result is what `fleetwright stress --json` gives.',
  request: {
    headers: idempotency,
    body: jsonBody(
      z
        .strictObject({
          scenario: scenarioReference,
          asOf: asOfWish,
          variant: variantWish,
          measurements: measurementsWish,
          draws: z.number().int().min(8).max(4096).default(64).describe('How many futures'),
          alternatives: z
            .number()
            .int()
            .min(0)
            .max(16)
            .default(3)
            .describe('Other first orders to try, at most: what facts are worth follows from them'),
          indices: z
            .number()
            .int()
            .min(0)
            .max(1024)
            .default(0)
            .describe(
              'Base points of the Sobol indices of kinds of quantities; 0 leaves them out, 64 takes minutes',
            ),
          seed,
        })
        .openapi('StressRequest'),
    ),
  },
  responses: jobResponses,
});

const replay = createRoute({
  method: 'post',
  path: '/v1/backtest',
  operationId: 'backtest',
  tags: ['jobs'],
  summary: 'Replays what really happened: what planners would have ordered, and what came of it',
  description: 'A job; its result is what `fleetwright backtest --json` gives.',
  request: {
    headers: idempotency,
    body: jsonBody(
      z
        .strictObject({
          scenario: scenarioReference,
          variant: variantWish,
          measurements: measurementsWish,
          from: month.default('2025-01').describe('First month'),
          to: month.default('2026-06').describe('Last month'),
          seed,
        })
        .openapi('BacktestRequest'),
    ),
  },
  responses: jobResponses,
});

const shock = createRoute({
  method: 'post',
  path: '/v1/shocks',
  operationId: 'holdAgainstShocks',
  tags: ['jobs'],
  summary: 'Holds a plan against every shock: what breaks first, what is stranded, the cheapest repair',
  description:
    'A job; its result is what `fleetwright shock PLAN --all --json` gives, with the title of the plan.',
  request: {
    headers: idempotency,
    body: jsonBody(
      z
        .strictObject({
          plan: planReference,
          scenario: scenarioReference
            .optional()
            .describe('What the plan was made from; known where the plan is of a job'),
        })
        .openapi('ShockRequest'),
    ),
  },
  responses: jobResponses,
});

/** Seconds such a job may take before it is ended by force. */
const mostSeconds = 7200;

/** Plans against what may change, and against what did. */
export function stressRoutes(services: Services): Router {
  const { workspace, jobs } = services;
  const app = router();
  app.openapi(shock, async (c) => {
    const asked = c.req.valid('json');
    const texts = await planTexts(services, asked.plan, asked.scenario);
    if ('code' in texts) return problem(c, 404, [texts]);
    if (texts.scenario === undefined) return refused(c, [scenarioMissing]);
    const name = texts.scenario.path.replace(/\.yaml$/u, '');
    return submit(c, jobs, {
      kind: 'shock',
      title: name,
      input: { plan: texts.plan, scenario: { name, text: texts.scenario.text } },
      asked,
      mostSeconds,
      idempotencyKey: c.req.valid('header')['idempotency-key'],
    });
  });
  for (const [route, kind] of [
    [stress, 'stress'],
    [replay, 'backtest'],
  ] as const) {
    app.openapi(route, async (c) => {
      const asked = c.req.valid('json');
      const file = await scenarioText(workspace, asked.scenario);
      if ('code' in file) return problem(c, 404, [file]);
      return submit(c, jobs, {
        kind,
        title: [asked.scenario.name, asked.variant].filter((part) => part !== undefined).join(', '),
        input: { ...asked, scenario: { name: asked.scenario.name, text: file.text } },
        asked,
        mostSeconds,
        idempotencyKey: c.req.valid('header')['idempotency-key'],
      });
    });
  }
  return app;
}
