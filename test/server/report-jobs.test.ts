import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { backtestDocument, stressDocument } from '../../src/server/http/report-documents.ts';
import { backtestJob, stressJob } from '../../src/server/jobs/stress-job.ts';
import { world } from './harness.ts';

const scenario = { name: 'cn-bank', text: readFileSync('scenarios/cn-bank.yaml', 'utf8') };
const hooks = { signal: new AbortController().signal, onProgress: () => undefined };

it('gives reports as the HTTP interface describes them', async () => {
  const asked = { scenario, draws: 8, alternatives: 0, indices: 0, seed: 1 };
  const drawn = await stressJob(JSON.stringify(asked), world(), hooks);
  if (drawn.kind !== 'done') throw new Error(drawn.kind);
  expect(stressDocument.parse(JSON.parse(drawn.result))).toMatchObject({ scenario: 'cn-bank', draws: 8 });
  const past = { scenario, from: '2026-06-01', to: '2026-08-31', seed: 1 };
  const replayed = await backtestJob(JSON.stringify(past), world(), hooks);
  if (replayed.kind !== 'done') throw new Error(JSON.stringify(replayed));
  expect(backtestDocument.parse(JSON.parse(replayed.result)).planners.length).toBeGreaterThan(0);
}, 240_000);
