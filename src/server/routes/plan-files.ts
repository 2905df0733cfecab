import { createRoute, z } from '@hono/zod-openapi';
import { readPlan, writePlan, type PlanFile } from '../../plan/index.ts';
import { etagOf } from '../http/etag.ts';
import { json, jsonBody } from '../http/media.ts';
import { expectation, preconditions, stale, unconditional } from '../http/preconditions.ts';
import { planDocument } from '../http/plan-document.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import { planFilePattern, PlanFiles } from '../workspace/plan-files.ts';

const name = z
  .string()
  .max(200)
  .regex(planFilePattern, 'expected a name, or a folder and a name: letters, digits, `-`, `_`, single dots')
  .openapi({ description: 'Path below the workspace without `.plan.json`', example: 'golden/cn-bank' });

const entry = z
  .object({
    name,
    title: z.string().describe('Of the plan'),
    scenario: z.string().describe('Id of its scenario'),
    variant: z.string().nullable(),
    asOf: z.string(),
    status: z.string(),
    cost: z.number().nullable().describe('Discounted, plan currency'),
    currency: z.string(),
    lines: z.number().int(),
    modified: z.iso.datetime(),
    etag: z.string().describe('Of the file; send it as `If-Match` when you write'),
  })
  .openapi('PlanFileEntry');

const list = createRoute({
  method: 'get',
  path: '/v1/plan-files',
  operationId: 'listPlanFiles',
  tags: ['plans'],
  summary: 'Plan files (`*.plan.json`) in the workspace and the folders directly below it, newest first',
  responses: { 200: json('The plan files', z.object({ items: z.array(entry) }).openapi('PlanFileList')) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/plan-file',
  operationId: 'readPlanFile',
  tags: ['plans'],
  summary: 'A plan file of the workspace',
  request: { query: z.object({ name }) },
  responses: {
    200: json('The plan; the header `ETag` names the state of the file', planDocument),
    ...problems(400, 404, 422),
  },
});

const kept = z.object({ name, etag: z.string().describe('Of the file') }).openapi('KeptPlan');

const keep = createRoute({
  method: 'post',
  path: '/v1/plan-files',
  operationId: 'keepPlan',
  tags: ['plans'],
  summary: 'Writes the plan of a job into the workspace as `NAME.plan.json`',
  description:
    'Needs `If-Match` with the ETag of the file that is replaced, or `If-None-Match: *` to make a new one.',
  request: {
    headers: preconditions,
    body: jsonBody(z.strictObject({ job: z.string().max(60), name }).openapi('KeepPlanRequest')),
  },
  responses: {
    200: json('It was replaced', kept),
    201: json('It was made', kept),
    ...problems(400, 404, 409, 412, 415, 428),
  },
});

/** Plans that are files: those beside the scenarios, and how the plan of a job becomes one. */
export function planFileRoutes({ workspace, jobs }: Services): Router {
  const app = router();
  const files = new PlanFiles(workspace.folder);
  const heads = new Map<string, z.infer<typeof entry>>();

  app.openapi(list, async (c) => {
    const items = await Promise.all(
      (await files.list()).map(async (file) => {
        const key = `${file.name} ${file.modified} ${file.size}`;
        const known = heads.get(key);
        if (known) return known;
        const text = await files.read(file.name);
        const { plan } = readPlan(file.name, text ?? '');
        if (!plan) return undefined;
        const head = headOf(plan, file.name, file.modified, etagOf(text ?? ''));
        heads.set(key, head);
        return head;
      }),
    );
    return c.json({ items: items.filter((item) => item !== undefined) }, 200);
  });

  app.openapi(read, async (c) => {
    const { name: wanted } = c.req.valid('query');
    const text = await files.read(wanted);
    if (text === undefined) {
      const none = `the workspace has no plan file ${wanted}.plan.json`;
      return problem(c, 404, [trouble('FW-HTTP-0001', ['plan-files', wanted], none)]);
    }
    const { plan, diagnostics } = readPlan(`${wanted}.plan.json`, text);
    if (!plan) return refused(c, diagnostics);
    return c.json(plan, 200, { etag: etagOf(text) });
  });

  app.openapi(keep, async (c) => {
    const { job, name: wanted } = c.req.valid('json');
    const text = await jobs.result(job);
    if (text === undefined) {
      return problem(c, 404, [trouble('FW-HTTP-0011', ['jobs', job], 'the job has no result')]);
    }
    const { plan } = readPlan(wanted, text);
    if (workspace.readOnly || !plan) {
      const why = workspace.readOnly ? 'the workspace is read-only' : 'the result is no plan';
      return problem(c, 409, [trouble('FW-HTTP-0017', ['plan-files', wanted], why)]);
    }
    const now = await files.read(wanted);
    const expected = expectation(c.req.valid('header'), now === undefined ? undefined : etagOf(now));
    if (expected === undefined) return problem(c, 428, [unconditional(wanted)]);
    const written = await files.write(wanted, writePlan(plan), expected);
    if (written.kind === 'stale') return stale(c, 'plan-files', wanted, written.etag);
    if (written.kind === 'failed')
      return problem(c, 409, [trouble('FW-HTTP-0017', ['plan-files', wanted], written.why)]);
    const { etag } = written;
    return c.json({ name: wanted, etag }, expected === 'absent' ? 201 : 200, { etag });
  });

  return app;
}

function headOf(plan: PlanFile, file: string, modified: string, etag: string): z.infer<typeof entry> {
  const { title, scenario, variant, asOf, status, objective, currency, lines } = plan;
  return {
    name: file,
    title,
    scenario,
    variant,
    asOf,
    status,
    cost: objective.cost,
    currency,
    lines: lines.length,
    modified,
    etag,
  };
}
