import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondsPerQuarter, requestsPerSecond, watts } from '../quantity/index.ts';
import type { PlanFile } from '../plan/index.ts';
import { judgeLines } from './candidates/index.ts';
import type { Candidate } from './candidates/index.ts';
import { inputOf, judgeBy } from './fixtures.ts';
import type { World } from './fixtures.ts';
import { localSolver, makePlan } from './index.ts';

const solver = await localSolver();

/** The optimum itself, without what is answered beside it. */
const bare = { timeLimit: 30, gap: 0, seed: 1, answers: false };

/** Two systems, one site, three quarters, one service, few whole orders, perhaps something that stands: small enough to try every plan. */
interface Tiny {
  readonly price: readonly [number, number];
  readonly rate: readonly [number, number];
  readonly power: readonly [number, number];
  readonly sitePower: number;
  readonly peak: readonly [number, number, number];
  readonly lead: 0 | 1;
  readonly lease: boolean;
  readonly allocation: number;
  readonly share: number;
  readonly metric: 'units' | 'spend';
  readonly budget: number;
  /** First quarter that counts against the budget, and whether orders count there or what is paid. */
  readonly from: 0 | 1;
  readonly counts: 'orders' | 'cash';
  /** Home systems that stand already. */
  readonly fleet: 0 | 1;
}

const tiny = fc.record<Tiny>({
  price: fc.tuple(fc.integer({ min: 5, max: 30 }), fc.integer({ min: 5, max: 30 })),
  rate: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  power: fc.tuple(fc.integer({ min: 5, max: 20 }), fc.integer({ min: 5, max: 20 })),
  sitePower: fc.integer({ min: 20, max: 80 }),
  peak: fc.tuple(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 8 })),
  lead: fc.constantFrom(0, 1),
  lease: fc.boolean(),
  allocation: fc.integer({ min: 1, max: 2 }),
  share: fc.constantFrom(0, 0.3, 0.5),
  metric: fc.constantFrom('units', 'spend'),
  budget: fc.integer({ min: 20, max: 120 }),
  from: fc.constantFrom(0, 1),
  counts: fc.constantFrom('orders', 'cash'),
  fleet: fc.constantFrom(0, 1),
});

function worldOf(it: Tiny): World {
  const peak = it.peak.map((each) => requestsPerSecond(each));
  return {
    quarters: 3,
    systems: [
      { id: 'home', accelerators: 8, watts: (it.power[0] ?? 0) * 1e3 },
      { id: 'away', accelerators: 4, watts: (it.power[1] ?? 0) * 1e3 },
    ],
    sites: [{ id: 'a', power: [0, 1, 2].map(() => watts(it.sitePower * 1e3)), pue: 1.2 }],
    offers: [
      {
        id: 'home-buy',
        system: 'home',
        price: it.price[0] * 1e5,
        domestic: true,
        allocation: [it.allocation, it.allocation, it.allocation],
        leadQuarters: it.lead,
      },
      {
        id: 'away-offer',
        system: 'away',
        price: it.price[1] * (it.lease ? 2e4 : 1e5),
        allocation: [it.allocation, it.allocation, it.allocation],
        ...(it.lease && { kind: 'lease' as const, termQuarters: 1 }),
      },
    ],
    services: [{ id: 'chat', peak, mean: peak }],
    budgets: [{ id: 'all', limit: it.budget * 1e5, from: it.from, counts: it.counts }],
    rates: { home: { serve: it.rate[0] }, away: { serve: it.rate[1] } },
    more: {
      fleet: it.fleet === 0 ? [] : [{ id: 'old', system: 'home', site: 'a', count: [1, 1, 1] }],
      shares:
        it.share === 0
          ? []
          : [
              {
                id: 'floor',
                name: 'floor',
                rule: undefined,
                atLeast: it.share,
                atMost: undefined,
                metric: it.metric,
                sites: ['a'],
                from: 0,
                to: 2,
                binding: true,
              },
            ],
    },
  };
}

/**
 * The least cost over every set of whole orders, by the conventions of the program written out again: what is
 * delivered when, what it pays, what it draws. Undefined where no set of orders does.
 */
