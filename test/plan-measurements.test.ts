import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, readTextFile } from '../src/files/index.ts';
import { choiceOf, prepareReplan, prepareScenario, readWorld, type Prepared } from '../src/pipeline/index.ts';
import { readPlan, writePlan } from '../src/plan/index.ts';
import { timelineOf } from '../src/stress/backtest/run-backtest.ts';
import { stressTask } from '../src/stress/draws/task.ts';

const world = readWorld();
const at = (path: string): string => join(packageRoot, path);
const file = readTextFile(at('scenarios/cn-bank.yaml'));
if ('code' in file) throw new Error(file.message);
const read = readPlan('plan', readFileSync(at('scenarios/golden/cn-bank.plan.json'), 'utf8'));
if (read.plan === undefined) throw new Error('no plan');
const { plan } = read;
const slow = {
  id: 'kept-1',
  chip: 'huawei-ascend910b2',
  model: 'Qwen3-32B',
  tensorParallel: 8,
  users: 16,
  inputTokens: 1000,
  outputTokens: 500,
  tpot: 0.2,
};

function rateOf({ rates }: Prepared): number {
  return rates.services.find(({ system }) => system === 'atlas-800t-a2-910b2')?.requestsPerSecond.value ?? 0;
}

describe('measurements given beside a scenario', () => {
  const measured = { ...plan, measurements: [slow] };

  it('are read back from a plan file, and count again when it is checked', () => {
    const again = readPlan('plan', writePlan(measured)).plan;
    expect(again?.measurements).toEqual([slow]);
    const plain = prepareScenario(file, world, choiceOf(plan));
    const carried = prepareScenario(file, world, choiceOf(again ?? plan));
    if (!plain.ok || !carried.ok) throw new Error('not prepared');
    expect(plain.given).toBeUndefined();
    expect(carried.given).toEqual([slow]);
    expect(carried.diagnostics.map(({ code }) => code)).toContain('FW-PIPE-0005');
    expect(rateOf(carried)).toBeGreaterThan(0);
    expect(rateOf(carried)).toBeLessThan(rateOf(plain) * 0.9);
  });

  it('count when it is planned anew', () => {
    const asOf = `${Number(plan.asOf.slice(0, 4)) + 1}${plan.asOf.slice(4)}`;
    const anew = prepareReplan({ before: measured, file, asOf, news: [] }, world);
    expect(anew.ok && anew.given).toEqual([slow]);
    const later = { ...slow, id: 'kept-2', tpot: 0.3 };
    const wish = { before: measured, file, asOf, news: [], anchors: [later] };
    const more = prepareReplan(wish, world);
    expect(more.ok && more.given).toEqual([slow, later]);
  });

  it('count in every drawn future, wherever a chunk of them is worked on', async () => {
    const input = {
      scenario: { path: file.path, text: file.text },
      asOf: null,
      variant: null,
      sampler: 'sobol',
      deposit: 0.2,
      commitments: [],
      alternatives: [],
    };
    const row = async (measurements?: readonly (typeof slow)[]) => {
      const opened = await stressTask.open({ ...input, ...(measurements && { measurements }) }, 1);
      if ('problems' in opened) throw new Error(JSON.stringify(opened.problems));
      return opened.rows({ from: 0, to: 1 });
    };
    expect(await row([slow])).not.toEqual(await row());
  }, 60_000);

  it('count on every day of a backtest', () => {
    const line = (anchors?: readonly (typeof slow)[]) => {
      const wish = { from: '2026-07', to: '2026-12', variant: undefined, seed: 1, anchors };
      const found = timelineOf(file, world, wish);
      if ('problems' in found) throw new Error(JSON.stringify(found.problems));
      return found.prepared.map(rateOf);
    };
    const [plain, measuredThere] = [line(), line([slow])];
    expect(plain.length).toBeGreaterThan(0);
    for (const [index, rate] of measuredThere.entries()) expect(rate).toBeLessThan((plain[index] ?? 0) * 0.9);
  });
});
