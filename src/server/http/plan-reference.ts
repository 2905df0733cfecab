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

/** Which plan is meant: the result of a job, a plan file as text, or a version of a record. */
export const planReference = z
  .union(
    [
      z.strictObject({ job: jobId }),
      z.strictObject({ text: z.string().max(longestPlan).describe('A plan file') }),
      z.strictObject({
        record: z.string().max(100).describe('Name of a record'),
        version: z.number().int().min(1).describe('Number of a version of it'),
      }),
    ],
    'expected one of `job`, `text`, and `record` with `version`',
  )
  .openapi('PlanReference', { description: 'A plan: of a job, as text, or a version of a record' });
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
  reference: PlanReference,
): Promise<PlanTexts | Diagnostic> {
  if ('text' in reference) return { plan: reference.text, scenario: undefined };
  if ('job' in reference) {
    const result = await jobs.result(reference.job);
    if (result !== undefined) return { plan: result, scenario: scenarioOf(await jobs.input(reference.job)) };
    const message = 'there is no such job, or it has no result';
    return trouble('FW-HTTP-0001', ['body', 'plan', 'job'], message, 'see GET /v1/jobs');
  }
  const { record, version } = reference;
  const state = await readRecord(store, record);
  if ('code' in state) return state;
  const found = versionOf(state, version);
  const plan = found && (await getText(store, found.plan));
  if (found === undefined || plan === undefined) {
    return trouble('FW-HTTP-0001', ['body', 'plan', 'version'], `${record} has no version ${version}`);
  }
  const text = found.scenario === null ? undefined : await getText(store, found.scenario);
  const path = found.scenarioName ?? 'scenario.yaml';
  return { plan, scenario: text === undefined ? undefined : { path, text } };
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
