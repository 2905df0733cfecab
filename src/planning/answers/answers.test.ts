import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputOf, judgeBy, ratesOf, scenarioOf } from '../fixtures.ts';
import type { World } from '../fixtures.ts';
import { requestsPerSecond, watts } from '../../quantity/index.ts';
import { judgeLines } from '../candidates/index.ts';
import { makePlan } from '../index.ts';
import type { BuildInput } from '../program/index.ts';
import { localSolver } from '../solver/index.ts';
import { findConflict, ruleOf } from './conflict.ts';
import { wholeFeasible } from './feasible.ts';

const solver = await localSolver();
const options = { seed: 1, gap: 0, secondsLeft: () => 30 };

const two: World = {
  systems: [{ id: 'home' }, { id: 'away' }],
  offers: [
    { id: 'home-buy', system: 'home', price: 2e6, domestic: true },
    { id: 'away-buy', system: 'away', price: 1e6 },
  ],
  services: [{ id: 'chat' }],
  rates: { home: { serve: 2 }, away: { serve: 2 } },
};

const floor = {
  id: 'floor',
  name: 'Domestic floor',
  rule: undefined,
  atLeast: 0.3,
  atMost: undefined,
  metric: 'units',
  sites: ['site-0'],
  from: 0,
  to: 3,
  binding: true,
} as const;

/** The plan at some floor of the domestic share, for a demand large enough that whole systems hardly matter. */
async function planAtFloor(atLeast: number): ReturnType<typeof makePlan> {
  const peak = [0, 1, 2, 3].map(() => requestsPerSecond(1000));
  const services = [{ id: 'chat', peak }];
  return makePlan(inputOf({ ...two, services, more: { shares: [{ ...floor, atLeast }] } }, solver));
}

describe('prices at the plan', () => {
  it('are what one point of a share costs', async () => {
    const [plan, stricter] = [await planAtFloor(0.3), await planAtFloor(0.31)];
    const price = plan.limits.find((limit) => limit.id === 'share:floor')?.price ?? 0;
    expect(price).toBeLessThan(0);
    const cost = (stricter.objective.cost ?? 0) - (plan.objective.cost ?? 0);
    expect(-price / cost).toBeGreaterThan(0.8);
    expect(-price / cost).toBeLessThan(1.25);
  });

  it('say what waiving a rule would save, and what would then be bought', async () => {
    const judge = judgeBy(({ system }) => (system === 'away' ? ['export'] : []));
    const plan = await makePlan(inputOf(two, solver, { judge }));
    const free = await makePlan(inputOf(two, solver));
    const saved = plan.limits.find((limit) => limit.id === 'rule:export')?.price ?? 0;
    expect(saved / ((plan.objective.cost ?? 0) - (free.objective.cost ?? 0))).toBeGreaterThan(0.8);
    expect(plan.breakEvens.find((each) => each.what === 'rule')?.line).toBe('away-buy@site-0');
    expect(plan.lines[0]?.why.join(' ')).toContain('not permitted by “Rule export”');
  });
});

describe('break-evens', () => {
  it('name the price at which an absent system enters and a planned one leaves', async () => {
    const plan = await makePlan(inputOf(two, solver));
    const enters = plan.breakEvens.find((each) => each.line === 'home-buy@site-0');
    const leaves = plan.breakEvens.find((each) => each.line === 'away-buy@site-0');
    // Equal machines: the dear one enters where it costs what the cheap one does, and the other way round.
    expect(enters?.flips).toBeCloseTo(1e6, -4);
    expect(leaves?.flips).toBeGreaterThan(1.9e6);
    expect(leaves?.flips).toBeLessThan(2.2e6);
    const cheaper = {
      ...two,
      offers: [
        { id: 'home-buy', system: 'home', price: 0.99e6 },
        { id: 'away-buy', system: 'away', price: 1e6 },
      ],
    };
    expect((await makePlan(inputOf(cheaper, solver))).lines[0]?.offer).toBe('home-buy');
  });
});

describe('runner-ups', () => {
  it('differ from the plan and cost no more than the slack allows', async () => {
    const near: World = {
      ...two,
      offers: [
        { id: 'home-buy', system: 'home', price: 1.02e6 },
        { id: 'away-buy', system: 'away', price: 1e6 },
      ],
    };
    const plan = await makePlan(inputOf(near, solver));
    expect(plan.runnerUps.length).toBeGreaterThan(0);
    for (const each of plan.runnerUps) {
      expect(each.above).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(each.difference).toBeGreaterThanOrEqual(0.05);
    }
  });
});

describe('a conflict', () => {
  const worlds = fc.record({
    budget: fc.integer({ min: 1, max: 8 }),
    power: fc.integer({ min: 1, max: 10 }),
    allocation: fc.integer({ min: 0, max: 4 }),
    rules: fc.subarray(['export', 'import', 'use']),
  });

  it('is infeasible as a whole and feasible without any one member', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ budget, power, allocation, rules }) => {
        const world: World = {
          ...two,
          sites: [{ power: [0, 1, 2, 3].map(() => watts(power * 1e4)) }],
          offers: [
            { id: 'home-buy', system: 'home', price: 2e6, allocation: [0, 1, 2, 3].map(() => allocation) },
            { id: 'away-buy', system: 'away', price: 1e6 },
          ],
          budgets: [{ id: 'all', limit: budget * 1e6 }],
        };
        const scenario = scenarioOf(world);
        const judged = judgeLines(
          scenario,
          judgeBy(({ system }) => (system === 'away' ? rules : [])),
        );
        const base: BuildInput = {
          scenario,
          rates: ratesOf(world),
          judged,
          waived: new Set(),
          dropped: new Set(),
          gangs: new Set(),
        };
        const feasible = wholeFeasible(solver, options);
        if (await feasible(base)) return;
        const conflict = await findConflict(base, feasible);
        expect(conflict.length).toBeGreaterThan(0);
        const named = conflict.filter(({ kind }) => kind === 'rule').map(({ id }) => ruleOf(id));
        expect(rules).toEqual(expect.arrayContaining(named));
        for (const member of conflict) {
          const without = (others: typeof conflict): BuildInput => {
            const kept = new Set(others.flatMap(({ id, limits }) => [id, ...limits]));
            return {
              ...base,
              waived: new Set(['export', 'import', 'use'].filter((rule) => !kept.has(`rule:${rule}`))),
              dropped: new Set(everyLimit.filter((limit) => !kept.has(limit))),
            };
          };
          expect(await feasible(without(conflict))).toBe(false);
          expect(await feasible(without(conflict.filter((other) => other !== member)))).toBe(true);
        }
      }),
      { numRuns: 20, seed: 5 },
    );
  });

  const everyLimit = ['2025Q1', '2025Q2', '2025Q3', '2025Q4'].flatMap((quarter) => [
    `power:site-0:${quarter}`,
    `allocation:home-buy:${quarter}`,
    `demand:chat:${quarter}`,
    'budget:all',
  ]);
});
