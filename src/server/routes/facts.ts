import { createRoute, z } from '@hono/zod-openapi';
import { catalogKinds, describeEntry, listEntries, type EntryRow } from '../../catalog/index.ts';
import { json } from '../http/media.ts';
import { problems } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import type { Services } from '../services.ts';

const kind = z.enum(catalogKinds).openapi({ description: 'A kind of entry' });
const row = z.object({
  field: z.string(),
  written: z.string(),
  source: z.string().optional(),
  grade: z.string().optional(),
  status: z.string().optional().describe('Where it is not simply reported'),
  date: z.string().optional(),
  reason: z.string().optional(),
  note: z.string().optional(),
});
const entry = z.object({ id: z.string(), rows: z.array(row).readonly() }).openapi('CatalogFacts');
const user = z
  .object({ kind: z.string(), id: z.string(), field: z.string().describe('Where it names it') })
  .openapi('CatalogUser');

const facts = createRoute({
  method: 'get',
  path: '/v1/facts/{kind}',
  operationId: 'readFacts',
  tags: ['catalog'],
  summary: 'Every entry of a kind, field by field with its evidence: a table at once',
  request: { params: z.object({ kind }) },
  responses: { 200: json('All entries', z.object({ items: z.array(entry) })), ...problems(400) },
});

const usedBy = createRoute({
  method: 'get',
  path: '/v1/used-by/{id}',
  operationId: 'findUsers',
  tags: ['catalog'],
  summary: 'Entries and rules that name an entry or a source by its id',
  request: {
    params: z.object({
      id: z.string().max(200).openapi({ description: 'Of an entry, or a key of a source' }),
    }),
  },
  responses: { 200: json('Who names it', z.object({ items: z.array(user) })), ...problems(400) },
});

/** The catalog as tables, and who rests on what. */
export function factRoutes({ world }: Services): Router {
  const app = router();
  const { catalog, rulebook } = world;
  const rowsOf = new Map<string, readonly { readonly id: string; readonly rows: readonly EntryRow[] }[]>();
  const all = (of: (typeof catalogKinds)[number]) => {
    const known = rowsOf.get(of);
    if (known) return known;
    const made = listEntries(catalog, of)
      .map((found) => ({ id: found.id, rows: describeEntry(found) }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    rowsOf.set(of, made);
    return made;
  };

  app.openapi(facts, (c) => c.json({ items: [...all(c.req.valid('param').kind)] }, 200));

  app.openapi(usedBy, (c) => {
    const { id } = c.req.valid('param');
    const names = ({ written, source, reason = '', note = '' }: EntryRow): boolean =>
      written === id || source === id || `${reason} ${note}`.includes(`source ${id})`);
    const entries = catalogKinds.flatMap((each) =>
      all(each).flatMap((one) => {
        const found = one.id === id ? undefined : one.rows.find(names);
        return found ? [{ kind: each, id: one.id, field: found.field }] : [];
      }),
    );
    const rules = rulebook.rules
      .filter(({ sources, when }) => sources.includes(id) || when.includes(id))
      .map((rule) => ({ kind: 'rules', id: rule.id, field: rule.sources.includes(id) ? 'sources' : 'when' }));
    return c.json({ items: [...entries, ...rules] }, 200);
  });

  return app;
}
