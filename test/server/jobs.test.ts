import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../src/server/jobs/job.ts';
import type { JobOutcome } from '../../src/server/jobs/runner.ts';
import { databases, freshFolder } from '../fixtures/databases.ts';
import { done, eventsOf, ScriptedRunner, startServer, until, type TestServer } from './harness.ts';

const wish = { scenario: { name: 'cn-bank' }, timeLimit: 10 };

async function submit(server: TestServer, body: unknown = wish, key?: string): Promise<Response> {
  return server.ask('POST', '/v1/plan', {
    body,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
}

async function job(server: TestServer, id: string): Promise<JobView> {
  return (await (await server.ask('GET', `/v1/jobs/${id}`)).json()) as JobView;
}

async function idOf(answer: Response): Promise<string> {
  expect(answer.status).toBe(202);
  return ((await answer.json()) as JobView).id;
}

const ended = (server: TestServer, id: string): Promise<JobView> =>
  until(async () => {
    const now = await job(server, id);
    return now.finishedAt === null ? undefined : now;
  });

/** Calls back when a signal is aborted, also where it is already. */
function whenAborted(signal: AbortSignal, then: () => void): void {
  if (signal.aborted) then();
  else signal.addEventListener('abort', then);
}

/** A runner whose jobs end when the test says so. */
function slow(): { readonly runner: ScriptedRunner; readonly end: (outcome: JobOutcome) => void } {
  const ends: ((outcome: JobOutcome) => void)[] = [];
  const runner = new ScriptedRunner(
    (_, { signal }) =>
      new Promise((resolve) => {
        ends.push(resolve);
        whenAborted(signal, () => resolve({ kind: 'nothing' }));
      }),
  );
  return { runner, end: (outcome) => ends.shift()?.(outcome) };
}

describe.each(databases)('jobs on $kind', ({ fresh }) => {
  it('run, tell their progress and give their result', async () => {
    const progress = { text: 'searching', part: 0.5, seconds: 1, incumbent: 2, bound: 1, gap: 0.5 };
    const runner = new ScriptedRunner(async (_, { onProgress }) => {
      onProgress(progress);
      return done();
    });
    const server = await startServer({ place: await fresh(), runner });
    const answer = await submit(server);
    const id = await idOf(answer);
    expect(answer.headers.get('location')).toBe(`/v1/jobs/${id}`);
    const now = await ended(server, id);
    expect(now).toMatchObject({ state: 'succeeded', starts: 1, progress, summary: { a: 1 } });
    expect(await (await server.ask('GET', now.result ?? '')).text()).toBe('{"a":1}\n');
    expect(JSON.parse(runner.tasks[0]?.input ?? '')).toMatchObject({
      scenario: { name: 'cn-bank', text: expect.stringContaining('title:') },
      timeLimit: 10,
      gap: 0.01,
    });
    const { items } = (await (await server.ask('GET', '/v1/jobs?state=succeeded')).json()) as {
      items: JobView[];
    };
    expect(items.map((each) => each.id)).toEqual([id]);
    expect((await server.ask('DELETE', `/v1/jobs/${id}`)).status).toBe(204);
    expect((await server.ask('GET', `/v1/jobs/${id}`)).status).toBe(404);
  });

  it('are asked for once per idempotency key', async () => {
    const { runner } = slow();
    const server = await startServer({ place: await fresh(), runner });
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(server, wish, 'key')));
    const ids = new Set(await Promise.all(answers.map(idOf)));
    expect(ids.size).toBe(1);
    const [id] = ids;
    // The document may have changed meanwhile: the request is still the same.
    writeFileSync(join(server.folder, 'cn-bank.yaml'), 'title: other\n');
    expect(await idOf(await submit(server, wish, 'key'))).toBe(id);
    const other = await submit(server, { ...wish, gap: 0.5 }, 'key');
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ diagnostics: [{ code: 'FW-HTTP-0009' }] });
    expect(await idOf(await submit(server, wish, 'key-2'))).not.toBe(id);
  });

  it('wait in turn, are cancelled while they wait or run, and are refused when too many wait', async () => {
    const { runner, end } = slow();
    const server = await startServer({ place: await fresh(), runner, mostWaiting: 2 });
    const first = await idOf(await submit(server));
    await until(async () => ((await job(server, first)).state === 'running' ? true : undefined));
    const second = await idOf(await submit(server));
    const third = await idOf(await submit(server));
    const full = await submit(server);
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '30']);
    await server.ask('POST', `/v1/jobs/${second}/cancel`);
    expect(await job(server, second)).toMatchObject({ state: 'cancelled', starts: 0, result: null });
    expect((await server.ask('DELETE', `/v1/jobs/${first}`)).status).toBe(409);
    await server.ask('POST', `/v1/jobs/${first}/cancel`);
    expect(await ended(server, first)).toMatchObject({ state: 'cancelled', result: null });
    await until(async () => ((await job(server, third)).state === 'running' ? true : undefined));
    end(await done());
    end(await done());
    expect(await ended(server, third)).toMatchObject({ state: 'succeeded' });
    const none = await server.ask('GET', `/v1/jobs/${second}/result`);
    expect(none.status).toBe(409);
  });

  it('keep what there was when they were cancelled', async () => {
    const runner = new ScriptedRunner(
      (_, { signal }) =>
        new Promise((resolve) => {
          whenAborted(signal, () => void done().then(resolve));
        }),
    );
    const server = await startServer({ place: await fresh(), runner });
    const id = await idOf(await submit(server));
    await until(async () => ((await job(server, id)).state === 'running' ? true : undefined));
    await server.ask('POST', `/v1/jobs/${id}/cancel`);
    expect(await ended(server, id)).toMatchObject({ state: 'cancelled', result: `/v1/jobs/${id}/result` });
  });

  it('fail with the diagnostics of their input', async () => {
    const diagnostics = [{ code: 'FW-SCN-0001', severity: 'error' as const, path: ['a', 0], message: 'no' }];
    const runner = new ScriptedRunner(async () => ({ kind: 'refused', diagnostics }));
    const server = await startServer({ place: await fresh(), runner });
    const id = await idOf(await submit(server));
    expect(await ended(server, id)).toMatchObject({
      state: 'failed',
      problem: { status: 422, detail: 'no', diagnostics },
    });
  });

  it('are tried again when their process dies, but not for ever', async () => {
    let starts = 0;
    const runner = new ScriptedRunner(async () => {
      starts += 1;
      return starts < 3 ? { kind: 'died', why: 'killed' } : done();
    });
    const server = await startServer({ place: await fresh(), runner });
    const id = await idOf(await submit(server));
    expect(await ended(server, id)).toMatchObject({ state: 'succeeded', starts: 3 });
    starts = -10;
    const other = await idOf(await submit(server));
    expect(await ended(server, other)).toMatchObject({
      state: 'failed',
      starts: 3,
      problem: { diagnostics: [{ code: 'FW-HTTP-0012' }] },
    });
  });

  it('survive a server that stops: what ran is run again, what waited waits on', async () => {
    const place = await fresh();
    const { runner } = slow();
    const before = await startServer({ place, runner });
    const ids = [await idOf(await submit(before)), await idOf(await submit(before))];
    await until(async () => ((await job(before, ids[0]!)).state === 'running' ? true : undefined));
    await before.close();
    const after = await startServer({ place });
    const ends = await Promise.all(ids.map((id) => ended(after, id)));
    expect(ends.map(({ state, starts }) => [state, starts])).toEqual([
      ['succeeded', 2],
      ['succeeded', 1],
    ]);
  });

  it('run once when two servers share a store', async () => {
    const place = await fresh();
    const one = new ScriptedRunner(done);
    const two = new ScriptedRunner(done);
    const servers = [
      await startServer({ place, runner: one }),
      await startServer({ place, runner: two }),
    ] as const;
    const ids = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => idOf(await submit(servers[index % 2 === 0 ? 0 : 1]))),
    );
    for (const id of ids)
      expect(await ended(servers[0], id)).toMatchObject({ state: 'succeeded', starts: 1 });
    expect([...one.tasks, ...two.tasks].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });
});

