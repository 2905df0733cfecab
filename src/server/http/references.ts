import { z } from '@hono/zod-openapi';
import { measurementSchema } from '../../plan/index.ts';
import { isIsoDate } from '../../quantity/index.ts';

/** Names of documents: the file name without `.yaml`. No folders, nothing hidden, nothing that leads elsewhere. */
const namePattern = /^[A-Za-z0-9][\w-]*(?:\.[\w-]+)*$/u;
const longestName = 100;

/** True for what may be the name of a document. */
export function isName(text: string): boolean {
  return text.length <= longestName && namePattern.test(text);
}

/** A name of a scenario in the workspace. */
export const scenarioName = z
  .string()
  .max(longestName)
  .regex(namePattern, 'expected letters, digits, `-`, `_` and single dots')
  .openapi({ description: 'File name without `.yaml`', example: 'bytedance-2025' });

/** Longest text of a scenario or a plan that is taken, in characters; bytes of bodies are limited too. */
export const longestScenario = 5_000_000;
export const longestPlan = 100_000_000;

/** Which scenario is meant: a document of the workspace, or a text that need not be saved. */
export const scenarioReference = z
  .strictObject({
    name: scenarioName,
    text: z
      .string()
      .max(longestScenario)
      .optional()
      .describe('YAML; where it is absent, the document of this name in the workspace'),
  })
  .openapi('ScenarioReference');
export type ScenarioReference = z.infer<typeof scenarioReference>;

/** A day of the calendar, `YYYY-MM-DD`. */
export const dateText = z
  .string()
  .refine(isIsoDate, 'expected a date such as 2025-01-20')
  .openapi({ format: 'date', example: '2025-01-20' });

export const asOfWish = dateText
  .optional()
  .openapi({ description: 'Plan as if today were this day: its rules, prices and chips' });

/** Measurements that rates are corrected by, beside those of the scenario. */
export const measurementsWish = z
  .array(measurementSchema)
  .max(10_000)
  .optional()
  .describe('Measurements of models on chips beside those of the scenario, as a plan file has them');

export const variantWish = z.string().max(200).optional().describe('A named variant of the scenario');
