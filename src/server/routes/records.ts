import { createRoute, z } from '@hono/zod-openapi';
import {
  approvedVersion,
  createRecord,
  getText,
  listRecords,
  readHistory,
  readRecord,
  verifyRecord,
  versionOf,
} from '../../store/index.ts';
import { json, jsonBody, jsonText, notModified, yamlContent } from '../http/media.ts';
import { cursorOf, keyOfCursor, page, pageOf, pageQuery } from '../http/paging.ts';
import { diffDocument } from '../http/diff-document.ts';
import { planDocument, type PlanDocument } from '../http/plan-document.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import {
  actOf,
  answerChange,
  answerRecord,
  author,
  changedResponses,
  isSeen,
  recordEtag,
  recordName,
  versionNumberText,
} from './record-acts.ts';
import { historyEntry, recordEntry, recordSchema, verifiedSchema } from './record-schemas.ts';

const tags = ['record'];
const byRecord = z.object({ record: recordName });
const byVersion = byRecord.extend({ version: versionNumberText });

const list = createRoute({
  method: 'get',
  path: '/v1/records',
  operationId: 'listRecords',
  tags,
  summary: 'Plans of record, by name',
  request: { query: pageQuery },
  responses: { 200: json('A page of records', pageOf(recordEntry, 'RecordPage')), ...problems(400) },
});
const create = createRoute({
  method: 'post',
  path: '/v1/records',
  operationId: 'createRecord',
  tags,
  summary: 'Starts a record that has no versions yet',
  request: {
    body: jsonBody(
      z.strictObject({ id: recordName, title: z.string().min(1).max(300), author }).openapi('CreateRecord'),
    ),
  },
  responses: changedResponses,
});
const read = createRoute({
  method: 'get',
  path: '/v1/records/{record}',
  operationId: 'readRecord',
  tags,
  summary: 'A record as it stands: versions, decisions, signatures, frozen lines, notes',
  request: { params: byRecord },
  responses: { 200: json('The record', recordSchema), ...notModified, ...problems(400, 404) },
});
const history = createRoute({
  method: 'get',
  path: '/v1/records/{record}/history',
  operationId: 'readHistory',
  tags,
  summary: 'What happened to a record, oldest first',
  request: { params: byRecord, query: pageQuery },
  responses: { 200: json('A page of entries', pageOf(historyEntry, 'HistoryPage')), ...problems(400, 404) },
});
const verify = createRoute({
  method: 'get',
  path: '/v1/records/{record}/verify',
  operationId: 'verifyRecord',
  tags,
  summary: 'Whether anything in the record was altered since it was written',
  request: { params: byRecord },
  responses: { 200: json('What was found', verifiedSchema), ...problems(400, 404) },
});
const plan = createRoute({
  method: 'get',
  path: '/v1/records/{record}/versions/{version}/plan',
  operationId: 'readVersionPlan',
  tags,
  summary: 'The plan of a version, byte for byte',
  request: { params: byVersion },
  responses: { 200: json('The plan file', planDocument), ...problems(400, 404) },
});
const scenario = createRoute({
  method: 'get',
  path: '/v1/records/{record}/versions/{version}/scenario',
  operationId: 'readVersionScenario',
  tags,
  summary: 'The scenario a version was made from, byte for byte',
  request: { params: byVersion },
  responses: {
    200: { description: 'YAML', content: yamlContent },
    ...problems(400, 404),
  },
});
const diff = createRoute({
  method: 'get',
  path: '/v1/records/{record}/diff',
  operationId: 'diffVersions',
  tags,
  summary: 'What differs between two versions: lines, rules, numbers, money, service',
  request: { params: byRecord, query: z.object({ from: versionNumberText, to: versionNumberText }) },
  responses: {
    200: json('As `fleetwright diff --json` gives it', diffDocument),
    ...problems(400, 404, 422, 503),
  },
});

