import { createRoute, z } from '@hono/zod-openapi';
import {
  addActuals,
  addEvent,
  approvedVersion,
  attachFile,
  getContent,
  getText,
  readRecord,
  type RecordState,
} from '../../store/index.ts';
import { json, jsonBody } from '../http/media.ts';
import { diagnosticSchema, problem, problems, refused, sent } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import { change } from './record-changes.ts';
import {
  refuseChange,
  author,
  changedResponses,
  recordEtag,
  recordName,
  actOf,
  seenRecord,
} from './record-acts.ts';
import { recordSchema } from './record-schemas.ts';

const tags = ['record'];
const byRecord = z.object({ record: recordName });
const longest = 200_000_000;

/** Name of a file, never a place: it becomes the name of a file again where a record is exported or read. */
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^[\w\u00A1-\u1FFF\u3001-\uD7FF][\w\u00A1-\u1FFF\u3001-\uD7FF .,()&+@'-]*$/u,
    'expected the name of a file: letters, digits, spaces and .,()&+@_-, no folders',
  )
  .openapi({ example: 'quotation.pdf' });

/** Content of a file: as text, or any bytes. */
const fileContent = {
  text: z.string().max(longest).optional().describe('Content as text, or'),
  base64: z.base64().max(longest).optional().describe('any bytes'),
};

const actuals = createRoute({
  method: 'post',
  path: '/v1/records/{record}/actuals',
  operationId: 'addActuals',
  tags,
  summary:
    'Adds what really came: deliveries (CSV), spend (FOCUS, CSV or Parquet), served load (Prometheus, logs)',
  description:
    'What the newest source says of an order, or of a service and quarter, replaces what older ones said; spend adds up. The same content counts once.',
  request: {
    params: byRecord,
    headers: seenRecord,
    body: jsonBody(
      z
        .strictObject({
          kind: z.enum(['deliveries', 'spend', 'load']),
          source: fileName.describe('Name of the file it is from'),
          ...fileContent,
          basis: z.enum(['billed', 'effective']).default('billed').describe('Of spend: which cost counts'),
          services: z
            .record(z.string().max(200), z.string().max(200))
            .default({})
            .describe('Of load: service by model name'),
          service: z.string().max(200).optional().describe('Of load: service of what names no model'),
          from: z.iso
            .datetime({ offset: true })
            .optional()
            .describe('Of load: moment of time 0, where times count from the start of a trace'),
          author,
        })
        .openapi('AddActuals'),
    ),
  },
  responses: {
    200: json(
      'The record after it, and what was left out of the file and why; `ETag` names the state of the record',
      z
        .object({
          record: recordSchema,
          rows: z.number().int().describe('Looked at'),
          rejected: z.number().int().describe('Left out'),
          diagnostics: z.array(diagnosticSchema).describe('Why'),
        })
        .openapi('ActualsAdded'),
    ),
    ...problems(400, 404, 409, 412, 415, 422, 503),
  },
});

const removeActuals = createRoute({
  method: 'post',
  path: '/v1/records/{record}/actuals-removed',
  operationId: 'removeActuals',
  tags,
  summary: 'Takes a source of actuals back; the history keeps it',
  request: {
    params: byRecord,
    headers: seenRecord,
    body: jsonBody(
      z
        .strictObject({
          entry: z.number().int().min(1).describe('Entry that added it: `seq` of `actuals`'),
          reason: z.string().min(1).max(10_000).describe('Why'),
          author,
        })
        .openapi('RemoveActuals'),
    ),
  },
  responses: changedResponses,
});

const attach = createRoute({
  method: 'post',
  path: '/v1/records/{record}/attachments',
  operationId: 'attachFile',
  tags,
  summary: 'Keeps a file with a record or a version: a quotation, a licence, minutes',
  request: {
    params: byRecord,
    headers: seenRecord,
    body: jsonBody(
      z
        .strictObject({
          name: fileName,
          ...fileContent,
          version: z.number().int().min(1).nullable().default(null).describe('Null: the record as a whole'),
          author,
        })
        .openapi('AttachFile'),
    ),
  },
  responses: changedResponses,
});

