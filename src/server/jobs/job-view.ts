import type { JobView } from './job.ts';
import type { JobRow } from './job-book.ts';

/** A job as clients see it. */
export function viewOf({ hasResult, ...row }: JobRow): JobView {
  return {
    ...row,
    summary: row.summary && { ...row.summary },
    result: hasResult ? `/v1/jobs/${row.id}/result` : null,
  };
}
