import { ask } from './client.ts';
import { planListQuery } from './queries.ts';
import { queryClient } from './query-client.ts';

/**
 * Writes the plan of a job into the folder as `NAME.plan.json`. A file of this name is replaced only in the state that the
 * list of plans showed; where somebody wrote it meanwhile, a `Problem` says so and the list is read again.
 */
export async function keepPlan(job: string, name: string): Promise<void> {
  const plans = await queryClient.ensureQueryData(planListQuery);
  const seen = plans.find(({ id }) => id === `file:${name}`)?.etag;
  try {
    await ask('POST', '/v1/plan-files', {
      body: { json: { job, name } },
      headers: seen === undefined ? { 'if-none-match': '*' } : { 'if-match': seen },
    });
  } finally {
    await queryClient.invalidateQueries({ queryKey: ['plans'] });
  }
}
