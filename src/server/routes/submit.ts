import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { json } from '../http/media.ts';
import { problem, problems } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { jobSchema } from '../jobs/job.ts';
import type { JobWish, Submitted } from '../jobs/job-wish.ts';
import { trouble } from '../messages.ts';
import type { Services } from '../services.ts';

/** Header of requests that may be sent again without being done again. */
export const idempotency = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\u0021-\u007E]{1,200}$/u, 'expected 1 to 200 visible ASCII characters')
    .optional()
    .openapi({ description: 'The same key and the same request give the same job' }),
});

/** What every route that starts a job answers. */
export const jobResponses = {
  202: json('The job; the header `Location` says where to follow it', jobSchema),
  ...problems(400, 404, 409, 415, 422, 503),
};

/** Asks for a job and answers with it. */
export async function submit(
  c: Context<AppEnv>,
  jobs: Services['jobs'],
  wish: Omit<JobWish, 'by'>,
): Promise<ReturnType<typeof accepted> | ReturnType<typeof problem<409 | 503>>> {
  const submitted = await jobs.submit({ ...wish, by: c.get('principal')?.name ?? null });
  if (submitted.kind === 'full') {
    const full = trouble('FW-HTTP-0010', ['jobs'], 'too many jobs are waiting', 'wait for some to end');
    return problem(c, 503, [full], { 'retry-after': '30' });
  }
  if (submitted.kind === 'other') {
    return problem(c, 409, [
      trouble(
        'FW-HTTP-0009',
        ['header', 'idempotency-key'],
        'this key was used for another request',
        'choose a new key',
      ),
    ]);
  }
  return accepted(c, submitted);
}

function accepted(c: Context<AppEnv>, { job }: Extract<Submitted, { readonly kind: 'added' | 'known' }>) {
  return c.json(job, 202, { location: `/v1/jobs/${job.id}` });
}