const readFile = createRoute({
  method: 'get',
  path: '/v1/records/{record}/attachments/{hash}',
  operationId: 'readAttachment',
  tags,
  summary: 'An attached file, byte for byte',
  request: {
    params: byRecord.extend({
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/u, 'expected a SHA-256')
        .openapi({ description: '`content` of the attachment' }),
    }),
  },
  responses: {
    200: {
      description: 'The bytes, to be saved and not to be shown',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problems(400, 404),
  },
});

/** Files that come to a record: actuals and attachments. */
export function recordFileRoutes({ store, compute }: Services): Router {
  const app = router();

  app.openapi(actuals, async (c) => {
    const { record } = c.req.valid('param');
    const { author: as, text, base64, services, from, ...asked } = c.req.valid('json');
    const bytes = bytesOf(text, base64);
    if (bytes === undefined) return refused(c, [noContent]);
    const act = actOf(c, record, as);
    const state = await readRecord(store, record);
    if ('code' in state) return problem(c, 404, [state]);
    if ('code' in act) return refused(c, [act]);
    const read = await compute.run(
      'readActuals',
      {
        ...asked,
        bytes,
        lines: await linesOf(store, state),
        services: new Map(Object.entries(services)),
        service: asked.service,
        start: from === undefined ? undefined : Date.parse(from) / 1000,
      },
      c.req.raw.signal,
    );
    const { added, rows, rejected, diagnostics } = read;
    if (added === undefined) return refused(c, diagnostics);
    const made = await addActuals(store, act, added);
    if (!('state' in made)) return refuseChange(c, made);
    const answer = { record: made.state, rows, rejected, diagnostics: sent(diagnostics) };
    return c.json(answer, 200, { etag: recordEtag(made.state) });
  });

  app.openapi(removeActuals, async (c) => {
    const { author: as, ...said } = c.req.valid('json');
    return change(c, c.req.valid('param').record, as, (act) =>
      addEvent(store, act, { kind: 'actuals-removed', ...said }),
    );
  });

  app.openapi(attach, async (c) => {
    const { author: as, name, text, base64, version } = c.req.valid('json');
    const bytes = bytesOf(text, base64);
    if (bytes === undefined) return refused(c, [noContent]);
    return change(c, c.req.valid('param').record, as, (act) =>
      attachFile(store, act, { name, bytes, version }),
    );
  });

  app.openapi(readFile, async (c) => {
    const { record, hash } = c.req.valid('param');
    const state = await readRecord(store, record);
    if ('code' in state) return problem(c, 404, [state]);
    const file = state.attachments.find(({ content }) => content === hash);
    const bytes = file && (await getContent(store, file.content));
    if (bytes === undefined) {
      const none = `${record} has no such attachment`;
      return problem(c, 404, [trouble('FW-HTTP-0001', ['records', record, 'attachments', hash], none)]);
    }
    return c.body(bytes.slice().buffer, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file?.name ?? hash)}`,
      etag: `"${hash}"`,
    });
  });

  return app;
}

const noContent = trouble('FW-HTTP-0002', ['body'], 'expected one of `text` and `base64`');

/** The bytes of a file; undefined unless exactly one of its forms is there. */
function bytesOf(text: string | undefined, base64: string | undefined): Uint8Array | undefined {
  if ((text === undefined) === (base64 === undefined)) return undefined;
  return text === undefined
    ? new Uint8Array(Buffer.from(base64 ?? '', 'base64'))
    : new TextEncoder().encode(text);
}

/** Ids of the lines of the plan in force, else of the newest, which rows may name. */
async function linesOf(store: Services['store'], state: RecordState): Promise<ReadonlySet<string>> {
  const shown = approvedVersion(state) ?? state.versions.at(-1);
  const text = await getText(store, shown?.plan ?? '');
  const { lines = [] } = JSON.parse(text ?? '{}') as { readonly lines?: readonly { readonly id: string }[] };
  return new Set(lines.map(({ id }) => id));
}
