import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prepareScenario, readWorld } from '../../src/pipeline/index.ts';
import { packageRoot } from '../../src/files/index.ts';
import { openEvaluator } from '../../src/stress/draws/evaluator.ts';
import { coldPlan } from '../../bench/stress/cold.ts';

/** Draws planned both ways and the scenario they are of; more and larger where somebody asks for it. */
const draws = Number(process.env.FLEETWRIGHT_COLD_DRAWS ?? 2);
const scenario = process.env.FLEETWRIGHT_COLD_SCENARIO ?? 'eu-neocloud';
const gap = 0.01;

describe('plans of many futures', () => {
  it('are as good as plans made from nothing, within the gap of both', async () => {
    const path = `${packageRoot}scenarios/${scenario}.yaml`;
    const prepared = prepareScenario({ path, text: readFileSync(path, 'utf8') }, readWorld(), {});
    if (!prepared.ok) throw new Error('the scenario has errors');
    const evaluator = await openEvaluator(prepared, { seed: 1, sampler: 'sobol', deposit: 0.2 });
    let compared = 0;
    for (let draw = 0; compared < draws && draw < 4 * draws; draw += 1) {
      const { world, model } = evaluator.open(evaluator.future(draw));
      const quick = model.best();
      model.dispose();
      const cold = await coldPlan(world, gap, 1);
      // Where the program proper has no plan, the soft one says what is missing: nothing to compare.
      if (cold.objective.value === null) continue;
      compared += 1;
      expect(quick.bound).toBeLessThanOrEqual(cold.objective.value * (1 + 1e-6));
      expect(quick.value).toBeLessThanOrEqual(cold.objective.value * (1 + 2 * gap));
      expect(quick.value).toBeGreaterThanOrEqual((cold.bound ?? 0) * (1 - 1e-6));
    }
    expect(compared).toBeGreaterThan(0);
  }, 240_000);
});
