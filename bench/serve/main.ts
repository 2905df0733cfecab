// Cheap reads of `fleetwright serve` beside a bare hono app, and under a running plan, side by side in one run:
// `node bench/serve/main.ts [--json]`. BENCH_SECONDS per measurement (default 3), BENCH_ROUNDS (default 3).
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../../src/client/index.ts';
import { load, type Measured } from './load.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 3);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const connections = 8;
const paths = [
  '/v1',
  '/v1/catalog',
  '/v1/catalog/systems/hgx-h20-96',
  '/v1/rules/us-2026-05-31-hq-test',
  '/v1/me',
];

const folder = mkdtempSync(join(tmpdir(), 'fleetwright-bench-'));
const children: ChildProcess[] = [];

async function started(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  const line = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString();
      if (out.includes('\n')) resolve(out.split('\n')[0] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return (JSON.parse(line) as { readonly port: number }).port;
}

/** The median of the rounds, figure by figure. */
function median(all: readonly Measured[]): Measured {
  const of = (pick: (one: Measured) => number): number =>
    all.map(pick).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  return {
    perSecond: of((one) => one.perSecond),
    p50: of((one) => one.p50),
    p99: of((one) => one.p99),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
  };
}

/** One line of the table. */
function row(name: string, { perSecond, p50, p99, failed }: Measured): string {
  const figures = [perSecond.toFixed(0).padStart(8), p50.toFixed(2).padStart(9), p99.toFixed(2).padStart(9)];
  return [name.padEnd(26), ...figures, String(failed).padStart(7)].join(' ');
}

try {
  const store = join(folder, 'record.sqlite');
  const ours = await started([
    'bin/fleetwright.js',
    'serve',
    '--port',
    '0',
    '--dir',
    'scenarios',
    '--store',
    store,
    '--quiet',
    '--read-only',
  ]);
  const baseUrl = `http://127.0.0.1:${ours}`;
  const answers = await Promise.all(
    paths.map(async (path) => [path, await (await fetch(`${baseUrl}${path}`)).text()] as const),
  );
  const bare = await started(['bench/serve/bare.ts'], {
    BENCH_ANSWERS: JSON.stringify(Object.fromEntries(answers)),
  });
  const wish = { connections, seconds };
  await load(bare, paths, { connections, seconds: 1 });
  await load(ours, paths, { connections, seconds: 1 });
  const idle: { readonly bare: Measured; readonly ours: Measured }[] = [];
  for (let round = 0; round < rounds; round += 1)
    idle.push({ bare: await load(bare, paths, wish), ours: await load(ours, paths, wish) });

  const client = createClient({ baseUrl });
  const busy: { readonly bare: Measured; readonly ours: Measured }[] = [];
  const { data: job } = await client.plan({
    body: { scenario: { name: 'bytedance-2025' }, timeLimit: 600, gap: 0 },
  });
  for (;;) {
    const { data } = await client.readJob({ id: job.id });
    if (data.progress !== null) break;
    if (data.finishedAt !== null) throw new Error(`the plan ended: ${data.state}`);
  }
  for (let round = 0; round < rounds; round += 1)
    busy.push({ bare: await load(bare, paths, wish), ours: await load(ours, paths, wish) });
  const { data: still } = await client.readJob({ id: job.id });
  await client.cancelJob({ id: job.id });

  const result = {
    connections,
    seconds,
    rounds,
    planRanThroughout: still.state === 'running',
    idle: { bare: median(idle.map((one) => one.bare)), ours: median(idle.map((one) => one.ours)) },
    planning: { bare: median(busy.map((one) => one.bare)), ours: median(busy.map((one) => one.ours)) },
  };
  const ratios = {
    requestsPerSecondOfBare: result.idle.ours.perSecond / result.idle.bare.perSecond,
    p99UnderPlan: result.planning.ours.p99 / result.idle.ours.p99,
    p99OfBareUnderPlan: result.planning.bare.p99 / result.idle.bare.p99,
  };
  process.stdout.write(
    process.argv.includes('--json')
      ? `${JSON.stringify({ ...result, ratios }, null, 2)}\n`
      : [
          `${'cheap reads'.padEnd(26)} requests/s    p50 ms    p99 ms  failed`,
          row('bare hono', result.idle.bare),
          row('fleetwright serve', result.idle.ours),
          row('bare hono, plan running', result.planning.bare),
          row('serve, plan running', result.planning.ours),
          '',
          `requests/s beside bare hono: ${ratios.requestsPerSecondOfBare.toFixed(2)}`,
          `p99 with a plan running ÷ without: ${ratios.p99UnderPlan.toFixed(2)} (bare hono on the same machine: ${ratios.p99OfBareUnderPlan.toFixed(2)})`,
          `the plan ran throughout: ${result.planRanThroughout ? 'yes' : 'no'}`,
          '',
        ].join('\n'),
  );
} finally {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
