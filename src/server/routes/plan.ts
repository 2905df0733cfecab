import { createRoute } from '@hono/zod-openapi';
import { jsonBody } from '../http/media.ts';
import { problem } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { planRequest } from '../jobs/job.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';
import { idempotency, jobResponses, submit } from './submit.ts';

const plan = createRoute({
  method: 'post',
  path: '/v1/plan',
  operationId: 'plan',
  tags: ['jobs'],
  summary: 'Plans a scenario: what to buy or rent, where, when and for which work',
  description:
    'A job; its result is the plan file. A scenario that cannot be read makes the job fail with the diagnostics of `POST /v1/validate`; one that cannot be met succeeds with a plan of status `infeasible` that says why.',
  request: { headers: idempotency, body: jsonBody(planRequest) },
  responses: jobResponses,
});

/** Seconds a plan job has beyond its time limit: to read, judge, build and write. */
const slack = 120;

/** Planning. */
export function planRoutes({ workspace, jobs }: Services): Router {
  const app = router();
  app.openapi(plan, async (c) => {
    const asked = c.req.valid('json');
    const file = await scenarioText(workspace, asked.scenario);
    if ('code' in file) return problem(c, 404, [file]);
    return submit(c, jobs, {
      kind: 'plan',
      title: [asked.scenario.name, asked.asOf, asked.variant].filter((part) => part !== undefined).join(', '),
      input: { ...asked, scenario: { name: asked.scenario.name, text: file.text } },
      asked,
      mostSeconds: asked.timeLimit + slack,
      idempotencyKey: c.req.valid('header')['idempotency-key'],
    });
  });
  return app;
}
