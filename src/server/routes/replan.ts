import { createRoute, z } from '@hono/zod-openapi';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { readActuals, readRecord } from '../../store/index.ts';
import { jsonBody } from '../http/media.ts';
import { planReference, planTexts, scenarioMissing, type PlanReference } from '../http/plan-reference.ts';
import { problem, refused } from '../http/problem.ts';
import { dateText, measurementsWish, scenarioReference, variantWish } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import { searchWish } from '../jobs/job.ts';
import type { ReplanInputs } from '../jobs/replan-job.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';
import { idempotency, jobResponses, submit } from './submit.ts';

const table = z.string().max(5_000_000).optional();

const request = z
  .strictObject({
    plan: planReference.describe('The plan before'),
    asOf: dateText.openapi({ description: 'Day to plan anew on' }),
    scenario: scenarioReference
      .optional()
      .describe('As it is now; default: what the plan before was made from, where that is known'),
    variant: variantWish,
    measurements: measurementsWish.describe(
      'Measurements of models on chips beside those of the scenario and of the plan before',
    ),
    quarters: z
      .number()
      .int()
      .min(1)
      .max(40)
      .optional()
      .describe('Let the programme go on for so many quarters in all'),
    churn: z
      .strictObject({
        part: z.number().min(0).max(1).default(0).describe('Of the price of the system'),
        perSystem: z.number().min(0).max(1e12).default(0).describe('Plan currency'),
      })
      .optional()
      .describe('Price of changing one system of an order; default: as the scenario says, else 1 %'),
    deliveries: table.describe('What became of orders: CSV of order, systems, status, quarter'),
    fleet: table.describe('All that stands, in place of what the scenario says: CSV'),
    reasons: z.boolean().default(true).describe('Plan again to tell which input explains how much'),
    ...searchWish,
  })
  .openapi('ReplanRequest');

const replan = createRoute({
  method: 'post',
  path: '/v1/replan',
  operationId: 'replan',
  tags: ['jobs'],
  summary: 'Plans anew from a plan: what was ordered stays, what lies ahead is planned again',
  description:
    'A job; its result is the new plan file, its summary says what changed and why. Of a version of a record, the lines frozen there stay and the deliveries among its actuals count. `POST /v1/records/{record}/versions` with `{"plan": {"job": ID}}` makes the result the next version.',
  request: { headers: idempotency, body: jsonBody(request) },
  responses: jobResponses,
});

/** Seconds a replan job has beyond its searches: to read, judge, build and write. */
const slack = 120;
/** A search, and one more for each group of inputs that may explain a change. */
const mostSearches = 8;

/** Planning anew. */
export function replanRoutes(services: Services): Router {
  const app = router();
  app.openapi(replan, async (c) => {
    const asked = c.req.valid('json');
    const { plan, scenario, timeLimit, reasons, deliveries, fleet, measurements, ...rest } = asked;
    const [before, now, known] = [
      await planTexts(services, plan, undefined),
      scenario && (await scenarioText(services.workspace, scenario)),
      await knownOf(services, plan),
    ];
    const missing = [before, now, known].filter(
      (each): each is Diagnostic => each !== undefined && 'code' in each,
    );
    if ('code' in before || 'code' in known || (now && 'code' in now)) return problem(c, 404, missing);
    const file = now ?? before.scenario;
    if (file === undefined) return refused(c, [scenarioMissing]);
    const name = file.path.replace(/\.yaml$/u, '');
    const input: ReplanInputs = {
      ...rest,
      ...known,
      anchors: measurements,
      plan: before.plan,
      scenario: { name, text: file.text },
      previous: before.scenario,
      deliveries,
      fleet,
      reasons,
      timeLimit,
    };
    return submit(c, services.jobs, {
      kind: 'replan',
      title: [name, asked.asOf, asked.variant].filter((part) => part !== undefined).join(', '),
      input,
      asked,
      mostSeconds: timeLimit * (reasons ? mostSearches : 1) + slack,
      idempotencyKey: c.req.valid('header')['idempotency-key'],
    });
  });
  return app;
}

/** What the record knows of orders by now, where the plan is a version of one. */
async function knownOf(
  { store }: Pick<Services, 'store'>,
  plan: PlanReference,
): Promise<Pick<ReplanInputs, 'news' | 'ordered'> | Diagnostic> {
  if (!('record' in plan)) return { news: [], ordered: [] };
  const state = await readRecord(store, plan.record);
  if ('code' in state) return state;
  const actuals = await readActuals(store, state);
  if ('code' in actuals) return actuals;
  return { news: actuals.deliveries, ordered: state.frozen.map(({ order }) => order.id) };
}
