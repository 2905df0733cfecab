import { z } from 'zod';
import { limitKind, offer, site } from './words.ts';

/** A plan nearly as good that differs much. */
export const runnerUp = z.object({
  id: z.string().describe('Stable name'),
  title: z.string().describe('What differs, in words'),
  objective: z.number().describe('Its value, as `objective.value` counts'),
  above: z.number().describe('How much worse than the plan, as a part of it'),
  difference: z
    .number()
    .describe('Distance from the plan: part of ordered spend that sits in other lines, 0 to 1'),
  lines: z
    .array(z.object({ offer, site, count: z.number().describe('Systems, over all quarters') }))
    .describe('What it orders'),
});

/** Where one line would leave or enter the plan. */
export const breakEven = z.object({
  line: z.string().describe('Line or `offer@site` that is not in the plan'),
  what: z.enum(['price', 'rate', 'rule']).describe('What would have to change'),
  now: z.number().describe('Its value now'),
  flips: z.number().nullable().describe('Value at which the line leaves or enters the plan'),
  unit: z.string().describe('Of both values'),
  sentence: z.string().describe('In words'),
});

/** One of the few things that cannot all be had. */
export const conflictItem = z.object({
  id: z.string().describe('Id of the limit, rule or requirement'),
  kind: limitKind,
  title: z.string().describe('For people'),
  sentence: z.string().describe('In words'),
});

/** The cheapest change that makes a plan possible. */
export const repair = z.object({
  id: z.string().describe('Id of the limit, rule or requirement that is changed'),
  sentence: z.string().describe('In words'),
  change: z
    .number()
    .nullable()
    .describe('How much more of the limit is needed, in its unit; null for yes/no changes'),
  unit: z.string().nullable().describe('Of the change'),
  objective: z.number().nullable().describe('Objective after the repair'),
});
