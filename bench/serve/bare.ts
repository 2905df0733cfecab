// A hono app with nothing around it, that answers with the bytes it is given: what `fleetwright serve` is measured beside.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const answers = JSON.parse(process.env.BENCH_ANSWERS ?? '{}') as Readonly<Record<string, string>>;
const app = new Hono();
for (const [path, text] of Object.entries(answers))
  app.get(path, (c) => c.body(text, 200, { 'content-type': 'application/json' }));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