/** Plans of record: what they are and what became of them. */
export function recordRoutes({ store, compute }: Services): Router {
  const app = router();
  const textOf = async (
    record: string,
    version: number,
    part: 'plan' | 'scenario',
  ): Promise<{ readonly text: string } | { readonly none: ReturnType<typeof trouble> }> => {
    const state = await readRecord(store, record);
    if ('code' in state) return { none: { ...state, path: [...state.path] } };
    const hash = versionOf(state, version)?.[part];
    const text = hash === undefined || hash === null ? undefined : await getText(store, hash);
    if (text !== undefined) return { text };
    const message = `${record} has no ${part} of a version ${version}`;
    return { none: trouble('FW-HTTP-0001', ['records', record, version], message) };
  };

  app.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const after = cursor === undefined ? {} : { after: keyOfCursor(cursor) };
    const names = await listRecords(store, { ...after, limit: limit + 1 });
    const shown = names.slice(0, limit);
    const states = await Promise.all(shown.map((name) => readRecord(store, name)));
    const items = states.flatMap((state) =>
      'code' in state
        ? []
        : [
            {
              id: state.id,
              title: state.title,
              versions: state.versions.length,
              inForce: approvedVersion(state)?.number ?? null,
              changed: state.changed.at,
              etag: recordEtag(state),
            },
          ],
    );
    const last = shown.at(-1);
    return c.json({ items, next: last !== undefined && names.length > limit ? cursorOf(last) : null }, 200);
  });

  app.openapi(create, async (c) => {
    const asked = c.req.valid('json');
    const act = actOf(c, asked.id, asked.author);
    return answerChange(c, 'code' in act ? [act] : await createRecord(store, act, asked.title));
  });

  app.openapi(read, async (c) => {
    const state = await readRecord(store, c.req.valid('param').record);
    if ('code' in state) return problem(c, 404, [state]);
    if (isSeen(c, state)) return c.body(null, 304, { etag: recordEtag(state) });
    return answerRecord(c, state);
  });

  app.openapi(history, async (c) => {
    const entries = await readHistory(store, c.req.valid('param').record);
    if ('code' in entries) return problem(c, 404, [entries]);
    const items = entries.map(({ seq, at, author: by, event }) => ({ seq, at, author: by, event }));
    return c.json(
      page(items, ({ seq }) => String(seq).padStart(9, '0'), c.req.valid('query')),
      200,
    );
  });

  app.openapi(verify, async (c) => {
    const { record } = c.req.valid('param');
    const state = await readRecord(store, record);
    if ('code' in state && state.code === 'FW-STO-0010') return problem(c, 404, [state]);
    const { entries, contents, head, broken } = await verifyRecord(store, record);
    return c.json(
      { ok: broken === undefined, record, entries, contents, head: head ?? null, broken: broken ?? null },
      200,
    );
  });

  app.openapi(plan, async (c) => {
    const { record, version } = c.req.valid('param');
    const found = await textOf(record, version, 'plan');
    if ('none' in found) return problem(c, 404, [found.none]);
    return jsonText<PlanDocument>(c, found.text);
  });

  app.openapi(scenario, async (c) => {
    const { record, version } = c.req.valid('param');
    const found = await textOf(record, version, 'scenario');
    if ('none' in found) return problem(c, 404, [found.none]);
    return c.body(found.text, 200, { 'content-type': 'application/yaml; charset=utf-8' });
  });

  app.openapi(diff, async (c) => {
    const { record } = c.req.valid('param');
    const { from, to } = c.req.valid('query');
    const [before, after] = [await textOf(record, from, 'plan'), await textOf(record, to, 'plan')];
    if ('none' in before) return problem(c, 404, [before.none]);
    if ('none' in after) return problem(c, 404, [after.none]);
    const answer = await compute.run('diff', { before: before.text, after: after.text }, c.req.raw.signal);
    return answer.ok ? c.json(answer.value, 200) : refused(c, answer.problems);
  });

  return app;
}
