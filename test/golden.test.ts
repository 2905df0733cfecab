import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../src/checking/index.ts';
import { writePlan } from '../src/plan/index.ts';
import { goldenCases, goldenPath, planGolden, prepareGolden } from './golden-cases.ts';

describe.each(goldenCases)('$name', (one) => {
  it('gives the golden plan, byte for byte, and the checker accepts it', async () => {
    const plan = await planGolden(one);
    expect(plan.status === 'infeasible' ? 'infeasible' : 'planned').toBe(one.status);
    expect(checkPlan({ plan, ...prepareGolden(one) })).toEqual([]);
    // Compared as lines, so that a difference is shown where it is; `npm run golden` writes them anew.
    expect(writePlan(plan).split('\n')).toEqual(readFileSync(goldenPath(one), 'utf8').split('\n'));
  }, 300_000);
});
