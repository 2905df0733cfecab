import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publicPem } from '../../src/attest/index.ts';
import { replanJob } from '../../src/server/jobs/replan-job.ts';
import { freshFolder } from '../fixtures/databases.ts';
import { ScriptedRunner, startServer, until, world, type TestServer } from './harness.ts';

interface Line {
  readonly id: string;
  readonly count: number;
  readonly deliveryQuarter: string;
  readonly frozen: boolean;
}
interface Answer {
  readonly [key: string]: unknown;
  readonly diagnostics?: readonly { readonly code: string }[];
}

const planText = readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8');
const golden = JSON.parse(planText) as { readonly asOf: string; readonly lines: readonly Line[] };
const scenario = { name: 'cn-bank' };

async function post(server: TestServer, path: string, body: unknown): Promise<[number, Answer]> {
  const answer = await server.ask('POST', path, { body });
  return [answer.status, (await answer.json()) as Answer];
}

/** A server with version 1 of the record `bank`. */
async function withRecord(options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> {
  const server = await startServer(options);
  const [status] = await post(server, '/v1/records/bank/versions', { plan: { text: planText }, scenario });
  expect(status).toBe(200);
  return server;
}

// Ordered later than the day of the plan: only the record knows that it is ordered and delivered already.
const line = golden.lines.find(({ frozen }) => !frozen);
if (line === undefined) throw new Error('the golden plan has no line that is not ordered');
const delivered = `order,systems,status,quarter\n${line.id},${line.count},delivered,${line.deliveryQuarter}\n`;

describe('a plan made anew over HTTP', () => {
  it('keeps what is frozen and delivered in the record, and becomes the next version', async () => {
    const server = await withRecord({
      runner: new ScriptedRunner((task, hooks) => replanJob(task.input, world(), hooks)),
    });
    const reason = 'ordered';
    expect((await post(server, '/v1/records/bank/frozen', { version: 1, line: line.id, reason }))[0]).toBe(
      200,
    );
    const from = { kind: 'deliveries', source: 'came.csv', text: delivered };
    expect((await post(server, '/v1/records/bank/actuals', from))[0]).toBe(200);
    const [status, job] = await post(server, '/v1/replan', {
      plan: { record: 'bank', version: 1 },
      asOf: golden.asOf,
      reasons: false,
      timeLimit: 20,
      gap: 0.05,
      churn: { part: 0.02 },
    });
    expect([status, job['kind'], job['title']]).toEqual([202, 'replan', `cn-bank, ${golden.asOf}`]);
    const ended = await until(async () => {
      const now = (await (await server.ask('GET', `/v1/jobs/${String(job['id'])}`)).json()) as Answer;
      return now['finishedAt'] === null ? undefined : now;
    });
    expect(ended).toMatchObject({ state: 'succeeded', summary: { before: { asOf: golden.asOf } } });
    const again = (await (await server.ask('GET', String(ended['result']))).json()) as {
      replan: { orders: unknown[] };
      lines: Line[];
    };
    expect(again.replan.orders).toContainEqual(expect.objectContaining({ id: line.id }));
    expect(again.lines.find(({ id }) => id === line.id)).toMatchObject({ frozen: true, count: line.count });
    const [added, record] = await post(server, '/v1/records/bank/versions', {
      plan: { job: job['id'] },
      base: 1,
      message: 'planned anew',
    });
    expect(added).toBe(200);
    expect(record['versions']).toMatchObject([
      { number: 1 },
      { number: 2, base: 1, checked: { violations: 0 } },
    ]);
  });

  it('is refused with every reason where it cannot be', async () => {
    const server = await startServer({
      runner: new ScriptedRunner((task, hooks) => replanJob(task.input, world(), hooks)),
    });
    const asked = { plan: { text: planText }, asOf: golden.asOf };
    expect((await post(server, '/v1/replan', asked))[0]).toBe(422);
    expect((await post(server, '/v1/replan', { ...asked, plan: { record: 'none', version: 1 } }))[0]).toBe(
      404,
    );
    expect((await post(server, '/v1/replan', { ...asked, scenario: { name: 'none' } }))[0]).toBe(404);
    expect((await post(server, '/v1/replan', { ...asked, scenario, churn: { part: 2 } }))[0]).toBe(400);
    const failing = async (wrong: object): Promise<unknown> => {
      const [, job] = await post(server, '/v1/replan', { ...asked, scenario, ...wrong });
      return until(async () => {
        const now = (await (await server.ask('GET', `/v1/jobs/${String(job['id'])}`)).json()) as Answer;
        return now['finishedAt'] === null ? undefined : now;
      });
    };
    expect(await failing({ asOf: '2020-01-01' })).toMatchObject({
      state: 'failed',
      problem: { status: 422 },
    });
    const { state, problem } = (await failing({ deliveries: 'no,table\n1,2\n' })) as {
      state: string;
      problem: { diagnostics: { span: { file: string } }[] };
    };
    expect(state).toBe('failed');
    expect(new Set(problem.diagnostics.map(({ span }) => span.file))).toEqual(new Set(['deliveries.csv']));
  });
});

describe('actuals over HTTP', () => {
  it('are read, counted once, and taken back', async () => {
    const server = await withRecord();
    const from = { kind: 'deliveries', source: 'came.csv', text: `${delivered}x,-1,delivered,soon\n` };
    const [status, answer] = await post(server, '/v1/records/bank/actuals', from);
    expect([status, answer['rows'], answer['rejected']]).toEqual([200, 2, 1]);
    expect(answer.diagnostics?.length).toBeGreaterThan(0);
    const record = answer['record'] as { actuals: { seq: number; count: number; source: string }[] };
    expect(record.actuals).toMatchObject([{ actuals: 'deliveries', source: 'came.csv', count: 1 }]);
    const [twice, why] = await post(server, '/v1/records/bank/actuals', { ...from, source: 'again.csv' });
    expect([twice, why.diagnostics?.map(({ code }) => code)]).toEqual([409, ['FW-STO-0027']]);
    const entry = record.actuals[0]?.seq;
    const [gone, after] = await post(server, '/v1/records/bank/actuals-removed', { entry, reason: 'wrong' });
    expect([gone, after['actuals']]).toEqual([200, []]);
    const spend =
      'ChargePeriodStart,BillingCurrency,BilledCost,EffectiveCost,x_LineId\n' +
      `2025-02-01T00:00:00Z,CNY,10,7,${line.id}\n`;
    const bill = { kind: 'spend', source: 'bill.csv', base64: Buffer.from(spend).toString('base64') };
    const [paid, billed] = await post(server, '/v1/records/bank/actuals', { ...bill, basis: 'effective' });
    expect([paid, billed['rejected']]).toEqual([200, 0]);
    const { content } = (billed['record'] as { actuals: { content: string }[] }).actuals[0] ?? {};
    const { bytes } = await server.store.db
      .selectFrom('contents')
      .select('bytes')
      .where('hash', '=', content ?? '')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(Buffer.from(bytes).toString('utf8'))).toMatchObject([{ amount: 7, line: line.id }]);
  });

  it('are held beside a version, and every version is judged by them', async () => {
    const server = await withRecord();
    const read = async (path: string): Promise<[number, Answer]> => {
      const answer = await server.ask('GET', `/v1/records/${path}`);
      return [answer.status, (await answer.json()) as Answer];
    };
    expect(await read('bank/variance')).toMatchObject([200, { version: 1, lines: [], cells: [] }]);
    const [kind, source] = ['deliveries', 'came.csv'];
    // One quarter later than the plan has it.
    const later = '2026Q4';
    const text = `order,systems,status,quarter\n${line.id},${line.count},delivered,${later}\nnobody,3,delivered,${later}\n`;
    expect((await post(server, '/v1/records/bank/actuals', { kind, source, text }))[0]).toBe(200);
    const [status, found] = await read('bank/variance?version=1');
    expect([status, found['currency'], found['strangers']]).toEqual([200, 'CNY', ['nobody']]);
    expect(found['lines']).toMatchObject([
      { line: line.id, planned: line.count, delivered: line.count, late: 1 },
    ]);
    const [judged, { forecasts, scores }] = await read('bank/forecasts');
    expect(judged).toBe(200);
    expect(forecasts).toMatchObject([
      { version: 1, measure: 'systems', quarter: later, actual: line.count + 3 },
    ]);
    expect(scores).toHaveLength(1);
    for (const path of ['none/variance', 'none/forecasts', 'bank/variance?version=9'])
      expect((await read(path))[0]).toBe(404);
    expect((await read('bank/variance?version=x'))[0]).toBe(400);
  });

  it('are refused where nothing can be used, and change nothing then', async () => {
    const server = await withRecord();
    const etag = (await server.ask('GET', '/v1/records/bank')).headers.get('etag');
    const send = async (body: object, record = 'bank'): Promise<number> =>
      (
        await post(server, `/v1/records/${record}/actuals`, { kind: 'deliveries', source: 'a.csv', ...body })
      )[0];
    expect(await send({ text: delivered }, 'none')).toBe(404);
    expect(await send({})).toBe(422);
    expect(await send({ text: delivered, base64: 'YQ==' })).toBe(422);
    expect(await send({ text: 'a,b\n1,2\n' })).toBe(422);
    expect(await send({ text: delivered, source: '../a.csv' })).toBe(400);
    expect(await send({ text: '\0', kind: 'load' })).toBe(422);
    expect(await send({ base64: 'UEFSMQ==', kind: 'spend' })).toBe(422);
    expect((await server.ask('GET', '/v1/records/bank')).headers.get('etag')).toBe(etag);
    const stale = await server.ask('POST', '/v1/records/bank/actuals', {
      body: { kind: 'deliveries', source: 'a.csv', text: delivered },
      headers: { 'if-match': `"${'0'.repeat(64)}"` },
    });
    expect(stale.status).toBe(412);
  });
});

