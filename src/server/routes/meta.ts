import { createRoute, z } from '@hono/zod-openapi';
import { catalogKinds } from '../../catalog/index.ts';
import { hasErrors } from '../../diagnostics/index.ts';
import { version } from '../../pipeline/index.ts';
import { planJsonSchema } from '../../plan/index.ts';
import { scenarioJsonSchema, starterScenario } from '../../scenario/index.ts';
import { json, yamlContent } from '../http/media.ts';
import { problem, problems } from '../http/problem.ts';
import { router, type Router } from '../http/router.ts';
import { messageBook } from '../message-books.ts';
import { trouble } from '../messages.ts';
import { exposition } from '../observe/exposition.ts';
import type { Services } from '../services.ts';

const about = z
  .object({
    name: z.literal('fleetwright'),
    version: z.string().describe('Of the program'),
    catalogHash: z.string().describe('SHA-256 of the facts it answers from'),
    rulebookHash: z.string().describe('SHA-256 of the rules it answers from'),
    counts: z.record(z.string(), z.number().int()).describe('Entries of the catalog by kind, and rules'),
    readOnly: z.boolean().describe('Scenarios cannot be written'),
    mostBodyBytes: z.number().int().describe('Largest body that is taken'),
  })
  .openapi('About');

const index = createRoute({
  method: 'get',
  path: '/v1',
  operationId: 'about',
  tags: ['server'],
  summary: 'What this server is and what it answers from',
  responses: { 200: json('The server', about) },
});

const health = z.object({ ok: z.boolean() }).openapi('Health');

const alive = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'isAlive',
  tags: ['server'],
  summary: 'The process answers',
  responses: { 200: json('It does', health) },
});

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'isReady',
  tags: ['server'],
  summary: 'The server can do its work: facts read, record open, not stopping',
  responses: { 200: json('It can', health), ...problems(503) },
});

const schemaOf = createRoute({
  method: 'get',
  path: '/v1/schemas/{name}',
  operationId: 'readSchema',
  tags: ['server'],
  summary: 'JSON Schema of the scenario or the plan file, for editors',
  request: { params: z.object({ name: z.enum(['scenario', 'plan']) }) },
  responses: { 200: json('JSON Schema, draft 7', z.record(z.string(), z.unknown())), ...problems(400) },
});

const starter = createRoute({
  method: 'get',
  path: '/v1/starter',
  operationId: 'readStarter',
  tags: ['scenarios'],
  summary: 'A commented scenario that plans as it stands, to begin with',
  responses: {
    200: { description: 'YAML', content: yamlContent },
  },
});

const explained = createRoute({
  method: 'get',
  path: '/v1/diagnostics/{code}',
  operationId: 'explainDiagnostic',
  tags: ['server'],
  summary: 'What a diagnostic means and what to do',
  request: {
    params: z.object({
      code: z
        .string()
        .regex(/^FW-[A-Z]{2,6}-\d{4}$/u, 'expected a code such as FW-SCN-0012')
        .openapi({ description: 'Of a diagnostic', example: 'FW-HTTP-0001' }),
    }),
  },
  responses: {
    200: json(
      'In words',
      z
        .object({ code: z.string(), title: z.string(), explain: z.string().describe('Why, and what to do') })
        .openapi('DiagnosticExplained'),
    ),
    ...problems(400, 404),
  },
});

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  operationId: 'readMetrics',
  tags: ['server'],
  summary: 'Counters and gauges for Prometheus',
  responses: { 200: { description: 'Prometheus text', content: { 'text/plain': { schema: z.string() } } } },
});

/** The server itself: what it is, whether it works, the schemas of its files. */
export function metaRoutes({ world, workspace, jobs, metrics, settings, stop }: Services): Router {
  const app = router();
  const { catalog, rulebook } = world;
  const counts = Object.fromEntries(catalogKinds.map((kind) => [kind, catalog[kind].size]));
  const self: z.infer<typeof about> = {
    name: 'fleetwright',
    version,
    catalogHash: catalog.hash,
    rulebookHash: rulebook.hash,
    counts: { ...counts, rules: rulebook.rules.length },
    readOnly: workspace.readOnly,
    mostBodyBytes: settings.mostBytes,
  };
  const schemas = {
    scenario: { ...scenarioJsonSchema() } as Record<string, unknown>,
    plan: { ...planJsonSchema() },
  };

  app.openapi(index, (c) => c.json(self, 200));
  app.openapi(alive, (c) => c.json({ ok: true }, 200));
  app.openapi(ready, (c) => {
    if (!stop.aborted && !hasErrors(world.diagnostics)) return c.json({ ok: true }, 200);
    const why = stop.aborted ? 'the server is stopping' : 'the catalog has errors';
    return problem(c, 503, [trouble('FW-HTTP-0010', [], why)], { 'retry-after': '5' });
  });
  app.openapi(schemaOf, (c) => c.json(schemas[c.req.valid('param').name], 200));
  app.openapi(starter, (c) =>
    c.body(starterScenario(), 200, { 'content-type': 'application/yaml; charset=utf-8' }),
  );

  app.openapi(explained, (c) => {
    const { code } = c.req.valid('param');
    const entry = messageBook[code];
    if (entry) return c.json({ code, title: entry.title, explain: entry.explain }, 200);
    return problem(c, 404, [trouble('FW-HTTP-0001', ['path', 'code'], `there is no diagnostic ${code}`)]);
  });

  app.openapi(metricsRoute, async (c) => {
    const waiting = await jobs.countWaiting();
    const text = exposition(metrics.families({ waiting, running: jobs.runningCount, version }));
    return c.text(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });

  return app;
}
