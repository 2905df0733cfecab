import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { namesEtag } from '../http/etag.ts';
import { json, yamlContent } from '../http/media.ts';
import { expectation, preconditions, stale, unconditional } from '../http/preconditions.ts';
import { page, pageOf, pageQuery } from '../http/paging.ts';
import { problem, problems } from '../http/problem.ts';
import { scenarioName } from '../http/references.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import { titleIn } from '../workspace/title.ts';
import type { NotWritten, ScenarioFile } from '../workspace/workspace.ts';

const entry = z
  .object({
    name: scenarioName,
    title: z.string().nullable().describe('Its `title`, where it has one'),
    etag: z.string().describe('Of its text; send it as `If-Match` when you write'),
    size: z.number().int().describe('Bytes'),
    modified: z.iso.datetime().describe('Last change'),
  })
  .openapi('ScenarioEntry');

const yaml = 'application/yaml';
const params = z.object({ name: scenarioName });
const yamlText = { content: { [yaml]: { schema: z.string().openapi({ description: 'The document' }) } } };

const list = createRoute({
  method: 'get',
  path: '/v1/scenarios',
  operationId: 'listScenarios',
  tags: ['scenarios'],
  summary: 'Scenarios of the workspace, by name',
  request: { query: pageQuery },
  responses: { 200: json('A page of scenarios', pageOf(entry, 'ScenarioPage')), ...problems(400) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/scenarios/{name}',
  operationId: 'readScenario',
  tags: ['scenarios'],
  summary: 'The text of a scenario',
  request: { params },
  responses: {
    200: { description: 'YAML; the header `ETag` names its state', content: yamlContent },
    ...problems(400, 404),
  },
});

const write = createRoute({
  method: 'put',
  path: '/v1/scenarios/{name}',
  operationId: 'writeScenario',
  tags: ['scenarios'],
  summary: 'Writes a scenario, whole or not at all',
  description:
    'Needs `If-Match` with the ETag of the document you read, or `If-None-Match: *` to make a new one. What is not a valid scenario yet is kept too: `POST /v1/validate` says what is wrong.',
  request: { params, headers: preconditions, body: { required: true, ...yamlText } },
  responses: {
    200: json('It was replaced', entry),
    201: json('It was made', entry),
    ...problems(400, 409, 412, 415, 422, 428),
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/v1/scenarios/{name}',
  operationId: 'removeScenario',
  tags: ['scenarios'],
  summary: 'Removes a scenario',
  request: { params, headers: preconditions },
  responses: { 204: { description: 'It is gone' }, ...problems(400, 404, 409, 412, 428) },
});

/** Scenarios of the workspace: list, read, write, remove. */
export function scenarioRoutes({ workspace }: Services): Router {
  const app = router();

  app.openapi(list, async (c) => {
    const names = page(await workspace.names(), (name) => name, c.req.valid('query'));
    const files = await Promise.all(names.items.map((name) => workspace.read(name)));
    return c.json({ items: files.filter((file) => file !== undefined).map(entryOf), next: names.next }, 200);
  });

  app.openapi(read, async (c) => {
    const { name } = c.req.valid('param');
    const file = await workspace.read(name);
    if (file === undefined) return problem(c, 404, [unknown(name)]);
    const headers = { etag: file.etag, 'cache-control': 'no-cache' };
    const seen = c.req.header('if-none-match');
    if (seen !== undefined && namesEtag(seen, file.etag)) return c.body(null, 304, headers);
    return c.body(file.text, 200, { ...headers, 'content-type': `${yaml}; charset=utf-8` });
  });

  app.openapi(write, async (c) => {
    const { name } = c.req.valid('param');
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (![yaml, 'text/yaml', 'application/x-yaml', 'text/plain'].includes(type ?? '')) {
      const expected = `expected a body of type ${yaml}`;
      return problem(c, 415, [trouble('FW-HTTP-0005', ['header', 'content-type'], expected)]);
    }
    const expected = expectation(c.req.valid('header'), (await workspace.read(name))?.etag);
    if (expected === undefined) return problem(c, 428, [unconditional(name)]);
    const text = asText(await c.req.arrayBuffer());
    if (text === undefined) {
      return problem(c, 422, [
        trouble('FW-HTTP-0002', ['body'], 'the document is not UTF-8 text', 'save the file as UTF-8'),
      ]);
    }
    const written = await workspace.write(name, text, expected);
    if (written.kind !== 'written') return notWritten(c, name, written);
    return c.json(entryOf(written.file), written.created ? 201 : 200, {
      etag: written.file.etag,
      location: `/v1/scenarios/${name}`,
    });
  });

  app.openapi(remove, async (c) => {
    const { name } = c.req.valid('param');
    const now = await workspace.read(name);
    if (now === undefined) return problem(c, 404, [unknown(name)]);
    const expected = expectation(c.req.valid('header'), now.etag);
    if (expected === undefined) return problem(c, 428, [unconditional(name)]);
    const written = await workspace.remove(name, expected);
    return written === 'removed' ? c.body(null, 204) : notWritten(c, name, written);
  });

  return app;
}

function entryOf({ name, text, etag, size, modified }: ScenarioFile): z.infer<typeof entry> {
  return { name, title: titleIn(text), etag, size, modified };
}

function notWritten(c: Context, name: string, written: NotWritten): ReturnType<typeof problem<409 | 412>> {
  if (written.kind === 'stale') return stale(c, 'scenarios', name, written.etag);
  const message = `${name} cannot be written: ${written.why}`;
  return problem(c, 409, [trouble('FW-HTTP-0017', ['scenarios', name], message)]);
}

function unknown(name: string): Diagnostic {
  return trouble('FW-HTTP-0001', ['scenarios', name], `the workspace has no scenario ${name}`);
}

/** The text of some bytes, undefined where they are not UTF-8. */
function asText(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
