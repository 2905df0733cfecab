import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { databases } from '../fixtures/databases.ts';
import { startServer, tokenOf, type TestServer } from './harness.ts';

const plan = { text: readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8') };
const scenario = { name: 'cn-bank' };

interface Seen {
  readonly status: number;
  readonly etag: string | null;
  readonly body: {
    readonly versions?: readonly {
      readonly state: string;
      readonly author: string;
      readonly checked: unknown;
    }[];
    readonly diagnostics?: readonly { readonly code: string }[];
    readonly [key: string]: unknown;
  };
}

async function ask(
  server: TestServer,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const answer = await server.ask(method, `/v1/records${path}`, {
    ...(body !== undefined && { body }),
    headers,
  });
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    body: (await answer.json()) as Seen['body'],
  };
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe.each(databases)('records on $kind', ({ fresh }) => {
  it('take plans from draft to approval, which nobody gives to his own', async () => {
    const server = await startServer({ place: await fresh(), team: true });
    const ana = bearer(await tokenOf(server, 'ana', ['planner', 'approver']));
    const bob = bearer(await tokenOf(server, 'bob', ['approver']));
    const added = await ask(server, 'POST', '/bank/versions', { plan, scenario, message: 'first' }, ana);
    expect(added.status).toBe(200);
    expect(added.body.versions).toMatchObject([
      {
        number: 1,
        state: 'draft',
        author: 'ana',
        checked: { violations: 0 },
        facts: { scenario: 'cn-bank' },
      },
    ]);
    expect((await ask(server, 'POST', '/bank/versions/1/approve', {}, bob)).body.diagnostics?.[0]?.code).toBe(
      'FW-STO-0015',
    );
    expect((await ask(server, 'POST', '/bank/versions/1/propose', {}, ana)).status).toBe(200);
    const own = await ask(server, 'POST', '/bank/versions/1/approve', {}, ana);
    expect([own.status, own.body.diagnostics?.map(({ code }) => code)]).toEqual([409, ['FW-STO-0019']]);
    expect((await ask(server, 'POST', '/bank/versions/1/approve', { author: 'eve' }, bob)).status).toBe(422);
    const approved = await ask(server, 'POST', '/bank/versions/1/approve', { message: 'go' }, bob);
    expect(approved.body.versions?.[0]?.state).toBe('approved');
    const { items } = (await ask(server, 'GET', '', undefined, bob)).body as never as { items: unknown[] };
    expect(items).toMatchObject([{ id: 'bank', versions: 1, inForce: 1, etag: approved.etag }]);
    expect((await ask(server, 'GET', '/bank/verify', undefined, bob)).body).toMatchObject({ ok: true });
    const kept = await server.ask('GET', '/v1/records/bank/versions/1/plan', { headers: bob });
    expect(await kept.text()).toBe(plan.text);
    const made = await server.ask('GET', '/v1/records/bank/versions/1/scenario', { headers: bob });
    expect(await made.text()).toBe(readFileSync('scenarios/cn-bank.yaml', 'utf8'));
    const told = (await ask(server, 'GET', '/bank/history?limit=2', undefined, bob)).body as never as {
      items: { event: { kind: string } }[];
      next: string;
    };
    expect(told.items.map(({ event }) => event.kind)).toEqual(['created', 'version-added']);
    const rest = (await ask(server, 'GET', `/bank/history?cursor=${told.next}`, undefined, bob))
      .body as never as typeof told;
    expect(rest.items.map(({ event }) => event.kind)).toEqual(['proposed', 'approved']);
  });

  it('are changed only in the state that was read, where a writer says so', async () => {
    const server = await startServer({ place: await fresh() });
    const first = await ask(server, 'POST', '', { id: 'r', title: 'A record', author: 'Ann' });
    const seen = { 'if-match': first.etag ?? '' };
    const notes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask(server, 'POST', '/r/notes', { text: `note ${index}` }, seen),
      ),
    );
    expect(notes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(notes.filter(({ status }) => status === 412)).toHaveLength(19);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => ask(server, 'POST', '/r/notes', { text: `note ${index}` })),
    );
    const now = await ask(server, 'GET', '/r');
    expect(now.body['notes']).toHaveLength(21);
    expect(
      (await server.ask('GET', '/v1/records/r', { headers: { 'if-none-match': now.etag ?? '' } })).status,
    ).toBe(304);
  });

  it('refuse what is not there and what makes no sense', async () => {
    const server = await startServer({ place: await fresh() });
    expect((await ask(server, 'GET', '/none')).status).toBe(404);
    expect((await ask(server, 'POST', '/none/notes', { text: 'x' })).status).toBe(404);
    expect((await ask(server, 'POST', '/r/versions', { plan: { text: '{}' } })).status).toBe(422);
    expect((await ask(server, 'POST', '/r/versions', { plan: { record: 'none', version: 1 } })).status).toBe(
      404,
    );
    expect((await ask(server, 'GET', '/r')).status).toBe(404);
    await ask(server, 'POST', '/r/versions', { plan, scenario });
    expect((await ask(server, 'POST', '/r/versions/7/propose', {})).status).toBe(404);
    expect((await ask(server, 'GET', '/r/diff?from=1&to=9')).status).toBe(404);
    expect((await ask(server, 'GET', '/r/diff?from=1&to=1')).body).toMatchObject({ same: true });
    expect((await ask(server, 'POST', '/r/frozen', { version: 1, line: 'none' })).status).toBe(404);
    const { lines } = JSON.parse(plan.text) as { readonly lines: readonly { readonly id: string }[] };
    const line = lines[0]?.id;
    const frozen = await ask(server, 'POST', '/r/frozen', { version: 1, line, reason: 'ordered' });
    expect(frozen.body['frozen']).toHaveLength(1);
    const released = await ask(server, 'POST', '/r/released', { line, reason: 'cancelled' });
    expect(released.body['frozen']).toHaveLength(0);
    expect(
      (
        await ask(server, 'POST', '/r/versions/1/sign-offs', {
          concern: 'x',
          name: 'n',
          until: '2020-01-01',
          reason: 'r',
        })
      ).status,
    ).toBe(422);
  });
});
