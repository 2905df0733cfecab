import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startServer } from './harness.ts';

describe('the surface', () => {
  it('explains every code of docs/diagnostics.md that it can say', async () => {
    const { ask } = await startServer();
    const page = readFileSync('docs/diagnostics.md', 'utf8');
    const codes = [...page.matchAll(/^### (?<code>FW-(?!CLI)[A-Z]+-\d{4})$/gmu)].map(
      ({ groups }) => groups?.code ?? '',
    );
    expect(codes.length).toBeGreaterThan(100);
    for (const code of codes) {
      const answer = await ask('GET', `/v1/diagnostics/${code}`);
      expect({ code, status: answer.status }).toEqual({ code, status: 200 });
    }
    expect((await ask('GET', '/v1/diagnostics/FW-NONE-0001')).status).toBe(404);
  });

  it('says which methods a path has, and which bodies it takes', async () => {
    const { ask } = await startServer();
    const wrong = await ask('PATCH', '/v1/scenarios/cn-bank');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT, DELETE']);
    expect((await ask('GET', '/v1/nowhere')).status).toBe(404);
    expect((await ask('POST', '/v1/plan', { text: '{}' })).status).toBe(415);
    expect((await ask('POST', '/v1/plan')).status).toBe(415);
    const broken = await ask('POST', '/v1/plan', {
      text: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.status).toBe(400);
  });

  it('answers who has the facts already without sending them again', async () => {
    const { ask } = await startServer();
    for (const path of ['/v1/catalog', '/v1/catalog/systems/hgx-h20-96', '/v1/rules?limit=1']) {
      const first = await ask('GET', path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/u);
      expect((await ask('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
      expect((await ask('GET', path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
    expect((await ask('GET', '/v1/rules/none')).headers.get('etag')).toBeNull();
  });

  it('counts requests by operation, never by address', async () => {
    const { ask } = await startServer();
    for (const name of ['a', 'b', 'c']) await ask('GET', `/v1/scenarios/${name}`);
    await ask('GET', '/v1/secret-path');
    const text = await (await ask('GET', '/metrics')).text();
    expect(text).toContain(
      'fleetwright_http_requests_total{method="GET",route="readScenario",status="404"} 3',
    );
    expect(text).toContain('route="none",status="404"} 1');
    expect(text).not.toContain('secret-path');
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) .+|[a-z0-9_]+(?:\{.*\})? [\d.e+-]+)$/u);
  });

  it('gives tables that a spreadsheet runs nothing of', async () => {
    const { ask } = await startServer();
    const plan = JSON.parse(readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8')) as Record<
      string,
      unknown
    >;
    const text = JSON.stringify({ ...plan, title: "=cmd|' /C calc'!A1" });
    const answer = await ask('POST', '/v1/export', { body: { format: 'csv', plan: { text } } });
    const { documents } = (await answer.json()) as { documents: { content: string }[] };
    const all = documents.map(({ content }) => content).join('\n');
    expect(all).toContain("'=cmd");
    expect(all).not.toMatch(/(?:^|,)"?=cmd/mu);
    const report = await ask('POST', '/v1/report', {
      body: { plan: { text: JSON.stringify({ ...plan, title: '<script>alert(1)</script>' }) } },
    });
    expect(report.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await report.text()).not.toContain('<script>alert(1)');
  });
});
