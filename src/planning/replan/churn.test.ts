import { describe, expect, it } from 'vitest';
import { requestsPerSecond } from '../../quantity/index.ts';
import { inputOf, type World } from '../fixtures.ts';
import { localSolver, makePlan } from '../index.ts';

const solver = await localSolver();
const peak = [requestsPerSecond(0), requestsPerSecond(3)];
/** Two systems that do the same; `new` is 10,000 cheaper a piece than `old`, of which two were planned. */
const world: World = {
  quarters: 2,
  systems: [
    { id: 'old', watts: 1e4 },
    { id: 'new', watts: 1e4 },
  ],
  rates: { old: { serve: 2 }, new: { serve: 2 } },
  offers: [
    { id: 'old-buy', system: 'old', price: 1e5 },
    { id: 'new-buy', system: 'new', price: 9e4 },
  ],
  services: [{ id: 'chat', peak, mean: peak }],
};
const input = inputOf(world, solver, { options: { timeLimit: 30, gap: 0, seed: 1, answers: false } });

/** What is planned anew at a price per changed system, as systems by offer, and the objective. */
async function planned(perSystem: number, part = 0, gap = 0) {
  const [quarter = ''] = input.scenario.quarters;
  const [site] = input.scenario.sites;
  const before = new Map([[`old-buy@${site?.id ?? ''}@${quarter}`, { count: 2, price: 1e5 }]]);
  const replan = { past: 0, churn: { part, perSystem }, before };
  const plan = await makePlan({
    ...input,
    scenario: { ...input.scenario, replan },
    options: { ...input.options, gap },
  });
  return {
    orders: Object.fromEntries(plan.lines.map(({ offer, count }) => [offer, count])),
    paid: (plan.objective.value ?? 0) - (plan.objective.cost ?? 0),
  };
}

describe('the price of changes', () => {
  it('lets orders change while that saves more than it costs', async () => {
    // Two dropped and two added: 4 × 1,000 against about 20,000 saved, less resale and support.
    const { orders, paid } = await planned(1_000);
    expect(orders).toEqual({ 'new-buy': 2 });
    expect(paid).toBeCloseTo(4_000, 3);
  });

  it('keeps orders where changing them costs more', async () => {
    const { orders, paid } = await planned(10_000);
    expect(orders).toEqual({ 'old-buy': 2 });
    expect(paid).toBeCloseTo(0, 6);
  });

  it('counts a part of the price: that of then for what is dropped, that of today for what is new', async () => {
    const { orders, paid } = await planned(0, 0.01);
    expect(orders).toEqual({ 'new-buy': 2 });
    expect(paid).toBeCloseTo(0.01 * (2 * 1e5 + 2 * 9e4), 3);
  });

  it('keeps the plan while it is within the gap, whatever a change costs', async () => {
    expect((await planned(0, 0, 0.5)).orders).toEqual({ 'old-buy': 2 });
    expect((await planned(0, 0, 0)).orders).toEqual({ 'new-buy': 2 });
  });
});
