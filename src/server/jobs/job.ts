import { z } from '@hono/zod-openapi';
import { usualSearch } from '../../plan/index.ts';
import { orNull } from '../http/media.ts';
import { problemSchema, type Problem } from '../http/problem.ts';
import { asOfWish, measurementsWish, scenarioReference, variantWish } from '../http/references.ts';

/** How long and how near to the best to search; defaults are those of the command. */
export const searchWish = {
  timeLimit: z
    .number()
    .positive()
    .max(3600)
    .default(usualSearch.timeLimit)
    .describe('Seconds the search and its answers may take'),
  gap: z
    .number()
    .min(0)
    .lt(1)
    .default(usualSearch.gap)
    .describe('Good enough when proven within this part of the best'),
  seed: z
    .number()
    .int()
    .min(0)
    .lt(2 ** 31)
    .default(1)
    .describe('Of the solver'),
};

/** What can be asked of a plan job. */
export const planRequest = z
  .strictObject({
    scenario: scenarioReference,
    asOf: asOfWish,
    variant: variantWish,
    measurements: measurementsWish,
    ...searchWish,
  })
  .openapi('PlanRequest');

/** Words of what a job does. */
export const jobKinds = ['plan', 'replan', 'simulate', 'stress', 'backtest', 'shock'] as const;
export type JobKind = (typeof jobKinds)[number];

/** `cancelled` may have a result: the best plan, or what was proven, until then. */
export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

export const progressSchema = z
  .object({
    text: z.string().describe('What it is doing, in words'),
    part: z.number().min(0).max(1).nullable().describe('Part of all that is done, where it can be said'),
    seconds: z.number().min(0).describe('Since it began'),
    incumbent: z.number().nullable().describe('Value of the best plan so far, in the unit of the search'),
    bound: z.number().nullable().describe('No plan is better than this'),
    gap: z.number().nullable().describe('(incumbent − bound) / |incumbent|'),
  })
  .openapi('JobProgress');
export type JobProgress = z.infer<typeof progressSchema>;

export const jobSchema = z
  .object({
    id: z.string().describe('Of the job'),
    kind: z.enum(jobKinds).describe('What it does'),
    state: z.enum(jobStates).describe('Where it stands'),
    title: z.string().describe('What it is about, for lists'),
    by: z.string().nullable().describe('Who asked for it; null where there is no login'),
    createdAt: z.iso.datetime().describe('When it was asked for'),
    startedAt: z.iso.datetime().nullable().describe('When it last began to run'),
    finishedAt: z.iso.datetime().nullable().describe('When it ended'),
    starts: z
      .number()
      .int()
      .min(0)
      .describe('How often it began to run: above 1 after a restart of the server'),
    progress: orNull(progressSchema).describe('The last that was heard of it'),
    summary: z.record(z.string(), z.unknown()).nullable().describe('The result in a few figures'),
    result: z.string().nullable().describe('Where the result is; null while there is none'),
    problem: orNull(problemSchema).describe('Why it failed'),
  })
  .openapi('Job');
/** A job as clients see it. */
export interface JobView extends Omit<z.infer<typeof jobSchema>, 'problem'> {
  readonly problem: Problem | null;
}
