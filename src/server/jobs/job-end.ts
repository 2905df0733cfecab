import { problemOf, type Problem } from '../http/problem.ts';
import { trouble } from '../messages.ts';
import type { JobEnd, JobRow } from './job-book.ts';
import type { JobOutcome } from './runner.ts';

/** How a job ends whose run came to `outcome` at `at` (ISO 8601): what was found before a cancel is kept. */
export function endOf(outcome: JobOutcome, { id, starts }: JobRow, cancelled: boolean, at: string): JobEnd {
  const none = { at, result: null, summary: null, problem: null };
  if (outcome.kind === 'done') {
    const { result, summary } = outcome;
    return { state: cancelled ? 'cancelled' : 'succeeded', at, result, summary, problem: null };
  }
  if (outcome.kind === 'refused')
    return { ...none, state: 'failed', problem: problemOf(422, outcome.diagnostics, id) };
  if (outcome.kind === 'nothing' || cancelled) return { ...none, state: 'cancelled' };
  return { ...none, state: 'failed', problem: givenUp(outcome.why, starts, id) };
}

function givenUp(why: string, starts: number, id: string): Problem {
  const message = `the job was given up after ${starts} ${starts === 1 ? 'try' : 'tries'}: ${why}`;
  return problemOf(
    500,
    [trouble('FW-HTTP-0012', ['job'], message, 'ask for less at once, or report it')],
    id,
  );
}
