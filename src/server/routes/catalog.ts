import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  catalogKinds,
  describeEntry,
  findEntry,
  listEntries,
  type Catalog,
  type FoundEntry,
} from '../../catalog/index.ts';
import { didYouMean } from '../../diagnostics/index.ts';
import { json } from '../http/media.ts';
import { page, pageOf, pageQuery } from '../http/paging.ts';
import { problem, problems } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

const kind = z.enum(catalogKinds).openapi({ description: 'A kind of entry' });

const kindEntry = z
  .object({ kind, count: z.number().int().describe('Entries of this kind') })
  .openapi('CatalogKind');

const listed = z
  .object({ kind, id: z.string().describe('Of the entry'), title: z.string().describe('Its name') })
  .openapi('CatalogEntry');

const row = z
  .object({
    field: z.string().describe('Nested fields are joined with dots'),
    written: z.string().describe('As written, with its unit'),
    source: z.string().optional().describe('Key of its source'),
    grade: z.enum(['A', 'B', 'C', 'derived', 'assumed']).optional().describe('How good its source is'),
    date: z.string().optional().describe('When it was claimed'),
    reason: z.string().optional().describe('Why, where there is no source'),
    note: z.string().optional(),
  })
  .openapi('CatalogRow');

const source = z
  .object({
    key: z.string(),
    title: z.string(),
    ref: z.string().describe('URL, document number or path, as found'),
    date: z.string().optional().describe('Of publication'),
    grade: z.enum(['A', 'B', 'C', 'derived', 'assumed']),
    read: z.string().optional().describe('How it was read: in full, an excerpt, through another source'),
  })
  .openapi('Source');

const shown = z
  .object({
    kind,
    id: z.string(),
    title: z.string(),
    rows: z.array(row).describe('Field by field, each claim with its evidence'),
    sources: z.array(source).describe('The sources its claims name'),
  })
  .openapi('CatalogEntryDetail');

const kinds = createRoute({
  method: 'get',
  path: '/v1/catalog',
  operationId: 'listCatalogKinds',
  tags: ['catalog'],
  summary: 'Kinds of entries, with how many there are',
  responses: {
    200: json(
      'The kinds',
      z
        .object({ hash: z.string().describe('SHA-256 of the catalog'), kinds: z.array(kindEntry) })
        .openapi('CatalogOverview'),
    ),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/catalog/{kind}',
  operationId: 'listCatalogEntries',
  tags: ['catalog'],
  summary: 'Entries of a kind, by id',
  request: {
    params: z.object({ kind }),
    query: pageQuery.extend({
      q: z.string().max(100).optional().openapi({ description: 'Only those whose id or name contains this' }),
    }),
  },
  responses: { 200: json('A page of entries', pageOf(listed, 'CatalogPage')), ...problems(400) },
});

const show = createRoute({
  method: 'get',
  path: '/v1/catalog/{kind}/{id}',
  operationId: 'readCatalogEntry',
  tags: ['catalog'],
  summary: 'An entry with the source of every figure',
  request: {
    params: z.object({
      kind,
      id: z.string().max(200).openapi({ description: 'Of the entry; of a system also an alias' }),
    }),
  },
  responses: { 200: json('The entry', shown), ...problems(400, 404) },
});

/** The facts: kinds, entries, sources. */
export function catalogRoutes({ world }: Services): Router {
  const app = router();
  const { catalog } = world;

  app.openapi(kinds, (c) =>
    c.json(
      { hash: catalog.hash, kinds: catalogKinds.map((each) => ({ kind: each, count: catalog[each].size })) },
      200,
    ),
  );

  app.openapi(list, (c) => {
    const { q, ...wish } = c.req.valid('query');
    const part = q?.toLowerCase();
    const entries = listEntries(catalog, c.req.valid('param').kind)
      .map((each) => ({ kind: each.kind, id: each.id, title: titleOf(each.entry) }))
      .filter(
        ({ id, title }) =>
          part === undefined || id.toLowerCase().includes(part) || title.toLowerCase().includes(part),
      )
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return c.json(
      page(entries, ({ id }) => id, wish),
      200,
    );
  });

  app.openapi(show, (c) => {
    const { kind: of, id } = c.req.valid('param');
    const search = findEntry(catalog, `${of}/${id}`);
    const alias = search.ok || of !== 'systems' ? search : findEntry(catalog, id);
    if (!alias.ok || alias.found.kind !== of) return unknown(c, catalog, of, id);
    return c.json(detail(catalog, alias.found), 200);
  });

  return app;
}

function detail(catalog: Catalog, found: FoundEntry): z.infer<typeof shown> {
  const rows = describeEntry(found);
  const used = [...new Set(rows.flatMap((each) => each.source ?? []))].toSorted();
  return {
    kind: found.kind,
    id: found.id,
    title: titleOf(found.entry),
    rows: [...rows],
    sources: used.map((key) => catalog.sources.get(key)).filter((each) => each !== undefined),
  };
}

function unknown(
  c: Context,
  catalog: Catalog,
  of: FoundEntry['kind'],
  id: string,
): ReturnType<typeof problem<404>> {
  const guess = didYouMean(id, catalog[of].keys());
  return problem(c, 404, [
    trouble(
      'FW-HTTP-0001',
      ['catalog', of, id],
      `the catalog has no \`${id}\` among its ${of}`,
      guess === undefined ? `see GET /v1/catalog/${of}` : `did you mean \`${guess}\`?`,
    ),
  ]);
}

function titleOf(entry: object): string {
  const name =
    'title' in entry ? entry.title : 'name' in entry ? entry.name : 'system' in entry ? entry.system : '';
  return String(name);
}
