import { createRoute, z } from '@hono/zod-openapi';
import { formats, groundedFormats } from '../../handoff/index.ts';
import { needsScenario } from '../compute/export.ts';
import { diffDocument } from '../http/diff-document.ts';
import { json, jsonBody } from '../http/media.ts';
import { planReference, planTexts, scenarioMissing } from '../http/plan-reference.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { scenarioReference } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';

const scenario = scenarioReference
  .optional()
  .describe('What the plan was made from; known where the plan is of a job');

const violation = z
  .object({
    code: z.string().describe('`FW-CHK-…`'),
    what: z.string().describe('What kind of thing is wrong'),
    where: z.string().describe('Line, limit, site and quarter, or field'),
    expected: z.string().describe('What was worked out again'),
    found: z.string().describe('What the plan says'),
    sentence: z.string().describe('All of it in words'),
  })
  .openapi('Violation');

const check = createRoute({
  method: 'post',
  path: '/v1/check',
  operationId: 'checkPlan',
  tags: ['plans'],
  summary: 'Check a plan without trusting the optimiser',
  description:
    'Every budget, rule, capacity and total is worked out again. Violations are an answer: the status is 200.',
  request: { body: jsonBody(z.strictObject({ plan: planReference, scenario }).openapi('CheckRequest')) },
  responses: {
    200: json(
      'What is wrong with it',
      z.object({ ok: z.boolean(), violations: z.array(violation).readonly() }).openapi('CheckAnswer'),
    ),
    ...problems(400, 404, 415, 422, 503),
  },
});

const explain = createRoute({
  method: 'post',
  path: '/v1/explain',
  operationId: 'explainPlan',
  tags: ['plans'],
  summary: 'Why a plan is as it is, in sentences',
  request: {
    body: jsonBody(
      z
        .strictObject({
          plan: planReference,
          line: z
            .string()
            .max(500)
            .optional()
            .describe('One line by its id, or all lines of `offer` or `offer@site`'),
        })
        .openapi('ExplainRequest'),
    ),
  },
  responses: {
    200: json('Sentences', z.object({ sentences: z.array(z.string()).readonly() }).openapi('Explanation')),
    ...problems(400, 404, 415, 422, 503),
  },
});

const report = createRoute({
  method: 'post',
  path: '/v1/report',
  operationId: 'reportPlan',
  tags: ['plans'],
  summary: 'A plan as one page that opens from disk',
  request: { body: jsonBody(z.strictObject({ plan: planReference }).openapi('ReportRequest')) },
  responses: {
    200: { description: 'A page without script', content: { 'text/html': { schema: z.string() } } },
    ...problems(400, 404, 415, 422, 503),
  },
});

const diff = createRoute({
  method: 'post',
  path: '/v1/diff',
  operationId: 'diffPlans',
  tags: ['plans'],
  summary: 'What differs between two plans: lines, rules, numbers, money, service',
  request: {
    body: jsonBody(z.strictObject({ before: planReference, after: planReference }).openapi('DiffRequest')),
  },
  responses: {
    200: json('As `fleetwright diff --json` gives it', diffDocument),
    ...problems(400, 404, 415, 422, 503),
  },
});

const format = z
  .object({
    name: z.string(),
    summary: z.string(),
    shape: z.enum(['file', 'folder']),
    needsScenario: z.boolean().describe('Needs the scenario the plan was made from'),
  })
  .openapi('Format');

const known = [
  ...formats.map(({ name, summary, shape }) => ({ name, summary, shape, needsScenario: false })),
  ...groundedFormats.map(({ name, summary }) => ({
    name,
    summary,
    shape: 'folder' as const,
    needsScenario: true,
  })),
];

const listFormats = createRoute({
  method: 'get',
  path: '/v1/formats',
  operationId: 'listFormats',
  tags: ['plans'],
  summary: 'Ways to hand a plan over',
  responses: { 200: json('The formats', z.object({ items: z.array(format) }).openapi('FormatList')) },
});

