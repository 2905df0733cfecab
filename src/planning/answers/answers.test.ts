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

/** The same for a demand so large that whole systems hardly matter. */
const large: World = {
  ...two,
  services: [{ id: 'chat', peak: [0, 1, 2, 3].map(() => requestsPerSecond(1000)) }],
};

/** The optimum without answers. */
const quick = { timeLimit: 30, gap: 0, seed: 1, answers: false };

/** The plan at some floor of the domestic share, for a demand large enough that whole systems hardly matter. */
async function planAtFloor(atLeast: number): ReturnType<typeof makePlan> {
  return makePlan(inputOf({ ...large, more: { shares: [{ ...floor, atLeast }] } }, solver));
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

  it('of a share have two sides, and the price lies between them', async () => {
    const plan = await planAtFloor(0.3);
    const limit = plan.limits.find(({ id }) => id === 'share:floor');
    const cost = -(limit?.price ?? 0);
    const { more, less } = limit?.sides ?? { more: null, less: null };
    expect(more ?? 0).toBeGreaterThanOrEqual(cost * 0.99);
    expect(less ?? Infinity).toBeLessThanOrEqual(cost * 1.01);
    expect(less).toBeGreaterThan(0);
    const counted = plan.lines.flatMap(({ why }) => why).find((sentence) => sentence.includes('domestic'));
    expect(counted).toMatch(
      /“Domestic floor”, which binds: one point more costs .* USD, one point less saves /u,
    );
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

  it('name the rate at which an absent system enters and a planned one leaves, and there they do', async () => {
    const plan = await makePlan(inputOf(large, solver));
    const rate = (line: string): { readonly now: number; readonly flips: number } => {
      const found = plan.breakEvens.find((each) => each.what === 'rate' && each.line === line);
      return { now: found?.now ?? 0, flips: found?.flips ?? 0 };
    };
    const [enters, leaves] = [rate('home-buy@site-0'), rate('away-buy@site-0')];
    expect(enters.now).toBe(2);
    expect(enters.flips).toBeGreaterThan(2);
    expect(leaves.flips).toBeLessThan(2);
    const chosen = async (home: number, away: number): Promise<string | undefined> => {
      const rates = { home: { serve: home }, away: { serve: away } };
      const { lines } = await makePlan(inputOf({ ...large, rates }, solver, { options: quick }));
      return lines.toSorted((a, b) => b.count - a.count)[0]?.offer;
    };
    expect(await chosen(enters.flips * 0.98, 2)).toBe('away-buy');
    expect(await chosen(enters.flips * 1.02, 2)).toBe('home-buy');
    expect(await chosen(2, leaves.flips * 1.03)).toBe('away-buy');
    expect(await chosen(2, leaves.flips * 0.97)).toBe('home-buy');
  });

  it('say at which price a training run would move as a whole, and there it does', async () => {
    const training: World = {
      systems: [{ id: 'home' }, { id: 'away' }],
      offers: [
        { id: 'home-buy', system: 'home', price: 3e6 },
        { id: 'away-buy', system: 'away', price: 1e6 },
      ],
      runs: [{ id: 'pretraining', flop: 2e25 }],
      rates: { home: { train: 1e16 }, away: { train: 1e16 } },
    };
    const plan = await makePlan(inputOf(training, solver));
    expect(plan.runs[0]?.system).toBe('away');
    const moves = plan.breakEvens.find((each) => each.what === 'price' && each.line === 'home-buy@site-0');
    const faster = plan.breakEvens.find((each) => each.what === 'rate' && each.line === 'home-buy@site-0');
    const atRate = async (rate: number): Promise<string | null | undefined> => {
      const rates = { home: { train: rate }, away: { train: 1e16 } };
      return (await makePlan(inputOf({ ...training, rates }, solver, { options: quick }))).runs[0]?.system;
    };
    expect(await atRate((faster?.flips ?? 0) * 0.95)).toBe('away');
    expect(await atRate((faster?.flips ?? 0) * 1.05)).toBe('home');
    const at = async (price: number): Promise<string | null | undefined> => {
      const offers =
        training.offers?.map((each) => (each.id === 'home-buy' ? { ...each, price } : each)) ?? [];
      return (await makePlan(inputOf({ ...training, offers }, solver, { options: quick }))).runs[0]?.system;
    };
    expect(moves?.sentence).toMatch(/^pretraining would move to home at Site 0/u);
    expect(await at((moves?.flips ?? 0) * 1.03)).toBe('away');
    expect(await at((moves?.flips ?? 0) * 0.97)).toBe('home');
  });

  it('call a system that no plan is without what it is', async () => {
    const scarce: World = { ...large, budgets: [{ id: 'all', limit: 6e8 * 1.1 }] };
    const plan = await makePlan(inputOf(scarce, solver));
    const price = plan.breakEvens.find((each) => each.what === 'price' && each.line === 'away-buy@site-0');
    expect(price?.flips).toBeNull();
    expect(price?.sentence).toContain('cannot be done without');
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
