import { describe, expect, it } from 'vitest';
import { requestsPerSecond } from '../quantity/index.ts';
import { inputOf } from './fixtures.ts';
import type { World } from './fixtures.ts';
import { localSolver, makePlan } from './index.ts';

const solver = await localSolver();

/** Money for three of the six systems that the demand needs. */
const poor: World = { services: [{ id: 'chat' }], budgets: [{ id: 'all', limit: 3.3e6 }] };

describe('objectives that allow unmet demand', () => {
  it.each(['most-service', 'lexicographic'] as const)('%s serves what the budget buys', async (kind) => {
    const plan = await makePlan(inputOf({ ...poor, more: { objective: { kind } } }, solver));
    expect(plan.lines.reduce((sum, line) => sum + line.count, 0)).toBe(3);
    // 3 systems × 95 % × 2 requests/s of the 10 asked for.
    expect(plan.services[0]?.quarters[0]?.unmet).toBeCloseTo(4.3, 6);
    expect(plan.objective.unmet).toBeGreaterThan(0);
    expect(plan.objective.value).toBeCloseTo(
      kind === 'lexicographic'
        ? (plan.objective.cost ?? 0)
        : plan.objective.unmet + (plan.objective.cost ?? 0) / 1000,
      2,
    );
  });

  it('meets all demand at least cost where it can, lexicographically', async () => {
    const rich: World = { ...poor, budgets: [{ id: 'all' }] };
    const first = await makePlan(
      inputOf({ ...rich, more: { objective: { kind: 'lexicographic' } } }, solver),
    );
    const cheapest = await makePlan(inputOf(rich, solver));
    expect(first.objective.unmet).toBe(0);
    expect(first.objective.cost).toBeCloseTo(cheapest.objective.cost ?? Number.NaN, 2);
  });
});

describe('what stands already', () => {
  it('serves before anything is bought, and pays its way', async () => {
    const fleet = [{ id: 'old', system: 'box', site: 'site-0', count: [6, 6, 6, 6] }];
    const plan = await makePlan(inputOf({ ...poor, more: { fleet } }, solver));
    expect(plan.lines).toEqual([]);
    expect(plan.cash[0]?.energy).toBeGreaterThan(0);
    expect(plan.stock.map((each) => each.systems)).toEqual([6, 6, 6, 6]);
  });

  it('keeps frozen orders as they were placed and charges them to their budget', async () => {
    const frozen = [{ id: 'promised', offer: 'box-offer', site: 'site-0', count: 2, order: 0, delivery: 1 }];
    const peak = [0, 10, 10, 10].map((each) => requestsPerSecond(each));
    const plan = await makePlan(
      inputOf(
        { ...poor, services: [{ id: 'chat', peak }], budgets: [{ id: 'all' }], more: { frozen } },
        solver,
      ),
    );
    const line = plan.lines.find((each) => each.frozen);
    expect(line).toMatchObject({ id: 'promised', count: 2, deliveryQuarter: '2025Q2' });
    expect(plan.lines.reduce((sum, each) => sum + each.count, 0)).toBe(6);
    expect(plan.budgets[0]?.spent).toBeCloseTo(6 * 1.1e6, 0);
  });

  it('leaves of a budget what frozen orders have not used', async () => {
    const frozen = [{ id: 'promised', offer: 'box-offer', site: 'site-0', count: 2, order: 0, delivery: 0 }];
    const status = async (limit: number): Promise<string> =>
      (await makePlan(inputOf({ ...poor, budgets: [{ id: 'all', limit }], more: { frozen } }, solver)))
        .status;
    expect(await status(6.6e6)).toBe('optimal');
    expect(await status(6.5e6)).toBe('infeasible');
  });

  it('counts frozen orders in a share', async () => {
    const floor = {
      id: 'floor',
      name: 'floor',
      rule: undefined,
      atLeast: 0.5,
      atMost: undefined,
      metric: 'units',
      sites: ['site-0'],
      from: 0,
      to: 3,
      binding: true,
    } as const;
    const world: World = {
      systems: [{ id: 'home' }, { id: 'away' }],
      offers: [
        { id: 'home-buy', system: 'home', price: 2e6, domestic: true },
        { id: 'away-buy', system: 'away', price: 1e6 },
      ],
      services: [{ id: 'chat' }],
      rates: { home: { serve: 2 }, away: { serve: 2 } },
      more: {
        shares: [floor],
        frozen: [{ id: 'promised', offer: 'away-buy', site: 'site-0', count: 3, order: 0, delivery: 0 }],
      },
    };
    const plan = await makePlan(inputOf(world, solver));
    expect(plan.lines.map(({ offer, count }) => [offer, count])).toEqual([
      ['home-buy', 3],
      ['away-buy', 3],
    ]);
    expect(plan.shares[0]?.units).toBeCloseTo(0.5, 9);
  });

  it('ends a lease with its term and orders again', async () => {
    const offers = [{ id: 'rent', system: 'box', kind: 'lease' as const, termQuarters: 2, price: 1e5 }];
    const plan = await makePlan(inputOf({ offers, services: [{ id: 'chat' }] }, solver));
    expect(plan.lines.map((line) => [line.id, line.count, line.endQuarter])).toEqual([
      ['rent@site-0@2025Q1', 6, '2025Q2'],
      ['rent@site-0@2025Q3', 6, '2025Q4'],
    ]);
  });
});

describe('training runs', () => {
  it('spread over quarters where later is cheaper but a gang is at its most', async () => {
    const world: World = {
      offers: [{ id: 'rent', system: 'box', kind: 'lease' as const, termQuarters: 1, price: 1e5 }],
      runs: [{ id: 'wide', flop: 1.5e24, gangMin: 8, gangMax: 160 }],
      rates: { box: { train: 4e15 } },
    };
    const plan = await makePlan(inputOf(world, solver));
    expect(plan.runs[0]?.unmet).toBe(0);
    expect(plan.placements.length).toBeGreaterThan(1);
    for (const { systems } of plan.placements) expect(systems * 8).toBeLessThanOrEqual(160 * (1 + 1e-6));
    expect(plan.runs[0]?.gang).toBeCloseTo(160, 4);
  });

  it('never work with less than their gang, nor more than scales', async () => {
    const world: World = {
      sites: [{}, {}],
      runs: [{ id: 'long', flop: 1.2e24, gangMin: 160, gangMax: 320 }],
      offers: [{ system: 'box', allocation: [10, 10, 20, 20] }],
      rates: { box: { train: 4e15 } },
    };
    const plan = await makePlan(inputOf(world, solver));
    expect(plan.runs[0]?.unmet).toBe(0);
    for (const { systems } of plan.placements) {
      expect(systems * 8).toBeGreaterThanOrEqual(160 * (1 - 1e-6));
      expect(systems * 8).toBeLessThanOrEqual(320 * (1 + 1e-6));
    }
  });
});
