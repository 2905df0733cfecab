import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/listening.ts';
import { readPlan } from '../../src/plan/index.ts';
import { smallScenario } from './small-scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'prove-'));
const scenario = join(folder, 'small.yaml');
const plan = join(folder, 'plan.json');
afterAll(() => rmSync(folder, { recursive: true }));

async function proven(ttft: string) {
  writeFileSync(scenario, smallScenario(ttft));
  const heard = await run(['plan', scenario, '--prove', '--threads', '1', '--out', plan, '--text']);
  return { ...heard, proof: readPlan(plan, readFileSync(plan, 'utf8')).plan?.proof };
}

describe('fleetwright plan --prove', () => {
  it('plans again with lower rates until simulation keeps the levels: exit 0, and the checker accepts the plan', async () => {
    const { code, out, err, proof } = await proven('2 s');
    expect(err).toContain('round 2: counts on ');
    expect(out).toContain('Proven by simulation in 3 rounds.');
    expect(code).toBe(0);
    expect(proof?.services.map(({ when, verdict }) => `${when}: ${verdict}`)).toEqual([
      'peak hour: met',
      'day: met',
    ]);
    for (const { requests } of proof?.services ?? []) expect(requests).toBeGreaterThan(1000);
    expect(proof?.services[0]?.saturation).toBeGreaterThan(1);
    expect((await run(['check', plan, '--scenario', scenario])).code).toBe(0);
  }, 60_000);

  it('--simulate proves the peak hours once and leaves the plan as it is: a missed level is said and is no failure', async () => {
    writeFileSync(scenario, smallScenario('2 s'));
    const { code, out } = await run([
      'plan',
      scenario,
      '--simulate',
      '--threads',
      '1',
      '--out',
      plan,
      '--text',
    ]);
    const { proof, services } = readPlan(plan, readFileSync(plan, 'utf8')).plan ?? {};
    expect(code).toBe(0);
    expect(proof?.services.map(({ when, verdict }) => `${when}: ${verdict}`)).toEqual(['peak hour: missed']);
    expect(out).toContain(proof?.services[0]?.repair?.slice(0, 20) ?? 'a repair');
    expect(services?.[0]?.headroom).toBeUndefined();
  }, 60_000);

  it('ends with exit 3 and says what would repair it where no capacity helps', async () => {
    const { code, out, proof } = await proven('100 ms');
    expect(code).toBe(3);
    expect(out).toContain('Not proven: twice the capacity does not keep every level');
    expect(out).toMatch(/chat 2026Q2: Twice the fleet does not meet the level: .* than hgx-h100/u);
    expect(proof?.services[0]?.verdict).toBe('missed');
    expect((await run(['check', plan, '--scenario', scenario])).code).toBe(0);
  }, 60_000);
});
