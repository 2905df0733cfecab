import { describe, expect, it } from 'vitest';
import { accessMatrix, mayDo, operationsOf, roles, type Role } from '../../src/server/index.ts';
import { databases } from '../fixtures/databases.ts';
import { startServer, tokenOf, type TestServer } from './harness.ts';

/** A request that reaches the handler of an operation or is refused by its own checks; never by a missing route. */
function address(path: string): string {
  const samples: Readonly<Record<string, string>> = {
    '{kind}': 'systems',
    '{code}': 'FW-HTTP-0001',
    '{id}': 'abcdefabcdefabcd',
    '{version}': '1',
    '{hash}': 'a'.repeat(64),
  };
  const named = path === '/v1/schemas/{name}' ? path.replace('{name}', 'plan') : path;
  return named.replaceAll(/\{\w+\}/gu, (part) => samples[part] ?? 'absent');
}

/** What the table says in words, so that the table and the code that reads it are not tested by themselves. */
function expected(operation: string, role: Role | 'nobody' | 'no role'): 'in' | 401 | 403 {
  const access = accessMatrix[operation];
  if (access === 'anyone') return 'in';
  if (role === 'nobody') return 401;
  if (access === 'user') return 'in';
  return access?.includes(role as Role) ? 'in' : 403;
}

const header = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