const exportPlan = createRoute({
  method: 'post',
  path: '/v1/export',
  operationId: 'exportPlan',
  tags: ['plans'],
  summary: 'Hand a plan over: workbook, tables, quotas, commitments, purchase requests',
  description: 'Checked before it is given: what its taker would refuse is a problem.',
  request: {
    body: jsonBody(
      z
        .strictObject({
          format: z.enum(known.map(({ name }) => name)).describe('See `GET /v1/formats`'),
          plan: planReference,
          previous: planReference.optional().describe('The plan this one replaces'),
          scenario,
        })
        .openapi('ExportRequest'),
    ),
  },
  responses: {
    200: json(
      'The documents',
      z
        .object({
          format: z.string(),
          documents: z
            .array(
              z.object({
                path: z.string().describe('Name inside the export, with forward slashes'),
                encoding: z.enum(['utf8', 'base64']).describe('Of `content`'),
                content: z.string(),
              }),
            )
            .readonly(),
        })
        .openapi('Export'),
    ),
    ...problems(400, 404, 415, 422, 503),
  },
});

/** What can be done with a plan: check, explain, report, export. */
export function planDocumentRoutes(services: Services): Router {
  const app = router();
  const { compute } = services;

  app.openapi(check, async (c) => {
    const asked = c.req.valid('json');
    const texts = await planTexts(services, asked.plan, asked.scenario);
    if ('code' in texts) return problem(c, 404, [texts]);
    if (texts.scenario === undefined) return refused(c, [scenarioMissing]);
    const input = { plan: texts.plan, scenario: texts.scenario };
    const answer = await compute.run('check', input, c.req.raw.signal);
    if (!answer.ok) return refused(c, answer.problems);
    return c.json({ ok: answer.value.length === 0, violations: answer.value }, 200);
  });

  app.openapi(explain, async (c) => {
    const asked = c.req.valid('json');
    const texts = await planTexts(services, asked.plan, undefined);
    if ('code' in texts) return problem(c, 404, [texts]);
    const answer = await compute.run('explain', { plan: texts.plan, line: asked.line }, c.req.raw.signal);
    return answer.ok ? c.json({ sentences: answer.value }, 200) : refused(c, answer.problems);
  });

  app.openapi(report, async (c) => {
    const texts = await planTexts(services, c.req.valid('json').plan, undefined);
    if ('code' in texts) return problem(c, 404, [texts]);
    const answer = await compute.run('report', { plan: texts.plan }, c.req.raw.signal);
    if (!answer.ok) return refused(c, answer.problems);
    return c.body(answer.value, 200, {
      'content-type': 'text/html; charset=utf-8',
      // The page needs no script and no network; whatever a plan made it hold gets neither.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    });
  });

  app.openapi(diff, async (c) => {
    const asked = c.req.valid('json');
    const before = await planTexts(services, asked.before, undefined);
    const after = await planTexts(services, asked.after, undefined);
    if ('code' in before) return problem(c, 404, [before]);
    if ('code' in after) return problem(c, 404, [after]);
    const answer = await compute.run('diff', { before: before.plan, after: after.plan }, c.req.raw.signal);
    return answer.ok ? c.json(answer.value, 200) : refused(c, answer.problems);
  });

  app.openapi(listFormats, (c) => c.json({ items: known }, 200));

  app.openapi(exportPlan, async (c) => {
    const asked = c.req.valid('json');
    const texts = await planTexts(services, asked.plan, asked.scenario);
    if ('code' in texts) return problem(c, 404, [texts]);
    if (needsScenario.has(asked.format) && texts.scenario === undefined) return refused(c, [scenarioMissing]);
    const before = asked.previous && (await planTexts(services, asked.previous, undefined));
    if (before && 'code' in before) return problem(c, 404, [before]);
    const answer = await compute.run(
      'export',
      { format: asked.format, previous: before?.plan, ...texts },
      c.req.raw.signal,
    );
    if (!answer.ok) return refused(c, answer.problems);
    return c.json({ format: asked.format, documents: answer.value }, 200);
  });

  return app;
}