function bruteForce(it: Tiny, candidates: readonly Candidate[]): number | undefined {
  const costs = {
    network: 0.1,
    support: 0.05,
    load: 0.8,
    life: 5,
    resale: 0.3,
    availability: 0.95,
    tariff: 2e-8,
    space: 0.1,
    pue: 1.2,
    rate: 0.08,
  };
  const weight = (q: number): number => (1 + costs.rate) ** -((q + 0.5) / 4);
  const running = (watt: number): number =>
    watt * costs.load * costs.pue * costs.tariff * secondsPerQuarter + watt * costs.space;
  const homeWatt = it.power[0] * 1e3;
  const old = it.fleet * [0, 1, 2].reduce((sum, q) => sum + running(homeWatt) * weight(q), 0);
  const unit = candidates.map((each) => {
    const watt = each.system.power.value ?? 0;
    const price = each.offer.price;
    const counted = (it.counts === 'orders' ? each.order : each.delivery) >= it.from ? 1 : 0;
    if (each.offer.kind === 'lease') return { cash: price * weight(each.delivery), budget: counted * price };
    const upkeep = running(watt) + (price * costs.support) / 4;
    const stood = [0, 1, 2].filter((q) => q >= each.delivery);
    const resale = price * costs.resale * (1 - stood.length / (4 * costs.life));
    const cash =
      price * (1 + costs.network) * weight(each.delivery) +
      stood.reduce((sum, q) => sum + upkeep * weight(q), 0) -
      resale * weight(2);
    return { cash, budget: counted * price * (1 + costs.network) };
  });
  let best: number | undefined;
  const counts = candidates.map(() => 0);
  const sum = (of: (each: Candidate, index: number) => number): number =>
    candidates.reduce((total, each, index) => total + (counts[index] ?? 0) * of(each, index), 0);
  const fits = (): boolean => {
    if (sum((_, index) => unit[index]?.budget ?? 0) > it.budget * 1e5 + 1e-6) return false;
    const size = (each: Candidate): number =>
      it.metric === 'units' ? each.system.accelerators : each.offer.price / 1e5;
    if (sum((each) => (each.offer.domestic ? size(each) : 0)) < it.share * sum(size) - 1e-9) return false;
    return [0, 1, 2].every((q) => {
      const watt =
        it.fleet * homeWatt * costs.pue +
        sum((each) => (stands(each, q) ? (each.system.power.value ?? 0) * costs.pue : 0));
      const served =
        it.fleet * costs.availability * it.rate[0] +
        sum((each) =>
          stands(each, q) ? costs.availability * (each.system.id === 'home' ? it.rate[0] : it.rate[1]) : 0,
        );
      return watt <= it.sitePower * 1e3 + 1e-6 && served >= (it.peak[q] ?? 0) - 1e-9;
    });
  };
  const visit = (index: number, cash: number): void => {
    if (index === candidates.length) {
      if ((best === undefined || cash < best) && fits()) best = cash;
      return;
    }
    for (let count = 0; count <= it.allocation; count += 1) {
      counts[index] = count;
      visit(index + 1, cash + count * (unit[index]?.cash ?? 0));
    }
    counts[index] = 0;
  };
  visit(0, old);
  return best;
}

function stands(each: Candidate, q: number): boolean {
  return q >= each.delivery && (each.offer.kind === 'purchase' || q < each.delivery + 1);
}

async function planOf(world: World, more: Parameters<typeof inputOf>[2] = {}): Promise<PlanFile> {
  return makePlan(inputOf(world, solver, { options: bare, ...more }));
}

describe('the optimum', () => {
  test('is what trying every plan finds', async () => {
    let feasible = 0;
    await fc.assert(
      fc.asyncProperty(tiny, async (it) => {
        const input = inputOf(worldOf(it), solver, { options: bare });
        const expected = bruteForce(it, judgeLines(input.scenario, judgeBy()).candidates);
        const plan = await makePlan(input);
        expect(plan.status).toBe(expected === undefined ? 'infeasible' : 'optimal');
        if (expected === undefined) return;
        feasible += 1;
        expect(plan.objective.cost).toBeCloseTo(expected, 0);
        expect(plan.objective.value).toBeCloseTo(expected, 0);
      }),
      { numRuns: 80, seed: 20_250_120 },
    );
    expect(feasible).toBeGreaterThan(15);
  });
});

describe('what more and less must do', () => {
  test('never costs more with more budget', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, fc.integer({ min: 1, max: 50 }), async (it, extra) => {
        const [less, more] = [
          await planOf(worldOf(it)),
          await planOf(worldOf({ ...it, budget: it.budget + extra })),
        ];
        expect(costOf(more)).toBeLessThanOrEqual(costOf(less) * (1 + 1e-6));
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  test('never costs less under a stricter rule', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, async (it) => {
        const strict = judgeBy(({ system }) => (system === 'away' ? ['export'] : []));
        const [free, bound] = [await planOf(worldOf(it)), await planOf(worldOf(it), { judge: strict })];
        expect(costOf(bound)).toBeGreaterThanOrEqual(costOf(free) * (1 - 1e-6));
      }),
      { numRuns: 15, seed: 2 },
    );
  });

  test('is the same however the input is ordered, and every time', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, async (it) => {
        const input = inputOf(worldOf(it), solver, { options: bare });
        const { offers, systems, services } = input.scenario;
        const turned = {
          ...input,
          scenario: {
            ...input.scenario,
            offers: offers.toReversed(),
            services: services.toReversed(),
            systems: new Map([...systems].toReversed()),
          },
          rates: { ...input.rates, services: input.rates.services.toReversed() },
        };
        const [first, again, other] = [await makePlan(input), await makePlan(input), await makePlan(turned)];
        expect(JSON.stringify(again)).toBe(JSON.stringify(first));
        expect(JSON.stringify(other)).toBe(JSON.stringify(first));
      }),
      { numRuns: 10, seed: 3 },
    );
  });
});

function costOf(plan: PlanFile): number {
  return plan.status === 'infeasible' ? Infinity : (plan.objective.cost ?? Infinity);
}
