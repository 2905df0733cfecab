import { createRoute, z } from '@hono/zod-openapi';
import { isQuarter } from '../../quantity/index.ts';
import { enginePresets, type EngineName, type Statistic } from '../../simulation/index.ts';
import { jsonBody } from '../http/media.ts';
import { planReference, planTexts, scenarioMissing } from '../http/plan-reference.ts';
import { problem, refused } from '../http/problem.ts';
import { scenarioReference } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import type { SimulateInputs } from '../jobs/simulate-job.ts';
import type { Services } from '../services.ts';
import { operating } from './operating-schema.ts';
import { idempotency, jobResponses, submit } from './submit.ts';

const engines = Object.keys(enginePresets) as EngineName[];
const statistics = ['mean', 'p50', 'p90', 'p99'] as const satisfies readonly Statistic[];

const simulateRequest = z
  .strictObject({
    plan: planReference,
    scenario: scenarioReference
      .optional()
      .describe('What the plan was made from; known where the plan is of a job'),
    service: z.string().max(200).optional().describe('Only this service'),
    quarter: z
      .string()
      .refine((text) => text === 'all' || isQuarter(text), 'expected a quarter such as 2025Q3, or all')
      .optional()
      .describe('This quarter, or `all` (default: the highest peak of each service)'),
    engine: z.enum(engines).default('vllm').describe('Serving engine'),
    statistic: z
      .enum(statistics)
      .optional()
      .describe('What must keep the levels; default: what the scenario says of each service, or p90'),
    replications: z.number().int().min(1).max(100).default(3).describe('Independent runs'),
    seconds: z
      .number()
      .min(60)
      .max(36_000)
      .optional()
      .describe('Seconds of the peak hour to count; default: as long as 200,000 requests take'),
    replicas: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('Replicas of a cell, at most: a larger fleet is cut into cells; default: 24'),
    cells: z
      .union([z.number().int().min(1).max(100_000), z.literal('all')])
      .optional()
      .describe('Cells to simulate, `all` for the whole fleet; default: 1'),
    when: z.enum(['peak', 'day']).optional().describe('Only the peak hour or only the day; default: both'),
    whole: z
      .boolean()
      .optional()
      .describe(
        'Sample nothing: all replicas, every second of the day (of the peak hour where `when` is that)',
      ),
    seed: z
      .number()
      .int()
      .min(0)
      .lt(2 ** 31)
      .default(1)
      .describe('Of arrivals and lengths'),
    operating: operating.optional(),
  })
  .openapi('SimulateRequest');

const simulate = createRoute({
  method: 'post',
  path: '/v1/simulate',
  operationId: 'simulatePlan',
  tags: ['jobs'],
  summary: 'Prove the service levels of a plan, request by request',
  description: 'A job; its result is the plan with its proof.',
  request: { headers: idempotency, body: jsonBody(simulateRequest) },
  responses: jobResponses,
});

/** Seconds a simulation may take before it is ended by force. */
const mostSeconds = 7200;

/** Simulation of plans. */
export function simulateRoutes(services: Services): Router {
  const app = router();
  app.openapi(simulate, async (c) => {
    const asked = c.req.valid('json');
    const texts = await planTexts(services, asked.plan, asked.scenario);
    if ('code' in texts) return problem(c, 404, [texts]);
    if (texts.scenario === undefined) return refused(c, [scenarioMissing]);
    const { plan: _plan, scenario: _scenario, ...request } = asked;
    const name = texts.scenario.path.replace(/\.yaml$/u, '');
    return submit(c, services.jobs, {
      kind: 'simulate',
      title: [name, request.service, request.quarter].filter((part) => part !== undefined).join(', '),
      input: {
        plan: texts.plan,
        scenario: { name, text: texts.scenario.text },
        request,
      } satisfies SimulateInputs,
      asked,
      mostSeconds,
      idempotencyKey: c.req.valid('header')['idempotency-key'],
    });
  });
  return app;
}
