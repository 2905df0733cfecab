import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkPlan } from '../../src/checking/index.ts';
import { planScenario, prepareScenario, readWorld } from '../../src/pipeline/index.ts';

it('checks a plan with tightened rates against those rates, and only while the plan says so', async () => {
  const path = 'scenarios/eu-neocloud.yaml';
  const prepared = prepareScenario({ path, text: readFileSync(path, 'utf8') }, readWorld(), {});
  if (!prepared.ok) throw new Error('the scenario cannot be prepared');
  const search = {
    timeLimit: 20,
    gap: 0.01,
    seed: 1,
    signal: new AbortController().signal,
    onProgress: () => {},
  };
  const plan = await planScenario(prepared, search, new Map([['large', 0.9]]));
  expect(plan.services.map(({ id, headroom }) => [id, headroom])).toContainEqual(['large', 0.9]);
  expect(plan.diagnostics.map(({ code }) => code)).toContain('FW-PIPE-0004');
  expect(checkPlan({ ...prepared, plan })).toEqual([]);
  const silent = { ...plan, services: plan.services.map((service) => ({ ...service, headroom: undefined })) };
  expect(checkPlan({ ...prepared, plan: silent }).map(({ code }) => code)).toContain('FW-CHK-0033');
}, 120_000);
