import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { freshFolder } from '../fixtures/databases.ts';
import { until } from './harness.ts';

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
  readonly log: () => string;
}

/** Starts the real command in a process of its own, on a free port. */
async function start(folder: string, ...flags: readonly string[]): Promise<Running> {
  const place = ['--dir', folder, '--store', join(folder, '.fleetwright', 'record.sqlite')];
  const child = spawn(process.execPath, ['bin/fleetwright.js', 'serve', '--port', '0', ...place, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  const line = await until(() => (out.includes('\n') ? out.split('\n')[0] : undefined));
  const { url, port } = JSON.parse(line) as { readonly url: string; readonly port: number };
  return { child, url, port, log: () => err };
}

function workspace(): string {
  const folder = freshFolder();
  copyFileSync('scenarios/cn-bank.yaml', join(folder, 'cn-bank.yaml'));
  copyFileSync('scenarios/bytedance-2025.yaml', join(folder, 'bytedance-2025.yaml'));
  return folder;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
  });

/** Sends bytes as they are and gives what comes back until the connection ends. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

/** The head of a request with a body of so many bytes. */
function head(length: number): string {
  return `POST /v1/validate HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
}

describe('a server process', { timeout: 240_000 }, () => {
  it('killed while it plans loses no job: the next one runs it to its end', async () => {
    const folder = workspace();
    const first = await start(folder);
    const client = createClient({ baseUrl: first.url });
    const { data: running } = await client.plan({
      body: { scenario: { name: 'bytedance-2025' }, timeLimit: 600, gap: 0 },
    });
    const { data: waiting } = await client.plan({ body: { scenario: { name: 'cn-bank' }, timeLimit: 20 } });
    await until(async () =>
      (await client.readJob({ id: running.id })).data.state === 'running' ? true : undefined,
    );
    await client.writeScenario({ name: 'kept', body: 'title: kept\n', 'if-none-match': '*' });
    first.child.kill('SIGKILL');
    await ended(first.child);

    const second = await start(folder);
    const after = createClient({ baseUrl: second.url });
    const again = await until(async () => {
      const { data } = await after.readJob({ id: running.id });
      return data.state === 'running' && data.starts === 2 ? data : undefined;
    });
    expect(again.starts).toBe(2);
    expect((await after.readScenario({ name: 'kept' })).data).toBe('title: kept\n');
    await after.cancelJob({ id: running.id });
    for (const id of [running.id, waiting.id]) {
      const events = [];
      for await (const event of await after.followJob({ id })) events.push(event);
      expect(events.length).toBeGreaterThan(0);
    }
    expect((await after.readJob({ id: running.id })).data.state).toBe('cancelled');
    const { data: done } = await after.readJob({ id: waiting.id });
    expect(done.state).toBe('succeeded');
    const { data: plan } = await after.readJobResult({ id: waiting.id });
    expect((await after.checkPlan({ body: { plan: { job: waiting.id } } })).data.ok).toBe(true);
    expect('scenarioHash' in plan && plan.scenarioHash).toBe(
      (JSON.parse(readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8')) as { scenarioHash: string })
        .scenarioHash,
    );
    const code = ended(second.child);
    second.child.kill('SIGTERM');
    expect(await code).toBe(0);
    expect(second.log()).not.toMatch(/"level":50|"level":60/u);
  });

  it('cuts off what is too large, too slow or no HTTP, and goes on', async () => {
    const { port, url } = await start(workspace(), '--max-body', '1', '--body-time', '1');
    expect(await raw(port, head(5_000_000))).toMatch(/^HTTP\/1\.1 413 .*FW-HTTP-0004/su);
    expect(await raw(port, `${head(100)}{"scenario"`)).toMatch(/^HTTP\/1\.1 408 .*FW-HTTP-0016/su);
    const chunk = `${(200_000).toString(16)}\r\n${'x'.repeat(200_000)}\r\n`;
    expect(
      await raw(port, head(0).replace('content-length: 0', 'transfer-encoding: chunked') + chunk.repeat(6)),
    ).toMatch(/^HTTP\/1\.1 413 /u);
    expect(await raw(port, 'GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /u);
    expect(await raw(port, 'GET /v1 HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /u);
    expect(await raw(port, `GET /v1 HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /u,
    );
    expect(
      await raw(
        port,
        'GET /v1/scenarios/../../etc/passwd HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n',
      ),
    ).toMatch(/^HTTP\/1\.1 404 /u);
    expect((await createClient({ baseUrl: url }).isAlive()).data.ok).toBe(true);
  });
});
