import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/quantity/index.ts';
import { linearSteps } from '../../src/simulation/steps/step-model.ts';
import { StepTable } from '../../src/simulation/steps/step-table.ts';

// A pipeline step by step: every stage takes the micro-batches in their order, each as soon as the stage before has let it go, and a
// micro-batch begins anew once it has left the last stage. Held against the rounds of the simulator.

const requests = 64;
const chunk = 512;
const whole = { step: 0.008, request: 1e-4, context: 0, prefill: 1e-4, pair: 0 };

/** Seconds of a micro-batch's pass through all stages. */
function pass(stages: number, prompt: number): number {
  return whole.step + (whole.request * requests) / stages + whole.prefill * prompt;
}

/** Spread evenly over the stages, as the rates of the room `performance` are. */
function tableOf(stages: number): StepTable {
  const model = linearSteps({
    ...whole,
    request: whole.request / stages,
    prefill: whole.prefill / stages,
  });
  return new StepTable(model, requests, { stages, chunk });
}

/** Mean seconds of a round, exactly and by the table; prompts come to a micro-batch by chance. */
function rounds(
  stages: number,
  chance: number,
  seed: number,
): { readonly exact: number; readonly table: number } {
  const stream = randomStream(seed, 'pipeline');
  const table = tableOf(stages);
  const decode = table.offsetOf(table.piece(requests, 0));
  const free: number[] = Array.from({ length: stages }, () => 0);
  const exits: number[] = Array.from({ length: stages }, () => 0);
  const count = 4000;
  let estimated = 0;
  for (let round = 0; round < count; round += 1) {
    let fullest = 0;
    for (let batch = 0; batch < stages; batch += 1) {
      const prompt = stream.next() < chance ? 1 + Math.floor(stream.next() * chunk) : 0;
      let time = exits[batch] ?? 0;
      for (let stage = 0; stage < stages; stage += 1) {
        time = Math.max(time, free[stage] ?? 0) + pass(stages, prompt) / stages;
        free[stage] = time;
      }
      exits[batch] = time;
      fullest = Math.max(fullest, prompt);
    }
    estimated += decode + (fullest > 0 ? table.prompt(requests, fullest, 0) : 0);
  }
  return { exact: Math.max(...exits) / count, table: estimated / count };
}

describe('a pipeline', () => {
  it('without prompts takes a pass per round: no stage waits', () => {
    for (const stages of [1, 2, 4, 8]) {
      const { exact, table } = rounds(stages, 0, 1);
      expect(table / exact, `${stages} stages`).toBeCloseTo(1, 2);
    }
  });

  it('takes a pass of one micro-batch for prompts that fill one, and no longer until all are full', () => {
    const table = tableOf(4);
    const one = table.prompt(requests, chunk, 0);
    expect(one).toBeCloseTo(whole.prefill * chunk, 6);
    expect(table.prompt(requests, 4 * chunk, 0)).toBe(one);
    expect(table.prompt(requests, chunk / 2, 0)).toBeLessThan(one);
  });

  it('waits behind its fullest micro-batch: rounds are at most a sixth longer than step by step, and never shorter', () => {
    for (const stages of [2, 4, 8])
      for (const chance of [0.02, 0.1, 0.3, 1]) {
        const { exact, table } = rounds(stages, chance, stages);
        expect(table / exact, `${stages} stages, ${chance}`).toBeGreaterThan(0.99);
        expect(table / exact, `${stages} stages, ${chance}`).toBeLessThan(7 / 6);
      }
  });
});
