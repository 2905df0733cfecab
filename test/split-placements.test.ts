import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, readTextFile } from '../src/files/index.ts';
import { deploymentsOf } from '../src/handoff/aibrix/deployments.ts';
import { choiceOf, prepareScenario, readWorld } from '../src/pipeline/index.ts';
import { serviceFleets } from '../src/pipeline/service-fleets.ts';
import { readPlan } from '../src/plan/index.ts';
import { explainPlan } from '../src/report/index.ts';

const file = readTextFile(join(packageRoot, 'scenarios/cn-bank.yaml'));
if ('code' in file) throw new Error(file.message);
const { plan } = readPlan(
  'plan',
  readFileSync(join(packageRoot, 'scenarios/golden/cn-bank.plan.json'), 'utf8'),
);
if (plan === undefined) throw new Error('no plan');
const prepared = prepareScenario(file, readWorld(), choiceOf(plan));
if (!prepared.ok) throw new Error('not prepared');
const { scenario, rates, rules } = prepared;
const placed = plan.placements.find(({ prefill, systems }) => prefill !== undefined && systems > 20);
if (placed === undefined) throw new Error('nothing runs apart');
const rate = rates.services.find(
  ({ system, service }) => system === placed.system && service === placed.work,
);
const prompts = rate?.configuration.prefill;
if (rate === undefined || prompts === undefined) throw new Error('no rate');

describe('a placement whose prompts and answers run apart', () => {
  it('says how many of its systems work on prompts', () => {
    expect(placed.prefill).toBeCloseTo(placed.systems * prompts.part, 9);
  });

  it('is simulated as two pools in their ratio, the first handing over to the second', () => {
    const ground = { plan, scenario, rates, engine: 'vllm', mostReplicas: 60 } as const;
    const fleet = serviceFleets(ground)(placed.work, placed.quarter)?.fleet;
    const index =
      fleet?.pools.findIndex(({ id }) => id.startsWith(`${placed.system} @ ${placed.site}`)) ?? -1;
    const [first, second] = fleet?.pools.slice(index, index + 2) ?? [];
    expect(fleet?.routing.kind).toBe('by-pool');
    expect([first?.role, second?.role]).toEqual(['prefill', 'decode']);
    expect(first?.handOver).toMatchObject({ pool: index + 1, mostPerTransfer: prompts.linkBytesPerSecond });
    const asRated = prompts.replicasPerSystem / rate.configuration.replicasPerSystem;
    expect((first?.replicas ?? 0) / (second?.replicas ?? 1)).toBeGreaterThan(asRated * 0.6);
    expect((first?.replicas ?? 0) / (second?.replicas ?? 1)).toBeLessThan(asRated * 1.6);
  });

  it('is two deployments of AIBrix', () => {
    const ground = { scenario, rates, rules, devices: new Map() } as unknown as Parameters<
      typeof deploymentsOf
    >[1];
    const names = deploymentsOf(plan, ground, placed.quarter).deployments.map(({ name }) => name);
    for (const pool of ['prefill', 'decode'])
      expect(names).toContain(`${placed.work}-${placed.site}-${placed.system}-${pool}`);
  });

  it('is told in sentences', () => {
    const said = plan.lines
      .filter(({ system }) => system === placed.system)
      .flatMap(({ id }) => explainPlan(plan, id))
      .filter((line) => line.includes('run apart'));
    expect(said.length).toBeGreaterThan(0);
  });
});
