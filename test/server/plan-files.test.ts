import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScriptedRunner, startServer, until, type TestServer } from './harness.ts';

const planText = readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8');

/** A server with a job whose result is the golden plan. */
async function withPlan(): Promise<TestServer & { readonly job: string }> {
  const server = await startServer({
    runner: new ScriptedRunner(async () => ({ kind: 'done', result: planText, summary: {} })),
  });
  const asked = await server.ask('POST', '/v1/plan', { body: { scenario: { name: 'cn-bank' } } });
  const { id: job } = (await asked.json()) as { id: string };
  await until(async () => (await server.services.jobs.result(job)) ?? undefined);
  return { ...server, job };
}

describe('plan files', () => {
  it('are written against the state that was read, and so none is lost', async () => {
    const { ask, job, folder } = await withPlan();
    const keep = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      ask('POST', '/v1/plan-files', { body: { job, name: 'mine' }, headers });
    expect((await keep({})).status).toBe(428);
    expect((await keep({ 'if-match': '"x"' })).status).toBe(412);
    const made = await keep({ 'if-none-match': '*' });
    expect(made.status).toBe(201);
    const etag = made.headers.get('etag') ?? '';
    expect(await made.json()).toEqual({ name: 'mine', etag });
    expect((await keep({ 'if-none-match': '*' })).status).toBe(412);
    const listed = (await (await ask('GET', '/v1/plan-files')).json()) as { items: { etag: string }[] };
    expect(listed.items).toMatchObject([{ name: 'mine', etag, scenario: 'cn-bank' }]);
    expect((await ask('GET', '/v1/plan-file?name=mine')).headers.get('etag')).toBe(etag);
    expect((await keep({ 'if-match': etag })).status).toBe(200);
    // An editor on the same folder writes meanwhile.
    const theirs = planText.replace('"title": "', '"title": "Theirs: ');
    writeFileSync(join(folder, 'mine.plan.json'), theirs);
    const refused = await keep({ 'if-match': etag });
    expect(refused.status).toBe(412);
    expect(readFileSync(join(folder, 'mine.plan.json'), 'utf8')).toBe(theirs);
    expect((await keep({ 'if-match': refused.headers.get('etag') ?? '' })).status).toBe(200);
    expect(readFileSync(join(folder, 'mine.plan.json'), 'utf8')).not.toBe(theirs);
  });

  it('are made by one of many writers', async () => {
    const { ask, job } = await withPlan();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        ask('POST', '/v1/plan-files', { body: { job, name: 'new' }, headers: { 'if-none-match': '*' } }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array<number>(19).fill(412)]);
  });
});
