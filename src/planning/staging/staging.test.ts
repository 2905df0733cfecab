import type { Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../quantity/index.ts';
import { loadSolver } from '../solver/index.ts';
import type { Decision, Risk, StagedProblem } from './problem.ts';
import { reduceFutures } from './reduce.ts';
import { cvar, riskOf } from './risk.ts';
import { foresightOf, solveStaged, valueUnder, type StagedOptions } from './solve.ts';
import { textProblem, type TextFuture } from './textbook.ts';

let highs: Highs;
beforeAll(async () => {
  highs = await loadSolver();
});

const options: StagedOptions = { seconds: 60, gap: 0, seed: 1, clock: () => 0, interrupted: () => false };
const expectedRisk: Risk = { kind: 'expected' };
const decision = (name: string, upper = Infinity, whole = false): Decision => ({
  name,
  lower: 0,
  upper,
  whole,
});
const probabilitiesOf = ({ futures }: StagedProblem): readonly number[] =>
  futures.map(({ probability }) => probability);

/** Wait-and-see value, and what knowing is worth. */
function knowing(problem: StagedProblem): number {
  return problem.futures.reduce(
    (sum, future) => sum + future.probability * foresightOf(highs, problem, future, options),
    0,
  );
}

const farm = (name: string, probability: number, factor: number): TextFuture => ({
  name,
  probability,
  costs: {
    wheat: 150,
    corn: 230,
    beets: 260,
    buyWheat: 238,
    buyCorn: 210,
    sellWheat: -170,
    sellCorn: -150,
    sellBeets: -36,
    dumpBeets: -10,
  },
  rows: [
    { of: { wheat: 1, corn: 1, beets: 1 }, upper: 500 },
    { of: { wheat: 2.5 * factor, buyWheat: 1, sellWheat: -1 }, lower: 200 },
    { of: { corn: 3 * factor, buyCorn: 1, sellCorn: -1 }, lower: 240 },
    { of: { sellBeets: 1, dumpBeets: 1, beets: -20 * factor }, upper: 0 },
  ],
  upper: { sellBeets: 6000 },
});

describe('the farmer (Birge and Louveaux, Introduction to Stochastic Programming, section 1.1)', () => {
  const crops = ['wheat', 'corn', 'beets'];
  const yields = [1.2, 1, 0.8];
  const problem = (): StagedProblem =>
    textProblem(
      crops.map((name) => decision(name)),
      yields.map((factor, index) => farm(`yield ${index}`, 1 / 3, factor)),
    );

  it('earns 108,390, with 170, 80 and 250 acres', () => {
    const solved = solveStaged(highs, problem(), expectedRisk, options);
    expect(solved.value).toBeCloseTo(-108_390, 6);
    expect(solved.decisions.map((acres) => Math.round(acres * 1e6) / 1e6)).toEqual([170, 80, 250]);
    expect(solved.proven).toBe(true);
  });

  it('values perfect information at 7,015.6 and the stochastic solution at 1,150', () => {
    const here = solveStaged(highs, problem(), expectedRisk, options);
    expect(here.value - knowing(problem())).toBeCloseTo(7015.5556, 3);
    const mean = solveStaged(
      highs,
      textProblem(
        crops.map((name) => decision(name)),
        [farm('mean', 1, 1)],
      ),
      expectedRisk,
      options,
    );
    expect(mean.value).toBeCloseTo(-118_600, 6);
    const fixed = problem().futures.reduce(
      (sum, future) => sum + future.probability * valueUnder(highs, future, mean.decisions, options),
      0,
    );
    expect(fixed - here.value).toBeCloseTo(1150, 6);
  });

  it('is the same by decomposition', () => {
    const solved = solveStaged(highs, problem(), expectedRisk, { ...options, mostColumns: 1 });
    expect(solved.method).toBe('benders');
    expect(solved.value).toBeCloseTo(-108_390, 4);
    expect(solved.bound).toBeCloseTo(-108_390, 4);
  });
});

describe('capacity expansion of electricity (Louveaux and Smeers 1988; Birge and Louveaux, section 1.3; test instance LandS)', () => {
  const plants = ['x1', 'x2', 'x3', 'x4'];
  const run = [
    [40, 45, 32, 55],
    [24, 27, 19.2, 33],
    [4, 4.5, 3.2, 5.5],
  ];
  const future = (load: number, probability: number): TextFuture => ({
    name: `load ${load}`,
    probability,
    costs: {
      x1: 10,
      x2: 7,
      x3: 16,
      x4: 6,
      ...Object.fromEntries(
        run.flatMap((costs, mode) => costs.map((cost, plant) => [`y${plant}${mode}`, cost])),
      ),
    },
    rows: [
      { of: { x1: 1, x2: 1, x3: 1, x4: 1 }, lower: 12 },
      { of: { x1: 10, x2: 7, x3: 16, x4: 6 }, upper: 120 },
      ...plants.map((plant, index) => ({
        of: { [`y${index}0`]: 1, [`y${index}1`]: 1, [`y${index}2`]: 1, [plant]: -1 },
        upper: 0,
      })),
      ...[load, 3, 2].map((asked, mode) => ({
        of: Object.fromEntries(plants.map((_, index) => [`y${index}${mode}`, 1])),
        lower: asked,
      })),
    ],
  });
  const problem = (): StagedProblem =>
    textProblem(
      plants.map((name) => decision(name)),
      [future(3, 0.3), future(5, 0.4), future(7, 0.3)],
    );

  it('costs 381.853 with capacities 2.67, 4, 3.33 and 2', () => {
    const solved = solveStaged(highs, problem(), expectedRisk, options);
    expect(solved.value).toBeCloseTo(381.853_33, 4);
    expect(solved.decisions.map((value) => Math.round(value * 100) / 100)).toEqual([2.67, 4, 3.33, 2]);
  });

  it('is the same by decomposition', () => {
    const solved = solveStaged(highs, problem(), expectedRisk, { ...options, mostColumns: 1 });
    expect(solved.value).toBeCloseTo(381.853_33, 3);
    expect(solved.value - solved.bound).toBeLessThan(1e-4);
  });
});

const demand = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** What is lost in each demand for an order. */
const loss = (order: number): readonly number[] =>
  demand.map((asked) => order - 2.5 * Math.min(asked, order) - 0.2 * Math.max(0, order - asked));

const newsvendor = (whole = false): StagedProblem =>
  textProblem(
    [decision('order', 200, whole)],
    demand.map((asked) => ({
      name: `demand ${asked}`,
      probability: 0.1,
      costs: { order: 1, sold: -2.5, returned: -0.2 },
      rows: [{ of: { sold: 1, returned: 1, order: -1 }, upper: 0 }],
      upper: { sold: asked },
    })),
  );

describe('the newsvendor', () => {
  it('orders the critical quantile: (2.5 − 1) / (2.5 − 0.2) = 65.2 %, so 70', () => {
    const solved = solveStaged(highs, newsvendor(), expectedRisk, options);
    expect(solved.decisions[0]).toBeCloseTo(70, 6);
    const profit = demand.reduce(
      (sum, asked) => sum + 0.1 * (2.5 * Math.min(asked, 70) + 0.2 * Math.max(0, 70 - asked) - 70),
      0,
    );
    expect(solved.value).toBeCloseTo(-profit, 9);
  });

  it('under CVaR orders what minimising the mean of the worst directly gives', () => {
    for (const [alpha, weight] of [
      [0.5, 1],
      [0.8, 0.7],
      [0.35, 0.4],
    ] as const) {
      const risk: Risk = { kind: 'cvar', alpha, weight };
      const solved = solveStaged(highs, newsvendor(), risk, options);
      const direct = Math.min(
        ...Array.from({ length: 2001 }, (_, tenth) =>
          riskOf(
            risk,
            loss(tenth / 10),
            demand.map(() => 0.1),
          ),
        ),
      );
      expect(solved.value).toBeCloseTo(direct, 6);
      expect(solved.bound).toBeCloseTo(direct, 6);
    }
  });

  it('under the worst case and under regret agrees with trying every order', () => {
    const foresight = newsvendor().futures.map((future) => foresightOf(highs, newsvendor(), future, options));
    expect(foresight).toEqual(demand.map((asked) => expect.closeTo(-1.5 * asked, 6)));
    for (const risk of [{ kind: 'worst' }, { kind: 'regret', foresight }] as const) {
      const solved = solveStaged(highs, newsvendor(), risk, options);
      const direct = Math.min(
        ...Array.from({ length: 20_001 }, (_, part) =>
          riskOf(
            risk,
            loss(part / 100),
            demand.map(() => 0.1),
          ),
        ),
      );
      expect(solved.value).toBeGreaterThan(direct - 0.02);
      expect(solved.value).toBeLessThan(direct + 1e-6);
    }
  });
});

/** Buy whole units now or dearer later, in three futures of which two share a node: a three-stage tree. */
function tree(seed: number): { readonly problem: StagedProblem; readonly least: number } {
  const stream = randomStream(seed, 'tree');
  const draw = (low: number, high: number): number => Math.round(low + stream.next() * (high - low));
  const asked = [draw(1, 6), draw(1, 6), draw(4, 9)];
  const [now, middle, late, short] = [draw(4, 8), draw(5, 10), draw(8, 14), draw(15, 30)];
  const probabilities = [0.25, 0.35, 0.4];
  const future = (index: number): TextFuture => ({
    name: `f${index}`,
    probability: probabilities[index] ?? 0,
    costs: { now, [index < 2 ? 'left' : 'right']: middle, late, short },
    rows: [
      { of: { now: 1, [index < 2 ? 'left' : 'right']: 1, late: 1, short: 1 }, lower: asked[index] ?? 0 },
    ],
    upper: { late: 2 },
  });
  const names = ['now', 'left', 'right'];
  const problem = textProblem(
    names.map((name) => decision(name, 9, true)),
    [0, 1, 2].map(future),
  );
  let least = Infinity;
  for (let a = 0; a <= 9; a += 1)
    for (let b = 0; b <= 9; b += 1)
      for (let c = 0; c <= 9; c += 1) {
        const total = asked.reduce((sum, need, index) => {
          const missing = Math.max(0, need - a - (index < 2 ? b : c));
          const cheap = late < short ? Math.min(2, missing) : 0;
          const cost = now * a + middle * (index < 2 ? b : c) + late * cheap + short * (missing - cheap);
          return sum + (probabilities[index] ?? 0) * cost;
        }, 0);
        least = Math.min(least, total);
      }
  return { problem, least };
}

describe('small random trees', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'tree %i costs what trying every decision finds',
    (seed) => {
      const { problem, least } = tree(seed);
      const extensive = solveStaged(highs, problem, expectedRisk, options);
      expect(extensive.value).toBeCloseTo(least, 6);
      expect(extensive.bound).toBeCloseTo(least, 6);
      const decomposed = solveStaged(highs, problem, expectedRisk, { ...options, mostColumns: 1 });
      expect(decomposed.value).toBeCloseTo(least, 6);
      expect(knowing(problem)).toBeLessThanOrEqual(least + 1e-9);
    },
  );

  it('never have a risk below that of the decisions that are best for another', () => {
    const { problem } = tree(3);
    const p = probabilitiesOf(problem);
    const risks: readonly Risk[] = [expectedRisk, { kind: 'cvar', alpha: 0.6, weight: 1 }, { kind: 'worst' }];
    const solved = risks.map((risk) => solveStaged(highs, problem, risk, options));
    for (const [index, risk] of risks.entries())
      for (const other of solved)
        expect(solved[index]?.value).toBeLessThanOrEqual(riskOf(risk, other.values, p) + 1e-9);
  });
});

