import { describe, expect, it } from 'vitest';
import { generate } from '../../../bench/plan/generate.ts';
import { judgeLines } from '../candidates/index.ts';
import { build } from '../program/index.ts';
import type { Program } from '../program/index.ts';
import { costOf, gapOf, localSolver, valueAt, workerSolver } from './index.ts';

const { scenario, rates, judge } = generate({ sites: 3, systems: 5, quarters: 6, workloads: 6 }, 3);
const input = {
  scenario,
  rates,
  judged: judgeLines(scenario, judge),
  waived: new Set<string>(),
  dropped: new Set<string>(),
  gangs: new Set<string>(),
};
const { program } = build(input);
const solver = await localSolver();

/** Largest violation of rows, bounds and wholeness at a point, in the scaled units the solver sees. */
function violation(of: Program, columns: Float64Array): number {
  const activity = new Float64Array(of.rows);
  let worst = 0;
  for (const [column, value] of columns.entries()) {
    worst = Math.max(worst, (of.lower[column] ?? 0) - value, value - (of.upper[column] ?? 0));
    if (of.integer[column] !== 0) worst = Math.max(worst, Math.abs(value - Math.round(value)));
    for (let at = of.starts[column] ?? 0; at < (of.starts[column + 1] ?? 0); at += 1) {
      const row = of.indices[at] ?? 0;
      activity[row] = (activity[row] ?? 0) + (of.values[at] ?? 0) * value;
    }
  }
  for (const [row, value] of activity.entries()) {
    worst = Math.max(worst, (of.rowLower[row] ?? 0) - value, value - (of.rowUpper[row] ?? 0));
  }
  return worst;
}

describe('the relaxation', () => {
  it('has duals that explain its value: prices × bounds + reduced costs × values', async () => {
    const [result] = await solver.series({
      kind: 'series',
      program,
      steps: [{ objective: costOf(program) }],
      seconds: 30,
      seed: 1,
    });
    expect(result?.end).toBe('optimal');
    if (result === undefined) return;
    const natural = (bound: number | undefined, row: number): number =>
      (bound ?? 0) / (program.rowScale[row] ?? 1);
    let explained = program.costOffset;
    for (const [row, dual] of result.rowDual.entries()) {
      if (Math.abs(dual) > 1e-12)
        explained += dual * natural((dual > 0 ? program.rowLower : program.rowUpper)[row], row);
    }
    for (const [column, reduced] of result.columnDual.entries())
      explained += reduced * (result.columns[column] ?? 0);
    expect(explained / result.value).toBeCloseTo(1, 6);
  });

  it('goes back to the bounds of the program after each step', async () => {
    const objective = costOf(program);
    const held = { indices: [0], lower: [1], upper: [1] };
    const results = await solver.series({
      kind: 'series',
      program,
      steps: [{ objective }, { objective, columns: held }, { objective }],
      seconds: 30,
      seed: 1,
    });
    expect(results[1]?.value).toBeGreaterThanOrEqual((results[0]?.value ?? 0) - 1e-9);
    expect(results[2]?.value).toBeCloseTo(results[0]?.value ?? Number.NaN, 6);
  });
});

describe('findPlan', () => {
  it('gives a plan that holds every row, and a bound that is none above it', async () => {
    const found = await solver.findPlan(
      { kind: 'plan', program, objective: 'least-cost', gap: 0.001, seconds: 30, seed: 1 },
      () => undefined,
    );
    expect(found.end).toBe('proven');
    expect(violation(program, found.columns ?? new Float64Array(0))).toBeLessThan(1e-5);
    expect(found.value).toBeCloseTo(valueAt(costOf(program), found.columns ?? new Float64Array(0)), 6);
    expect(gapOf(found.value, found.bound)).toBeLessThanOrEqual(0.001);
  });

  it('rounds to a plan without branch and bound', async () => {
    const found = await solver.findPlan(
      { kind: 'plan', program, objective: 'least-cost', gap: 0, seconds: 30, seed: 1, effort: 'rounding' },
      () => undefined,
    );
    expect(violation(program, found.columns ?? new Float64Array(0))).toBeLessThan(1e-5);
    expect(gapOf(found.value, found.bound)).toBeLessThan(0.05);
  });

  it('stops when told to, with the best it has', async () => {
    const large = generate({ sites: 4, systems: 10, quarters: 8, workloads: 6 }, 3);
    const wholly = { ...large.scenario, wholeQuarters: large.scenario.quarters.length };
    const { program: hard } = build({
      ...input,
      scenario: wholly,
      rates: large.rates,
      judged: judgeLines(wholly, large.judge),
    });
    const stop = new AbortController();
    const worker = await workerSolver(stop.signal);
    try {
      const found = await worker.findPlan(
        { kind: 'plan', program: hard, objective: 'least-cost', gap: 0, seconds: 60, seed: 1 },
        (progress) => {
          if (progress.incumbent !== undefined) stop.abort();
        },
      );
      expect(found.end).toBe('interrupted');
      expect(violation(hard, found.columns ?? new Float64Array(0))).toBeLessThan(1e-4);
      expect(found.bound).toBeLessThanOrEqual(found.value);
    } finally {
      await worker.close();
    }
  });
});

describe('gapOf', () => {
  it('is a part of the value, and 0 where both are 0', () => {
    expect(gapOf(100, 99)).toBeCloseTo(0.01);
    expect(gapOf(0, 0)).toBe(0);
    expect(gapOf(undefined, 1)).toBeUndefined();
  });
});
