import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { planDocument } from '../http/plan-document.ts';
import { backtestDocument, shockDocument, stressDocument } from '../http/report-documents.ts';
import { feedRoute, streamFeed } from '../events/stream.ts';
import { etagOf, namesEtag } from '../http/etag.ts';
import { json, jsonText, notModified } from '../http/media.ts';
import { cursorOf, keyOfCursor, pageOf, pageQuery } from '../http/paging.ts';
import { jobId } from '../http/plan-reference.ts';
import { problem, problems } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { jobKinds, jobSchema, jobStates } from '../jobs/job.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

const params = z.object({ id: jobId });

const list = createRoute({
  method: 'get',
  path: '/v1/jobs',
  operationId: 'listJobs',
  tags: ['jobs'],
  summary: 'Jobs, newest first',
  request: {
    query: pageQuery.extend({
      state: z.enum(jobStates).optional().openapi({ description: 'Only those in this state' }),
      kind: z.enum(jobKinds).optional().openapi({ description: 'Only those of this kind' }),
    }),
  },
  responses: { 200: json('A page of jobs', pageOf(jobSchema, 'JobPage')), ...problems(400) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/jobs/{id}',
  operationId: 'readJob',
  tags: ['jobs'],
  summary: 'Where a job stands',
  request: { params },
  responses: { 200: json('The job', jobSchema), ...problems(400, 404) },
});

const events = createRoute({
  method: 'get',
  path: '/v1/jobs/{id}/events',
  operationId: 'followJob',
  tags: ['jobs'],
  summary: 'Progress of a job as server-sent events',
  description:
    'Events `state` (a job) and `progress` (a progress). The first is the present state; the last is the state it ends in, then the stream ends. `Last-Event-ID` goes on where you were cut off.',
  request: {
    params,
    headers: feedRoute.headers,
  },
  responses: {
    200: feedRoute.answer,
    ...problems(400, 404),
  },
});

/** By the kind of the job. */
const jobResult = z.union([planDocument, stressDocument, backtestDocument, shockDocument]);

const result = createRoute({
  method: 'get',
  path: '/v1/jobs/{id}/result',
  operationId: 'readJobResult',
  tags: ['jobs'],
  summary: 'What a job gave: a plan file, or a report of futures, of the past or of shocks',
  description:
    'By the kind of the job: `plan`, `replan` and `simulate` give a plan file (what a replan changed and why is in the summary of the job), `stress`, `backtest` and `shock` a report. A cancelled job has what there was of it.',
  request: { params },
  responses: {
    200: json('The plan, of a simulation with its proof; or the report', jobResult),
    ...notModified,
    ...problems(400, 404, 409),
  },
});

const cancel = createRoute({
  method: 'post',
  path: '/v1/jobs/{id}/cancel',
  operationId: 'cancelJob',
  tags: ['jobs'],
  summary: 'Ends a job with the best it has so far',
  description: 'Asking twice, or for a job that has ended, changes nothing.',
  request: { params },
  responses: { 202: json('The job; follow it to see it end', jobSchema), ...problems(400, 404) },
});

const remove = createRoute({
  method: 'delete',
  path: '/v1/jobs/{id}',
  operationId: 'removeJob',
  tags: ['jobs'],
  summary: 'Forgets a job that has ended, and its result',
  request: { params },
  responses: { 204: { description: 'It is gone' }, ...problems(400, 404, 409) },
});

/** Jobs: list, state, progress, result, cancel. */
export function jobRoutes({ jobs, stop }: Services): Router {
  const app = router();

  app.openapi(list, async (c) => {
    const { limit, cursor, ...search } = c.req.valid('query');
    const before = cursor === undefined ? undefined : keyOfCursor(cursor);
    const found = await jobs.list({ ...search, before, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return c.json({ items, next: last && found.length > limit ? cursorOf(last.id) : null }, 200);
  });

  app.openapi(read, async (c) => {
    const job = await jobs.get(c.req.valid('param').id);
    return job === undefined ? unknown(c) : c.json(job, 200);
  });

  app.openapi(events, async (c) => {
    const { id } = c.req.valid('param');
    const job = await jobs.get(id);
    if (job === undefined) return unknown(c);
    return streamFeed(c, {
      feed: jobs.feedOf(id),
      state: async () => ({ type: 'state', data: (await jobs.get(id)) ?? job }),
      isLast: ({ type, data }) => type === 'state' && (data as typeof job).finishedAt !== null,
      stop,
    });
  });

  app.openapi(result, async (c) => {
    const { id } = c.req.valid('param');
    const job = await jobs.get(id);
    if (job === undefined) return unknown(c);
    const text = job.result === null ? undefined : await jobs.result(id);
    if (text === undefined) {
      const about = trouble('FW-HTTP-0011', ['jobs', id], `the job is ${job.state} and has no result`);
      return problem(c, 409, [about, ...(job.problem?.diagnostics ?? [])]);
    }
    const etag = etagOf(text);
    const seen = c.req.header('if-none-match');
    if (seen !== undefined && namesEtag(seen, etag)) return c.body(null, 304, { etag });
    return jsonText<z.infer<typeof jobResult>>(c, text, { etag });
  });

  app.openapi(cancel, async (c) => {
    const job = await jobs.cancel(c.req.valid('param').id);
    return job === undefined ? unknown(c) : c.json(job, 202);
  });

  app.openapi(remove, async (c) => {
    const { id } = c.req.valid('param');
    if ((await jobs.get(id)) === undefined) return unknown(c);
    if (await jobs.remove(id)) return c.body(null, 204);
    return problem(c, 409, [
      trouble('FW-HTTP-0011', ['jobs', id], 'the job has not ended', 'cancel it first'),
    ]);
  });

  return app;
}

function unknown(c: Context): ReturnType<typeof problem<404>> {
  return problem(c, 404, [
    trouble('FW-HTTP-0001', ['path', 'id'], 'there is no such job', 'see GET /v1/jobs'),
  ]);
}
