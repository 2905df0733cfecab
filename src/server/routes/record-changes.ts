import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  addEvent,
  addVersion,
  approveVersion,
  frozenOrderOf,
  getText,
  readRecord,
  versionOf,
  type Act,
  type Changed,
  type RecordEvent,
} from '../../store/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { jsonBody } from '../http/media.ts';
import { planReference, planTexts } from '../http/plan-reference.ts';
import { problem, problems, refused } from '../http/problem.ts';
import { dateText, scenarioReference } from '../http/references.ts';
import { router, type AppEnv, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import {
  actOf,
  answerChange,
  author,
  changedResponses,
  recordName,
  seenRecord,
  versionNumberText,
} from './record-acts.ts';

const tags = ['record'];
const words = z.string().max(10_000);
const reason = words.min(1).describe('Why');
const message = words.default('').describe('In your words');
const lineId = z.string().min(1).max(500).describe('Id of a line of the plan');
const byRecord = z.object({ record: recordName });
const byVersion = byRecord.extend({ version: versionNumberText });

const add = createRoute({
  method: 'post',
  path: '/v1/records/{record}/versions',
  operationId: 'addVersion',
  tags,
  summary: 'Adds a plan as the next version, a draft; makes the record where there is none',
  description: 'The plan is checked without the optimiser and kept with its scenario byte for byte.',
  request: {
    params: byRecord,
    headers: seenRecord,
    body: jsonBody(
      z
        .strictObject({
          plan: planReference,
          scenario: scenarioReference
            .optional()
            .describe('What it was made from; known where the plan is of a job'),
          message,
          base: z.number().int().min(1).optional().describe('The version it was made from'),
          author,
        })
        .openapi('AddVersion'),
    ),
  },
  responses: { ...changedResponses, ...problems(503) },
});

/** Steps in the life of a version, each a route. */
const steps = [
  { step: 'propose', id: 'proposeVersion', summary: 'Proposes a version for approval', body: { message } },
  {
    step: 'approve',
    id: 'approveVersion',
    summary:
      'Approves a proposed version; the one in force is superseded. Nobody approves what they made or proposed',
    body: { message },
  },
  { step: 'reject', id: 'rejectVersion', summary: 'Rejects a proposed version', body: { reason } },
  { step: 'withdraw', id: 'withdrawVersion', summary: 'Takes back a draft or a proposal', body: { reason } },
  {
    step: 'supersede',
    id: 'supersedeVersion',
    summary: 'Takes the version in force out of force, with none in its place',
    body: { reason },
  },
] as const;

const sign = createRoute({
  method: 'post',
  path: '/v1/records/{record}/versions/{version}/sign-offs',
  operationId: 'signOff',
  tags,
  summary: 'Answers by name for a licence that is assumed or a verdict that is not clear, until a day',
  request: {
    params: byVersion,
    headers: seenRecord,
    body: jsonBody(
      z
        .strictObject({
          concern: z.string().min(1).max(500).describe('`licence:ID` or `verdict:LINE`'),
          name: z.string().trim().min(1).max(200).describe('The person who answers for it'),
          until: dateText.openapi({ description: 'Last day on which it counts' }),
          reason,
          author,
        })
        .openapi('SignOff'),
    ),
  },
  responses: changedResponses,
});

const note = createRoute({
  method: 'post',
  path: '/v1/records/{record}/notes',
  operationId: 'addNote',
  tags,
  summary: 'Writes a note on a record, a version or a line',
  request: {
    params: byRecord,
    headers: seenRecord,
    body: jsonBody(
      z
        .strictObject({
          text: words.min(1),
          version: z.number().int().min(1).nullable().default(null),
          line: lineId.nullable().default(null),
          author,
        })
        .openapi('AddNote'),
    ),
  },
  responses: changedResponses,
});

const freeze = createRoute({
  method: 'post',
  path: '/v1/records/{record}/frozen',
  operationId: 'freezeLine',
  tags,
  summary: 'Says that a line is ordered: replanning leaves it alone',
  request: {
    params: byRecord,
    headers: seenRecord,
    body: jsonBody(
      z
        .strictObject({
          version: z.number().int().min(1).describe('Whose line it is'),
          line: lineId,
          reason: words.default(''),
          author,
        })
        .openapi('FreezeLine'),
    ),
  },
  responses: changedResponses,
});

const release = createRoute({
  method: 'post',
  path: '/v1/records/{record}/released',
  operationId: 'releaseLine',
  tags,
  summary: 'Lets replanning change a frozen line again',
  request: {
    params: byRecord,
    headers: seenRecord,
    body: jsonBody(z.strictObject({ line: lineId, reason, author }).openapi('ReleaseLine')),
  },
  responses: changedResponses,
});

/** Changes of plans of record. */
export function recordChangeRoutes(services: Services): Router {
  const app = router();
  const { store, compute } = services;
  app.openapi(add, async (c) => {
    const { record } = c.req.valid('param');
    const asked = c.req.valid('json');
    const texts = await planTexts(services, asked.plan, asked.scenario);
    if ('code' in texts) return problem(c, 404, [texts]);
    const looked = await compute.run('look', texts, c.req.raw.signal);
    if (!looked.ok) return refused(c, looked.problems);
    const { plan, checked } = looked.value;
    return change(c, record, asked.author, (act) =>
      addVersion(store, act, {
        plan,
        planText: texts.plan,
        scenario: texts.scenario && { name: texts.scenario.path, text: texts.scenario.text },
        checked,
        message: asked.message,
        base: asked.base,
        title: plan.title,
      }),
    );
  });

  for (const { step, id, summary, body } of steps) {
    const route = createRoute({
      method: 'post',
      path: `/v1/records/{record}/versions/{version}/${step}`,
      operationId: id,
      tags,
      summary,
      request: {
        params: byVersion,
        headers: seenRecord,
        body: jsonBody(z.strictObject({ ...body, author }).openapi(id[0]?.toUpperCase() + id.slice(1))),
      },
      responses: changedResponses,
    });
    app.openapi(route, async (c) => {
      const { record, version } = c.req.valid('param');
      const asked: {
        readonly message?: string;
        readonly reason?: string;
        readonly author?: string | undefined;
      } = c.req.valid('json');
      const said = { message: asked.message ?? '', reason: asked.reason ?? '' };
      return change(c, record, asked.author, (act) =>
        step === 'approve'
          ? approveVersion(store, act, version, said.message)
          : addEvent(store, act, eventOf(step, version, said)),
      );
    });
  }

  app.openapi(sign, async (c) => {
    const { record, version } = c.req.valid('param');
    const { author: as, ...signature } = c.req.valid('json');
    return change(c, record, as, (act) =>
      addEvent(store, act, { kind: 'signed-off', version, ...signature }),
    );
  });

  app.openapi(note, async (c) => {
    const { author: as, ...said } = c.req.valid('json');
    return change(c, c.req.valid('param').record, as, (act) =>
      addEvent(store, act, { kind: 'noted', ...said }),
    );
  });

  app.openapi(freeze, async (c) => {
    const { record } = c.req.valid('param');
    const { author: as, version, line: id, reason: why } = c.req.valid('json');
    const state = await readRecord(store, record);
    if ('code' in state) return problem(c, 404, [state]);
    const text = await getText(store, versionOf(state, version)?.plan ?? '');
    const looked =
      text === undefined ? undefined : await compute.run('look', { plan: text, scenario: undefined });
    const line = looked?.ok === true ? looked.value.plan.lines.find((each) => each.id === id) : undefined;
    if (line === undefined) {
      const none = `${record} has no version ${version} with a line \`${id}\``;
      return problem(c, 404, [trouble('FW-HTTP-0001', ['body', 'line'], none)]);
    }
    return change(c, record, as, (act) =>
      addEvent(store, act, { kind: 'line-frozen', version, order: frozenOrderOf(line), reason: why }),
    );
  });

  app.openapi(release, async (c) => {
    const { author: as, ...said } = c.req.valid('json');
    return change(c, c.req.valid('param').record, as, (act) =>
      addEvent(store, act, { kind: 'line-released', ...said }),
    );
  });

  return app;
}

function eventOf(
  step: 'propose' | 'reject' | 'withdraw' | 'supersede',
  version: number,
  { message: said, reason: why }: { readonly message: string; readonly reason: string },
): RecordEvent {
  if (step === 'propose') return { kind: 'proposed', version, message: said };
  if (step === 'reject') return { kind: 'rejected', version, reason: why };
  if (step === 'withdraw') return { kind: 'withdrawn', version, reason: why };
  return { kind: 'superseded', version, by: null, reason: why };
}

/** Changes a record in the name of who asks. */
export async function change(
  c: Context<AppEnv>,
  record: string,
  as: string | undefined,
  make: (act: Act) => Promise<Changed | readonly Diagnostic[]>,
): Promise<ReturnType<typeof answerChange>> {
  const act = actOf(c, record, as);
  return answerChange(c, 'code' in act ? [act] : await make(act));
}
