import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { permittedFormats, rateAnswer, type RateAnswer } from '../../performance/index.ts';
import { askRate, type NoRate } from '../../pipeline/index.ts';
import { json } from '../http/media.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';
import { comparedSchema, rateSchema, trainingSchema } from './rate-schemas.ts';

const word = (description: string) => z.string().min(1).max(200).openapi({ description });
const number = (description: string) =>
  z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,12})?$/u, 'expected a number')
    .optional()
    .openapi({ description });

const model = word('A model of the catalog');
const system = word('A system of the catalog');
const load = {
  slo: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'Service level (default ttft=2s,tpot=50ms)', example: 'ttft=2s,tpot=50ms' }),
  isl: number('Input tokens per request (default 2000)'),
  osl: number('Output tokens per request (default 500)'),
  formats: z
    .string()
    .max(40)
    .optional()
    .openapi({
      description: `4-bit formats permitted for the weights, beside those of 8 and 16 bits: ${permittedFormats.join(', ')}`,
    }),
  cached: number('Part of the input found in the prefix cache, at most 0.99 (default 0)'),
};

const rate = createRoute({
  method: 'get',
  path: '/v1/rates',
  operationId: 'rate',
  tags: ['rates'],
  summary: 'What one system does for one model within a service level, and where the time goes',
  request: { query: z.object({ model, system, ...load }) },
  responses: {
    200: json('The rate', rateSchema),
    ...problems(400, 404, 422),
  },
});

const compare = createRoute({
  method: 'get',
  path: '/v1/rates/compare',
  operationId: 'compareRates',
  tags: ['rates'],
  summary: 'The same model and service level on several systems, most tokens per chip first',
  request: {
    query: z.object({
      model,
      systems: z
        .string()
        .max(4000)
        .optional()
        .openapi({ description: 'Systems, separated by commas (default: all of the catalog)' }),
      ...load,
    }),
  },
  responses: {
    200: json('The rates', z.object({ items: z.array(comparedSchema) }).openapi('RateComparison')),
    ...problems(400, 422, 503),
  },
});

const training = createRoute({
  method: 'get',
  path: '/v1/rates/training',
  operationId: 'rateTraining',
  tags: ['rates'],
  summary: 'How fast a model trains, at the fastest split found',
  request: {
    query: z.object({
      model,
      system,
      count: number('Accelerators at work (default 1024)'),
      batch: number('Sequences per step (default: two per accelerator, at most 63 million tokens)'),
      sequence: number('Tokens per sequence (default 4096)'),
    }),
  },
  responses: { 200: json('The rate', trainingSchema), ...problems(400, 404, 422, 503) },
});

/** What systems do for models. */
export function rateRoutes({ world, compute }: Services): Router {
  const app = router();

  app.openapi(rate, (c) => {
    const asked = askRate(c.req.valid('query'), world);
    if (!asked.ok) return refused(c, asked.problems);
    const answer = rateAnswer(asked.value);
    return 'code' in answer ? noRate(c, answer) : c.json(rateOf(answer), 200);
  });

  app.openapi(compare, async (c) => {
    const asked = await compute.run('compare', c.req.valid('query'), c.req.raw.signal);
    if (!asked.ok) return refused(c, asked.problems);
    const items = asked.value.map(({ system: id, answer }) =>
      'code' in answer
        ? { system: id, rate: null, none: { code: answer.code, why: answer.why } }
        : { system: id, rate: rateOf(answer), none: null },
    );
    return c.json({ items }, 200);
  });

  app.openapi(training, async (c) => {
    const asked = await compute.run('training', c.req.valid('query'), c.req.raw.signal);
    if (!asked.ok) return refused(c, asked.problems);
    const { accelerators, answer } = asked.value;
    return 'code' in answer ? noRate(c, answer) : c.json({ accelerators, ...answer }, 200);
  });

  return app;
}

function rateOf({ shared, split, ...answer }: RateAnswer): z.infer<typeof rateSchema> {
  return { ...answer, shared: shared ?? null, split: split ?? null };
}

/** 404: the question is understood, and there is no rate, for a reason. */
function noRate(c: Context, { code, why }: NoRate): ReturnType<typeof problem<404>> {
  return problem(c, 404, [{ code, severity: 'error', path: ['rates'], message: why }]);
}