describe('attachments over HTTP', () => {
  it('come back byte for byte, to be saved and not shown', async () => {
    const server = await withRecord();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const file = { name: 'Angebot Ü.pdf', base64: Buffer.from(bytes).toString('base64'), version: 1 };
    const [status, record] = await post(server, '/v1/records/bank/attachments', file);
    expect(status).toBe(200);
    expect(record['attachments']).toMatchObject([{ name: file.name, size: 256, version: 1 }]);
    const { content } = (record['attachments'] as { content: string }[])[0] ?? {};
    const answer = await server.ask('GET', `/v1/records/bank/attachments/${content}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''Angebot%20%C3%9C.pdf",
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    // The plan is kept too, but is no attachment.
    const { plan } = (record['versions'] as { plan: string }[])[0] ?? {};
    expect((await server.ask('GET', `/v1/records/bank/attachments/${plan}`)).status).toBe(404);
    expect((await post(server, '/v1/records/bank/attachments', { ...file, version: 9 }))[0]).toBe(404);
    for (const name of ['../x', 'a/b', '.hidden', 'a\\b', 'a\n', ''])
      expect((await post(server, '/v1/records/bank/attachments', { ...file, name }))[0]).toBe(400);
  });
});

describe('evidence over HTTP', () => {
  it('is signed for a version, and holds until anything of it is changed', async () => {
    const server = await withRecord({ evidenceKey: generateKeyPairSync('ed25519') });
    const [status, bundle] = await post(server, '/v1/evidence', { plan: { record: 'bank', version: 1 } });
    expect(status).toBe(200);
    const key = (await (await server.ask('GET', '/v1/evidence/key')).json()) as Record<string, string>;
    const verdict = async (changed: object, trusted = key['publicKey']): Promise<Answer> =>
      (await post(server, '/v1/evidence/verify', { bundle: { ...bundle, ...changed }, key: trusted }))[1];
    const holds = await verdict({});
    expect(holds).toMatchObject({ ok: true, trusted: true, signer: key['fingerprint'], problems: [] });
    expect(holds['statement']).toMatchObject({ predicate: { record: { record: 'bank', version: 1 } } });
    const files = { ...(bundle['files'] as Record<string, string>), 'scenario.yaml': 'title: other\n' };
    expect(await verdict({ files })).toMatchObject({ ok: false, problems: [{ code: 'FW-EVD-0005' }] });
    const other = publicPem(generateKeyPairSync('ed25519').publicKey);
    expect(await verdict({}, other)).toMatchObject({ ok: false, problems: [{ code: 'FW-EVD-0003' }] });
    expect(await verdict({}, 'no key')).toMatchObject({ status: 422 });
    expect(await verdict({ files: { '../x': '' } })).toMatchObject({ status: 422 });
  });

  it('is signed with a key made on request, once, and only where the server may keep one', async () => {
    const file = join(freshFolder(), 'keys', 'evidence.key');
    const server = await startServer({ evidenceKeyFile: file });
    expect((await server.ask('GET', '/v1/evidence/key')).status).toBe(404);
    const [made, key] = await post(server, '/v1/evidence/key', {});
    expect([made, statSync(file).mode & 0o777, Object.keys(key)]).toEqual([
      200,
      0o600,
      ['fingerprint', 'publicKey'],
    ]);
    expect((await post(server, '/v1/evidence/key', {}))[0]).toBe(409);
    expect(await (await server.ask('GET', '/v1/evidence/key')).json()).toEqual(key);
    expect((await post(server, '/v1/evidence', { plan: { text: planText }, scenario }))[0]).toBe(200);
    expect((await post(await startServer(), '/v1/evidence/key', {}))[0]).toBe(409);
  });

  it('is not made without a key or for what is not there', async () => {
    const asked = { plan: { text: planText }, scenario };
    const [status, answer] = await post(await startServer(), '/v1/evidence', asked);
    expect([status, answer.diagnostics?.[0]?.code]).toEqual([409, 'FW-HTTP-0019']);
    const server = await startServer({ evidenceKey: generateKeyPairSync('ed25519') });
    expect((await post(server, '/v1/evidence', { plan: asked.plan }))[0]).toBe(422);
    expect((await post(server, '/v1/evidence', { plan: { record: 'x', version: 1 } }))[0]).toBe(404);
    expect((await post(server, '/v1/evidence', { ...asked, plan: { text: '{}' } }))[0]).toBe(422);
  });
});
