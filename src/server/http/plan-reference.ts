import { z } from '@hono/zod-openapi';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { TextFile } from '../../files/index.ts';
import { getText, readRecord, versionOf } from '../../store/index.ts';
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
    record: z.string().max(100).optional().describe('A record; with `version`'),
    version: z.number().int().min(1).optional().describe('Number of a version of the record'),
  })
  .refine(
    ({ job, text, record, version }) =>
      [job, text, record].filter((each) => each !== undefined).length === 1 &&
      (record === undefined) === (version === undefined),
    'expected one of `job`, `text`, and `record` with `version`',
  )
  .openapi('PlanReference', { description: 'One of `job`, `text`, and `record` with `version`' });
export type PlanReference = z.infer<typeof planReference>;

/** A plan with the scenario it was made from, where that is known. */
export interface PlanTexts {
  readonly plan: string;
  readonly scenario: TextFile | undefined;
}

/** The texts that references mean. The scenario is the one named, else the one the plan was made from. */
export async function planTexts(
  services: Pick<Services, 'jobs' | 'workspace' | 'store'>,
  plan: PlanReference,
  scenario: ScenarioReference | undefined,
): Promise<PlanTexts | Diagnostic> {
  const named = scenario && (await scenarioText(services.workspace, scenario));
  if (named && 'code' in named) return named;
  const found = await withItsScenario(services, plan);
  return 'code' in found ? found : { plan: found.plan, scenario: named ?? found.scenario };
}

async function withItsScenario(
  { jobs, store }: Pick<Services, 'jobs' | 'store'>,
  { job, text, record = '', version = 0 }: PlanReference,
): Promise<PlanTexts | Diagnostic> {
  if (text !== undefined) return { plan: text, scenario: undefined };
  if (job !== undefined) {
    const result = await jobs.result(job);
    if (result !== undefined) return { plan: result, scenario: scenarioOf(await jobs.input(job)) };
    const message = 'there is no such job, or it has no result';
    return trouble('FW-HTTP-0001', ['body', 'plan', 'job'], message, 'see GET /v1/jobs');
  }
  const state = await readRecord(store, record);
  if ('code' in state) return state;
  const found = versionOf(state, version);
  const plan = found && (await getText(store, found.plan));
  if (plan === undefined) {
    return trouble('FW-HTTP-0001', ['body', 'plan', 'version'], `${record} has no version ${version}`);
  }
  const made = found?.scenario ? await getText(store, found.scenario) : undefined;
  return {
    plan,
    scenario: made === undefined ? undefined : { path: found?.scenarioName ?? 'scenario.yaml', text: made },
  };
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
