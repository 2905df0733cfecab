import { describe, expect, it } from 'vitest';
import { planSchema } from '../plan/index.ts';
import { inputOf, judgeBy } from './fixtures.ts';
import type { World } from './fixtures.ts';
import { localSolver, makePlan, workerSolver } from './index.ts';

const solver = await localSolver();

const oneService: World = { services: [{ id: 'chat' }], budgets: [{ id: 'all' }] };

describe('makePlan', () => {
  it('buys just enough systems for the peak', async () => {
    const plan = await makePlan(inputOf(oneService, solver));
    expect(planSchema.safeParse(plan).error?.issues ?? []).toEqual([]);
    expect(plan.status).toBe('optimal');
    // 10 requests/s at 2 each and 95 % availability: 5.26 systems, so 6.
    expect(plan.lines.map((line) => [line.id, line.count])).toEqual([['box-offer@site-0@2025Q1', 6]]);
    expect(plan.services[0]?.quarters.every((quarter) => quarter.unmet === 0)).toBe(true);
    expect(plan.objective.value).toBeCloseTo(plan.objective.cost ?? 0, 3);
  });

  it('gives the same plan from a worker thread', async () => {
    const worker = await workerSolver();
    try {
      const there = await makePlan(inputOf(oneService, worker));
      const here = await makePlan(inputOf(oneService, solver));
      expect(there).toEqual(here);
    } finally {
      await worker.close();
    }
  });

  it('trains a run on one system at one site', async () => {
    const plan = await makePlan(inputOf({ runs: [{ id: 'pretraining' }], sites: [{}, {}] }, solver));
    expect(plan.runs[0]?.unmet).toBe(0);
    expect(new Set(plan.placements.map((each) => each.site)).size).toBe(1);
  });

  it('keeps to its time, and says what it left out', async () => {
    let now = 0;
    const hasty = { ...solver, clock: () => (now += 0.2) };
    const budgets = [{ id: 'all' }];
    const options = { timeLimit: 2, gap: 0, seed: 1 };
    const plan = await makePlan(inputOf({ ...oneService, budgets }, hasty, { options }));
    expect(plan.lines).not.toEqual([]);
    expect(plan.runnerUps).toEqual([]);
    const left = plan.diagnostics.find(({ code }) => code === 'FW-PLAN-0111');
    expect(left?.message).toContain('runner-ups');
    expect(now).toBeLessThan(6);
  });

  it('names a conflict even when there is no time to find a smallest one', async () => {
    let now = 0;
    const hasty = { ...solver, clock: () => (now += 1) };
    const options = { timeLimit: 2, gap: 0, seed: 1 };
    const world: World = { ...oneService, budgets: [{ id: 'all', limit: 1e6 }] };
    const plan = await makePlan(inputOf(world, hasty, { options }));
    expect(plan.status).toBe('infeasible');
    expect(plan.conflict.length).toBeGreaterThan(0);
    expect(plan.repair).toEqual([]);
    expect(plan.diagnostics.map(({ code }) => code)).toContain('FW-PLAN-0111');
  });

  it('tells a conflict of many offers in four names, all of them needed', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const every = [0, 1, 2, 3].map(() => 1);
    const plan = await makePlan(
      inputOf(
        {
          systems: ids.map((id) => ({ id })),
          offers: ids.map((id) => ({ id: `${id}-buy`, system: id, allocation: every })),
          services: [{ id: 'chat' }],
          rates: Object.fromEntries(ids.map((id) => [id, { serve: 2 }])),
        },
        solver,
      ),
    );
    expect(plan.conflict.map(({ id }) => id)).toEqual([
      'demand:chat:2025Q1',
      'allocation:a-buy+b-buy+c-buy+d-buy',
    ]);
    expect(plan.conflict[1]?.title).toBe('Supply of a, b, c and 1 more');
  });

  it('lists every system it names, with its maker', async () => {
    const fleet = [{ id: 'old', system: 'idle', site: 'site-0', count: [1, 1, 1, 1] }];
    const systems = [{ id: 'box' }, { id: 'idle' }, { id: 'unused' }];
    const plan = await makePlan(inputOf({ ...oneService, systems, more: { fleet } }, solver));
    expect(plan.systems.map(({ id }) => id)).toEqual(['box', 'idle']);
    expect(plan.systems[0]).toMatchObject({ vendor: 'box-vendor', vendorCountry: 'CN', accelerators: 8 });
  });

  it('says infeasible where a budget is too small', async () => {
    const plan = await makePlan(inputOf({ ...oneService, budgets: [{ id: 'all', limit: 1e6 }] }, solver));
    expect(plan.status).toBe('infeasible');
    expect(plan.lines).toEqual([]);
  });

  it('names the rules and the run that clash, and what mends it', async () => {
    const world: World = {
      runs: [
        { id: 'frontier', sites: ['abroad'] },
        { id: 'second', sites: ['abroad'] },
      ],
      services: [{ id: 'chat', sites: ['home'] }],
      sites: [{ id: 'home' }, { id: 'abroad', country: 'MY' }],
      budgets: [{ id: 'all' }],
    };
    const judge = judgeBy(({ destination, use }) => [
      ...(destination === 'MY' ? ['headquarters'] : []),
      ...(destination === 'MY' && use === 'training' ? ['training'] : []),
    ]);
    const plan = await makePlan(inputOf(world, solver, { judge }));
    expect(plan.status).toBe('infeasible');
    expect(plan.conflict.map((item) => item.id)).toEqual(['run:second', 'rule:headquarters']);
    expect(plan.repair.map((item) => item.id)).toEqual([
      'rule:headquarters+rule:training',
      'drop:run:second+drop:run:frontier',
    ]);
    expect(plan.repair.every((item) => item.objective !== null)).toBe(true);
    expect(planSchema.safeParse(plan).error?.issues ?? []).toEqual([]);
  });

  it('says how far a budget or a site is too small', async () => {
    const plan = await makePlan(inputOf({ ...oneService, budgets: [{ id: 'all', limit: 1e6 }] }, solver));
    expect(plan.conflict.map((item) => item.id)).toEqual(['demand:chat:2025Q1', 'budget:all']);
    const raised = plan.repair.find((item) => item.id === 'raise:budget:all');
    // Six systems at 1.1 million with network, of which 1 million is there.
    expect(raised?.change).toBeCloseTo(5.6e6, -2);
  });
});
