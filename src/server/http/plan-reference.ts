import { z } from '@hono/zod-openapi';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';
import { scenarioText } from '../workspace/scenario-text.ts';
import { longestPlan, type ScenarioReference } from './references.ts';

/** Id of a job. */
export const jobId = z
  .string()
  .regex(/^[0-9a-z]{10,40}$/u, 'expected the id of a job')
  .openapi({ description: 'Of a job' });

/** Which plan is meant: the result of a job, or a plan file as text. */
export const planReference = z
  .strictObject({
    job: jobId.optional(),
    text: z.string().max(longestPlan).optional().describe('A plan file'),
  })
  .refine(({ job, text }) => (job === undefined) !== (text === undefined), 'expected either `job` or `text`')
  .openapi('PlanReference', { description: 'Either `job` or `text`' });
export type PlanReference = z.infer<typeof planReference>;

/** A plan with the scenario it was made from, where that is known. */
export interface PlanTexts {
  readonly plan: string;
  readonly scenario: TextFile | undefined;
}

/** The texts that references mean. The scenario is the one named, else the one the job was given. */
export async function planTexts(
  { jobs, workspace }: Pick<Services, 'jobs' | 'workspace'>,
  plan: PlanReference,
  scenario: ScenarioReference | undefined,
): Promise<PlanTexts | Diagnostic> {
  const named = scenario && (await scenarioText(workspace, scenario));
  if (named && 'code' in named) return named;
  if (plan.job === undefined) return { plan: plan.text ?? '', scenario: named };
  const result = await jobs.result(plan.job);
  if (result === undefined) {
    const message = 'there is no such job, or it has no result';
    return trouble('FW-HTTP-0001', ['body', 'plan', 'job'], message, 'see GET /v1/jobs');
  }
  return { plan: result, scenario: named ?? scenarioOf(await jobs.input(plan.job)) };
}

/** The scenario in the input of a job. */
function scenarioOf(input: string | undefined): TextFile | undefined {
  const { scenario } = JSON.parse(input ?? '{}') as {
    readonly scenario?: { readonly name: string; readonly text: string };
  };
  return scenario && { path: `${scenario.name}.yaml`, text: scenario.text };
}

/** Said where a plan was sent as text without its scenario. */
export const scenarioMissing = trouble(
  'FW-HTTP-0002',
  ['body', 'scenario'],
  'the scenario the plan was made from is needed',
  'send `scenario` with its name, or its name and text',
);