describe('a job that another server runs', () => {
  it('is cancelled through the store', { timeout: 60_000 }, async () => {
    const place = { kind: 'sqlite' as const, path: join(freshFolder(), 'shared.sqlite') };
    const { runner } = slow();
    const runs = await startServer({ place, runner });
    const id = await idOf(await submit(runs));
    await until(async () => ((await job(runs, id)).state === 'running' ? true : undefined));
    const other = await startServer({ place });
    await other.ask('POST', `/v1/jobs/${id}/cancel`);
    expect(await ended(other, id)).toMatchObject({ state: 'cancelled', starts: 1 });
  });
});

describe('the stream of a job', () => {
  it('begins with its state, ends with its end, and goes on where a reader was cut off', async () => {
    let say: ((text: string) => void) | undefined;
    let end: ((outcome: JobOutcome) => void) | undefined;
    const runner = new ScriptedRunner(
      (_, { onProgress }) =>
        new Promise((resolve) => {
          say = (text) =>
            onProgress({ text, part: null, seconds: 0, incumbent: null, bound: null, gap: null });
          end = resolve;
        }),
    );
    const server = await startServer({ runner });
    const id = await idOf(await submit(server));
    await until(() => say);
    const reading = eventsOf(
      await server.ask('GET', `/v1/jobs/${id}/events`),
      (events) => events.length === 3,
    );
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    say?.('one');
    say?.('two');
    const first = await reading;
    expect(first.map(({ type }) => type)).toEqual(['state', 'progress', 'progress']);
    expect(first[0]?.data).toMatchObject({ id, state: 'running' });
    say?.('three');
    end?.(await done());
    await ended(server, id);
    const resume = async (last: string) =>
      eventsOf(await server.ask('GET', `/v1/jobs/${id}/events`, { headers: { 'last-event-id': last } }));
    const rest = await resume(first[1]?.id ?? '');
    expect(
      rest.map(({ type, data }) => [
        type,
        (data as { text?: string; state?: string }).text ?? (data as JobView).state,
      ]),
    ).toEqual([
      ['progress', 'two'],
      ['progress', 'three'],
      ['state', 'succeeded'],
    ]);
    // Of another run of the server, or of no run at all: the present state, and that is the end.
    for (const last of ['other-3', 'nonsense', `${first[0]?.id.split('-')[0]}-99`]) {
      expect((await resume(last)).map(({ type, data }) => [type, (data as JobView).state])).toEqual([
        ['state', 'succeeded'],
      ]);
    }
  });
});
