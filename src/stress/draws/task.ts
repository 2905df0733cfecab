import { z } from 'zod';
import { prepareScenario, readWorld } from '../../pipeline/index.ts';
import { measurementSchema } from '../../plan/index.ts';
import { stressProblem } from '../messages.ts';
import { samplers } from '../futures/index.ts';
import type { SweepTask } from '../sweep/index.ts';
import { openEvaluator } from './evaluator.ts';
import { recordColumns, recordOf } from './record.ts';

const commitment = z.strictObject({ offer: z.string(), site: z.string(), order: z.int(), count: z.number() });

/** What a sweep of draws works on: plain data, so that any machine can. */
export const stressInputSchema = z.strictObject({
  /** File name and text of the scenario. */
  scenario: z.strictObject({ path: z.string(), text: z.string() }),
  asOf: z.string().nullable(),
  variant: z.string().nullable(),
  /** Measurements beside those of the scenario; absent where there are none. */
  measurements: z.array(measurementSchema).optional(),
  sampler: z.enum(samplers),
  deposit: z.number().min(0).max(1),
  /** Orders placed before a future shows; null for those of the expected world's plan. */
  commitments: z.array(commitment).nullable(),
  alternatives: z.array(z.array(commitment)),
});
export type StressInput = z.infer<typeof stressInputSchema>;

/** Draws futures of a scenario and plans each with foresight and around its commitments; the index is the draw. */
export const stressTask: SweepTask = {
  async open(input, seed) {
    const read = stressInputSchema.safeParse(input);
    if (!read.success) {
      const message = `the task stress takes a scenario and how to draw it: ${z.prettifyError(read.error)}`;
      return { problems: [stressProblem('FW-STR-0002', ['input'], message)] };
    }
    const { scenario, asOf, variant, sampler, deposit, commitments, alternatives, measurements } = read.data;
    const prepared = prepareScenario(scenario, readWorld(), {
      asOf: asOf ?? undefined,
      variant: variant ?? undefined,
      anchors: measurements,
    });
    if (!prepared.ok) return { problems: prepared.diagnostics };
    const evaluator = await openEvaluator(
      prepared,
      { seed, sampler, deposit },
      { commitments: commitments ?? undefined, alternatives },
    );
    return {
      columns: recordColumns(evaluator),
      rows: ({ from, to }) =>
        Promise.resolve(
          Array.from({ length: to - from }, (_, offset) =>
            recordOf(evaluator, from + offset, evaluator.evaluate(from + offset)),
          ),
        ),
    };
  },
};
