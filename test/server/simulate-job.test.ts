import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/listening.ts';
import { readWorld } from '../../src/pipeline/index.ts';
import type { JobOutcome } from '../../src/server/jobs/runner.ts';
import { simulateJob } from '../../src/server/jobs/simulate-job.ts';
import { smallScenario } from '../simulation/small-scenario.ts';
import { done, ScriptedRunner, startServer, until } from './harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulate-job-'));
const scenario = join(folder, 'small.yaml');
const plan = join(folder, 'plan.json');
const proven = join(folder, 'proven.json');

beforeAll(async () => {
  writeFileSync(scenario, smallScenario('2 s'));
  await run(['plan', scenario, '--out', plan, '--quiet']);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The job that a request makes, as the server hands it to its process. */
async function jobOf(request: object): Promise<{ readonly status: number; readonly outcome?: JobOutcome }> {
  const runner = new ScriptedRunner(done);
  const server = await startServer({ runner });
  const { status } = await server.ask('POST', '/v1/simulate', {
    body: {
      plan: { text: readFileSync(plan, 'utf8') },
      scenario: { name: 'small', text: readFileSync(scenario, 'utf8') },
      ...request,
    },
  });
  if (status !== 202) return { status };
  const task = await until(async () => runner.tasks[0]);
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  return { status, outcome: await simulateJob(task.input, readWorld(), hooks) };
}

describe('POST /v1/simulate', () => {
  it('proves as the command does, to the last byte, however the fleet is run', async () => {
    const { outcome } = await jobOf({
      seconds: 60,
      replications: 1,
      replicas: 8,
      when: 'peak',
      operating: {
        routing: 'region-first',
        overflow: 20,
        latency: 0.05,
        failures: true,
        maintenance: [{ site: 'hall', part: 0.1, from: 2, until: 4 }],
        maxQueue: 50,
        stepTokens: 2048,
        priority: { chat: 0, batch: 1 },
      },
    });
    const flags =
      '--quiet --seconds 60 --when peak --replications 1 --replicas 8 --routing region-first --overflow 20 --latency 0.05 ' +
      '--failures --maintenance hall=0.1@2..4 --max-queue 50 --step-tokens 2048 --priority chat=0,batch=1 --seed 1';
    await run(['simulate', plan, '--scenario', scenario, '--out', proven, ...flags.split(' ')]);
    expect(outcome).toMatchObject({ kind: 'done', result: readFileSync(proven, 'utf8') });
  }, 60_000);

  it('refuses what makes no sense: by its schema, and by the plan', async () => {
    expect((await jobOf({ operating: { routing: 'magic' } })).status).toBe(400);
    expect((await jobOf({ operating: { split: 2 } })).status).toBe(400);
    const { outcome } = await jobOf({
      service: 'nobody',
      operating: { think: 3, priority: { stranger: 1 } },
    });
    const refused = outcome?.kind === 'refused' ? outcome.diagnostics : [];
    expect(refused.map(({ code }) => code)).toEqual(['FW-PIPE-0006', 'FW-PIPE-0006', 'FW-PIPE-0006']);
  });
});
