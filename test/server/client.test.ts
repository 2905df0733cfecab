import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientText } from '../../scripts/http-client.ts';
import { createClient, isProblem } from '../../src/client/index.ts';
import { operationTable } from '../../src/client/generated.ts';
import { describeApi, listen, openApiDocument, operationsOf } from '../../src/server/index.ts';
import { ScriptedRunner, startServer, tokenOf, world } from './harness.ts';

describe('the client', () => {
  it('is the one that the OpenAPI document gives: run `node scripts/http-client.ts`', async () => {
    const { app } = await startServer();
    const document = openApiDocument(app);
    expect(describeApi(world())).toEqual(document);
    expect(readFileSync('src/client/generated.ts', 'utf8')).toBe(clientText(document as never));
    expect(Object.keys(operationTable).toSorted()).toEqual(
      operationsOf(app)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('reads, writes, plans and follows over a real connection', async () => {
    const progress = { text: 'on it', part: 0.5, seconds: 1, incumbent: null, bound: null, gap: null };
    const runner = new ScriptedRunner(async (_, { onProgress }) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      onProgress(progress);
      return {
        kind: 'done',
        result: readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8'),
        summary: {},
      };
    });
    const server = await startServer({ runner });
    const listening = await listen(server.app, { host: '127.0.0.1', port: 0 });
    onTestFinished(() => listening.close(100));
    const client = createClient({ baseUrl: `http://127.0.0.1:${listening.port}` });
    const made = await client.writeScenario({ name: 'mine', body: 'title: mine\n', 'if-none-match': '*' });
    expect([made.status, made.data.title]).toEqual([201, 'mine']);
    expect((await client.readScenario({ name: 'mine' })).data).toBe('title: mine\n');
    const stale = await client
      .writeScenario({ name: 'mine', body: 'title: other\n', 'if-match': '"old"' })
      .catch((error: unknown) => error);
    expect(isProblem(stale) && stale.problem?.diagnostics[0]?.code).toBe('FW-HTTP-0007');
    expect((await client.listScenarios({ limit: 1 })).data.items.map(({ name }) => name)).toEqual([
      'cn-bank',
    ]);
    const { data: job } = await client.plan({
      body: { scenario: { name: 'cn-bank' }, gap: 0.02 },
      'idempotency-key': 'once',
    });
    const events = [];
    for await (const event of await client.followJob({ id: job.id })) events.push(event);
    expect(events.map(({ type }) => type)).toContain('progress');
    expect(events.at(-1)?.data).toMatchObject({ state: 'succeeded' });
    const { data: plan } = await client.readJobResult({ id: job.id });
    expect('scenarioHash' in plan && plan.scenario).toBe('cn-bank');
    expect((await client.checkPlan({ body: { plan: { job: job.id } } })).data).toEqual({
      ok: true,
      violations: [],
    });
    expect((await client.removeScenario({ name: 'mine', 'if-match': '*' })).status).toBe(204);
  });

  it('signs in with a token', async () => {
    const server = await startServer({ team: true });
    const listening = await listen(server.app, { host: '127.0.0.1', port: 0 });
    onTestFinished(() => listening.close(100));
    const baseUrl = `http://127.0.0.1:${listening.port}`;
    const token = await tokenOf(server, 'ana', ['viewer']);
    expect((await createClient({ baseUrl, token }).whoAmI()).data.name).toBe('ana');
    const refused = await createClient({ baseUrl })
      .whoAmI()
      .catch((error: unknown) => error);
    expect(isProblem(refused) && refused.status).toBe(401);
  });
});
