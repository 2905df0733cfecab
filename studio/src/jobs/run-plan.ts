import type { PlanFile } from '../../../src/plan/index.ts';
import { post } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import type { Job } from '../api/types.ts';

/** What to plan. */
export interface PlanWish {
  readonly scenario: string;
  readonly text?: string | undefined;
  readonly asOf?: string | undefined;
  readonly variant?: string | undefined;
  /** Measurements beside those of the scenario: those of a plan that it goes on from. */
  readonly measurements?: PlanFile['measurements'];
}

/** Asks for a plan; the job goes on whatever becomes of the page. */
export async function runPlan({ scenario, text, asOf, variant, measurements }: PlanWish): Promise<Job> {
  const job = await post<Job>('/v1/plan', {
    scenario: { name: scenario, ...(text !== undefined && { text }) },
    ...(asOf !== undefined && { asOf }),
    ...(variant !== undefined && { variant }),
    ...(measurements !== undefined && { measurements }),
  });
  await queryClient.invalidateQueries({ queryKey: ['jobs'] });
  return job;
}