describe('the table of who may do what', () => {
  it('has a row for every operation, and none for what is not there', async () => {
    const { app } = await startServer();
    expect(Object.keys(accessMatrix).toSorted()).toEqual(
      operationsOf(app)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('leaves every change to roles, and what shows users to administrators', async () => {
    const { app } = await startServer();
    const questions = new Set([
      'validate',
      'findPlaces',
      'checkPlan',
      'explainPlan',
      'reportPlan',
      'makePage',
      'exportPlan',
      'diffPlans',
      'verifyEvidence',
    ]);
    for (const { id, method } of operationsOf(app)) {
      if (method === 'GET' || questions.has(id)) continue;
      expect(accessMatrix[id]).toBeInstanceOf(Array);
    }
    for (const id of [
      'listUsers',
      'addUser',
      'changeUser',
      'listTokens',
      'addToken',
      'revokeToken',
      'readAudit',
    ])
      expect(accessMatrix[id]).toEqual(['admin']);
  });

  it('refuses an operation it does not know', () => {
    expect(mayDo('constructor', ['admin'])).toBe('no');
    expect(mayDo('unheard', [...roles])).toBe('no');
  });

  it('is kept, cell by cell', async () => {
    const server = await startServer({ team: true });
    const people: (readonly [Role | 'nobody' | 'no role', string | undefined])[] = [
      ['nobody', undefined],
      ['no role', await tokenOf(server, 'none', [])],
    ];
    for (const role of roles) people.push([role, await tokenOf(server, role, [role])]);
    let cells = 0;
    for (const { id, method, path } of operationsOf(server.app)) {
      if (['followEvents'].includes(id)) continue;
      for (const [role, token] of people) {
        const answer = await server.ask(method, address(path), {
          headers: { ...header(token), 'content-type': 'application/json' },
          ...(method === 'GET' || method === 'DELETE' ? {} : { text: '{}' }),
        });
        await answer.body?.cancel();
        const wanted = expected(id, role);
        const got = [401, 403].includes(answer.status) ? answer.status : 'in';
        expect(`${id} ${role}: ${got}`).toBe(`${id} ${role}: ${wanted}`);
        expect(answer.status).toBeLessThan(500);
        cells += 1;
      }
    }
    expect(cells).toBeGreaterThan(200);
  });
});

/** The part of `fw_ID_SECRET` that is kept nowhere; it is base64url and may hold underscores itself. */
function secretOf(token: string): string {
  const secret = /^[^_]+_[^_]+_(?<secret>[\w-]{32,})$/u.exec(token)?.groups?.secret;
  if (secret === undefined) throw new Error('not a token');
  return secret;
}

async function statusOf(server: TestServer, token: string | undefined): Promise<number> {
  return (await server.ask('GET', '/v1/me', { headers: header(token) })).status;
}

describe.each(databases)('tokens on $kind', ({ fresh }) => {
  it('let in while they are in force, and are kept as hashes', async () => {
    const server = await startServer({ team: true, place: await fresh(), tokenCost: undefined });
    const ana = await tokenOf(server, 'ana', ['planner']);
    const answer = await server.ask('GET', '/v1/me', { headers: header(ana) });
    expect(await answer.json()).toEqual({ team: true, name: 'ana', roles: ['planner'] });
    const { hash } = await server.store.db.selectFrom('tokens').select('hash').executeTakeFirstOrThrow();
    expect(hash).toMatch(/^scrypt\$16384\$8\$1\$/u);
    expect(hash).not.toContain(secretOf(ana));
    expect(await statusOf(server, undefined)).toBe(401);
    expect(await statusOf(server, `${ana.slice(0, -1)}${ana.endsWith('A') ? 'B' : 'A'}`)).toBe(401);
    await server.services.team?.revokeToken(ana.split('_')[1] ?? '');
    expect(await statusOf(server, ana)).toBe(401);
  });

  it('end with their day, and with their user', async () => {
    const server = await startServer({ team: true, place: await fresh() });
    const ana = await tokenOf(server, 'ana', ['planner']);
    await tokenOf(server, 'boss', ['admin']);
    expect(await statusOf(server, ana)).toBe(200);
    await server.services.team?.changeUser('ana', { disabled: true });
    expect(await statusOf(server, ana)).toBe(401);
    await server.services.team?.changeUser('ana', { disabled: false });
    expect(await statusOf(server, ana)).toBe(200);
    await server.store.db.updateTable('tokens').set({ expires_at: '2020-01-01T00:00:00.000Z' }).execute();
    expect(await statusOf(server, ana)).toBe(401);
  });

  it('are given by administrators over HTTP, who cannot lock themselves out', async () => {
    const server = await startServer({ team: true, place: await fresh() });
    const headers = header(await tokenOf(server, 'boss', ['admin']));
    const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
      server.ask(method, path, { headers, ...(body !== undefined && { body }) });
    expect((await ask('POST', '/v1/users', { name: 'ben', roles: ['viewer'] })).status).toBe(201);
    expect((await ask('POST', '/v1/users', { name: 'ben', roles: [] })).status).toBe(409);
    const made = (await (await ask('POST', '/v1/users/ben/tokens', { label: 'x', days: 1 })).json()) as {
      id: string;
      token: string;
    };
    expect(await statusOf(server, made.token)).toBe(200);
    const listed = await (await ask('GET', '/v1/users/ben/tokens')).text();
    expect(listed).toContain(made.id);
    expect(listed).not.toContain(secretOf(made.token));
    expect((await ask('DELETE', `/v1/tokens/${made.id}`)).status).toBe(204);
    expect((await ask('DELETE', `/v1/tokens/${made.id}`)).status).toBe(404);
    expect((await ask('PATCH', '/v1/users/boss', { disabled: true })).status).toBe(409);
    expect((await ask('PATCH', '/v1/users/boss', { roles: ['viewer'] })).status).toBe(409);
    expect((await ask('PATCH', '/v1/users/ben', { roles: ['admin'] })).status).toBe(200);
    expect((await ask('PATCH', '/v1/users/boss', { roles: ['viewer'] })).status).toBe(200);
    expect((await ask('GET', '/v1/users')).status).toBe(403);
  });
});

describe.each(databases)('the audit on $kind', ({ fresh }) => {
  it('has every change that was asked for, done or refused, and no reading', async () => {
    const server = await startServer({ team: true, place: await fresh() });
    const boss = header(await tokenOf(server, 'boss', ['admin']));
    const viewer = header(await tokenOf(server, 'vic', ['viewer']));
    const planner = header(await tokenOf(server, 'ana', ['planner']));
    const put = async (headers: Record<string, string>): Promise<number> =>
      (
        await server.ask('PUT', '/v1/scenarios/new', {
          text: 'title: x',
          headers: { 'if-none-match': '*', ...headers },
        })
      ).status;
    expect([await put(viewer), await put(planner), await put(planner)]).toEqual([403, 201, 412]);
    await server.ask('GET', '/v1/scenarios', { headers: planner });
    const { items } = (await (await server.ask('GET', '/v1/audit', { headers: boss })).json()) as {
      items: { user: string; action: string; target: string; status: number; request: string }[];
    };
    expect(
      items
        .toReversed()
        .map(({ user, action, status }) => `${user} ${action} ${status}`)
        .toSorted(),
    ).toEqual(
      [
        'vic writeScenario 403',
        'ana writeScenario 100',
        'ana writeScenario 201',
        'ana writeScenario 100',
        'ana writeScenario 412',
      ].toSorted(),
    );
    await expect(server.store.db.deleteFrom('audit').execute()).rejects.toThrow('only ever added to');
    await expect(server.store.db.updateTable('audit').set({ status: 1 }).execute()).rejects.toThrow(
      'only ever added to',
    );
  });

  it('comes first: a change that cannot be written down is not done', async () => {
    const server = await startServer({ team: true, place: await fresh() });
    const planner = header(await tokenOf(server, 'ana', ['planner']));
    await server.store.db.schema.dropTable('audit').execute();
    const answer = await server.ask('PUT', '/v1/scenarios/new', {
      text: 'title: x',
      headers: { 'if-none-match': '*', ...planner },
    });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/audit|sqlite|relation|node:|\.ts/iu);
    expect(await server.services.workspace.read('new')).toBeUndefined();
  });
});

describe('who asks too often', () => {
  it('is told to wait: wrong tokens per address, requests per user', async () => {
    const server = await startServer({ team: true });
    const token = await tokenOf(server, 'ana', ['viewer']);
    const batch = (): Promise<Response[]> =>
      Promise.all(Array.from({ length: 150 }, () => server.ask('GET', '/v1', { headers: header(token) })));
    const many = [...(await batch()), ...(await batch())];
    const refused = many.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    const guesses: number[] = [];
    for (let index = 0; index < 12; index += 1)
      guesses.push((await server.ask('GET', '/v1', { headers: header('fw_0_0') })).status);
    expect(guesses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(guesses.at(-1)).toBe(429);
  });
});

describe('a server without a team', () => {
  it('answers this machine alone, and no page of another site', async () => {
    const { ask } = await startServer();
    expect(await (await ask('GET', '/v1/me')).json()).toMatchObject({ team: false, name: null });
    expect((await ask('GET', '/v1/users')).status).toBe(404);
    const from = async (headers: Record<string, string>): Promise<number> =>
      (await ask('GET', '/v1', { headers })).status;
    expect(await from({ host: 'localhost:7415' })).toBe(200);
    expect(await from({ host: '[::1]:7415' })).toBe(200);
    expect(await from({ host: 'evil.example' })).toBe(403);
    expect(await from({ host: 'localhost.evil.example:80' })).toBe(403);
    expect(await from({ host: '127.0.0.1:7415', origin: 'http://127.0.0.1:7415' })).toBe(200);
    expect(await from({ host: '127.0.0.1:7415', origin: 'http://127.0.0.1:8000' })).toBe(403);
    expect(await from({ host: '127.0.0.1:7415', origin: 'http://evil.example' })).toBe(403);
    expect(await from({ host: '127.0.0.1:7415', origin: 'null' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'none' })).toBe(200);
  });
});
