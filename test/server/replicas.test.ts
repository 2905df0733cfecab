import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startServer } from './harness.ts';

it('tells an AIBrix autoscaler how many replicas the plan in force wants now', async () => {
  let now = '2025-02-01T13:00:00Z';
  const server = await startServer({ replicasOf: 'fleet', now: () => new Date(now) });
  const post = async (path: string, body: object): Promise<number> =>
    (await server.ask('POST', `/v1/records/fleet/${path}`, { body })).status;
  const gauge = async (deployment: string): Promise<string> => {
    const answer = await server.ask('GET', `/metrics/platform/${deployment}`);
    const text = await answer.text();
    return answer.status === 200
      ? (/\} (?<replicas>\d+)$/mu.exec(text)?.groups?.replicas ?? text)
      : String(answer.status);
  };
  const deployment = 'platform-coast-hgx-h20-96';
  expect(await gauge(deployment)).toBe('404');
  const plan = { text: readFileSync('scenarios/golden/bytedance-2025.plan.json', 'utf8') };
  const scenario = { name: 'bytedance-2025', text: readFileSync('scenarios/bytedance-2025.yaml', 'utf8') };
  expect(await post('versions', { plan, scenario, author: 'Ann' })).toBe(200);
  expect(await gauge(deployment)).toBe('404');
  expect(await post('versions/1/propose', { author: 'Ann' })).toBe(200);
  expect(await post('versions/1/approve', { author: 'Bob' })).toBe(200);
  const evening = Number(await gauge(deployment));
  expect(evening).toBeGreaterThan(0);
  now = '2025-02-01T01:00:00Z';
  expect(Number(await gauge(deployment))).toBeLessThan(evening);
  expect(await gauge('other')).toBe('404');
  now = '2031-02-01T13:00:00Z';
  expect(await gauge(deployment)).toBe('404');
});
