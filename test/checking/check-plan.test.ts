import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/checking/index.ts';
import type { PlanFile } from '../../src/plan/index.ts';
import { mutationsOf } from './mutations.ts';
import { plan } from './small-plan.ts';
import { catalog, rates, rulebook, scenario } from './small-world.ts';

const world = { scenario, rates, rulebook, catalog };

function codesOf(candidate: PlanFile): readonly string[] {
  return checkPlan({ plan: candidate, ...world }).map((violation) => violation.code);
}

it('accepts a plan that was worked out on paper', () => {
  expect(checkPlan({ plan, ...world })).toEqual([]);
});

describe('a plan with one value spoiled', () => {
  const mutations = mutationsOf(plan);

  it('is spoiled in at least 200 ways', () => {
    expect(mutations.length).toBeGreaterThan(200);
  });

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    'is refused: %s',
    (_, mutation) => {
      expect(codesOf(mutation.spoiled)).toSatisfy((codes: readonly string[]) =>
        mutation.codes.some((code) => codes.includes(code)),
      );
    },
  );
});