describe('decisions that do not arrive whole', () => {
  it('cost what is lost on the part that does not, and are bought with it in mind', () => {
    const base = textProblem(
      [decision('order', 100)],
      [
        {
          name: 'all',
          probability: 0.5,
          costs: { order: 1, short: 5 },
          rows: [{ of: { order: 1, short: 1 }, lower: 10 }],
        },
        {
          name: 'half',
          probability: 0.5,
          costs: { order: 1, short: 5 },
          rows: [{ of: { order: 1, short: 1 }, lower: 10 }],
        },
      ],
    );
    const halved: StagedProblem = {
      ...base,
      futures: base.futures.map((future, index) =>
        index === 0
          ? future
          : { ...future, shared: future.shared.map((each) => ({ ...each, factor: 0.5, cost: 0.1 })) },
      ),
    };
    const solved = solveStaged(highs, halved, expectedRisk, options);
    // Beyond 10 a unit costs 0.5 + 0.5 × (0.5 + 0.1) and saves 0.5 × 0.5 × 5: worth it up to 20.
    expect(solved.decisions[0]).toBeCloseTo(20, 6);
    expect(solved.value).toBeCloseTo(0.5 * 20 + 0.5 * (10 + 2), 6);
  });
});

describe('risk and reduction', () => {
  it('CVaR by probability agrees with the least of its defining function', () => {
    const values = [3, 9, 4, 7];
    const p = [0.1, 0.2, 0.4, 0.3];
    const least = Math.min(
      ...values.map(
        (eta) =>
          eta + values.reduce((sum, value, i) => sum + (p[i] ?? 0) * Math.max(0, value - eta), 0) / 0.35,
      ),
    );
    expect(cvar(0.65, values, p)).toBeCloseTo(least, 12);
  });

  it('keeps the futures that stand best for all, and all probability', () => {
    const features = [[0], [0.1], [0.2], [5], [5.2], [9]];
    const p = [0.2, 0.2, 0.2, 0.15, 0.15, 0.1];
    const reduced = reduceFutures(features, p, 3);
    expect(reduced.kept).toHaveLength(3);
    expect(reduced.probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    let least = Infinity;
    for (let a = 0; a < 6; a += 1)
      for (let b = a + 1; b < 6; b += 1)
        for (let c = b + 1; c < 6; c += 1) {
          const left = features.reduce(
            (sum, [x = 0], i) =>
              sum + (p[i] ?? 0) * Math.min(...[a, b, c].map((k) => Math.abs(x - (features[k]?.[0] ?? 0)))),
            0,
          );
          least = Math.min(least, left);
        }
    expect(reduced.distance).toBeGreaterThanOrEqual(least - 1e-12);
    expect(reduced.distance).toBeLessThan(1.5 * least);
    // With one kept, forward selection is exact.
    const single = features.map(([x = 0]) =>
      features.reduce((sum, [y = 0], i) => sum + (p[i] ?? 0) * Math.abs(x - y), 0),
    );
    expect(reduceFutures(features, p, 1).distance).toBeCloseTo(Math.min(...single), 12);
    expect(reduceFutures(features, p, 99).distance).toBe(0);
  });
});
