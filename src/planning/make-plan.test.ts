import { describe, expect, it } from 'vitest';
import { planSchema } from '../plan/index.ts';
import { inputOf } from './fixtures.ts';
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

  it('says infeasible where a budget is too small', async () => {
    const plan = await makePlan(inputOf({ ...oneService, budgets: [{ id: 'all', limit: 1e6 }] }, solver));
    expect(plan.status).toBe('infeasible');
    expect(plan.lines).toEqual([]);
  });
});
