import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { everyShock } from '../../src/stress/index.ts';
import { prepareScenario } from '../../src/pipeline/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { shockDocument } from '../../src/server/http/report-documents.ts';
import type { JobView } from '../../src/server/jobs/job.ts';
import { shockJob } from '../../src/server/jobs/shock-job.ts';
import { ScriptedRunner, startServer, until, world } from './harness.ts';

const text = readFileSync('scenarios/cn-bank.yaml', 'utf8');
const plan = readFileSync('scenarios/golden/cn-bank.plan.json', 'utf8');
const never = { signal: new AbortController().signal, onProgress: () => undefined };

it('holds a plan against every shock, from the request to the report', async () => {
  const parts: (number | null)[] = [];
  const runner = new ScriptedRunner((task, hooks) =>
    shockJob(task.input, world(), {
      ...hooks,
      onProgress: (progress) => {
        parts.push(progress.part);
        hooks.onProgress(progress);
      },
    }),
  );
  const { ask } = await startServer({ runner });
  const asked = await ask('POST', '/v1/shocks', {
    body: { plan: { text: plan }, scenario: { name: 'cn-bank' } },
  });
  expect(asked.status).toBe(202);
  const { id } = (await asked.json()) as JobView;
  const job = await until(async () => {
    const now = (await (await ask('GET', `/v1/jobs/${id}`)).json()) as JobView;
    return now.finishedAt === null ? undefined : now;
  });
  expect(job).toMatchObject({ kind: 'shock', state: 'succeeded', title: 'cn-bank' });
  // It is what the HTTP interface says of it.
  const report = shockDocument.parse(await (await ask('GET', `/v1/jobs/${id}/result`)).json());
  const prepared = prepareScenario({ path: 'cn-bank.yaml', text }, world(), {});
  if (!prepared.ok) throw new Error('the bank is a sound scenario');
  const { events } = everyShock(prepared);
  expect(report.shocks.map(({ event }) => event)).toEqual(events.map((event) => event.id));
  expect(report).toMatchObject({ currency: 'CNY', stale: false, gap: (JSON.parse(plan) as PlanFile).gap });
  const doubled = report.shocks.find(({ event }) => event === 'demand-doubles');
  expect(doubled?.first?.id).toMatch(/^demand:/u);
  expect(doubled?.repair.changes).not.toEqual([]);
  expect(job.summary).toEqual({
    shocks: events.length,
    broken: report.shocks.filter(({ first }) => first !== null).length,
  });
  expect(parts).toEqual(events.map((_, index) => (index + 1) / events.length));
}, 120_000);

it('says when the scenario is no longer the one the plan was made from', async () => {
  const scenario = { name: 'cn-bank', text: text.replace(/^title: .*$/mu, 'title: Another bank') };
  const stop = new AbortController();
  const outcome = await shockJob(JSON.stringify({ plan, scenario }), world(), {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  // Cancelled after the first shock, it keeps that one.
  expect(JSON.parse(outcome.result)).toMatchObject({ stale: true, shocks: [{}] });
}, 120_000);

it('refuses a plan or a scenario that cannot be read, and gives nothing when it never began', async () => {
  const scenario = { name: 'cn-bank', text };
  const kindOf = async (input: object, hooks = never): Promise<string> =>
    (await shockJob(JSON.stringify(input), world(), hooks)).kind;
  expect(await kindOf({ plan: '{}', scenario })).toBe('refused');
  expect(await kindOf({ plan, scenario: { name: 'x', text: 'a: [' } })).toBe('refused');
  const stopped = { ...never, signal: AbortSignal.abort() };
  expect(await kindOf({ plan, scenario }, stopped)).toBe('nothing');
});
