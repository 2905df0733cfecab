import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import type { Job, JobProgress } from '../api/types.ts';
import { Figure, shownPercent } from '../kit/figures.tsx';
import { Panel } from '../kit/panel.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { Problem } from '../api/problem.ts';

/** How far a job is, what it has so far, and how to end it with that. */
export function JobView({
  job,
  progress,
}: {
  readonly job: Job;
  readonly progress: JobProgress | null;
}): ReactNode {
  if (job.problem !== null) {
    return <Trouble error={new Problem(422, job.problem.detail, job.problem.diagnostics)} />;
  }
  if (job.finishedAt !== null && job.result === null) {
    return <p className="note warn">It was ended before anything was found.</p>;
  }
  const part =
    progress?.part ?? (progress?.gap === null || progress === null ? null : Math.max(0, 1 - progress.gap));
  return (
    <Panel
      title={job.state === 'queued' ? 'Waiting for its turn' : 'Searching for the best plan'}
      says="It goes on when you leave or reload this page. Ending it keeps the best plan found so far."
      tools={
        <button
          type="button"
          className="button small"
          onClick={() => void post(`/v1/jobs/${job.id}/cancel`, {})}
        >
          {progress?.incumbent === null || progress === null ? 'Cancel' : 'Take the best so far'}
        </button>
      }
    >
      <progress
        value={part ?? undefined}
        max={1}
        aria-label="Progress"
        style={{ width: '100%', accentColor: 'var(--accent)' }}
      />
      <p aria-live="polite">
        {progress?.text ?? 'Reading the scenario, rating every system, judging every line…'}
        {progress?.gap !== null && progress?.gap !== undefined && (
          <span className="dim">
            {' '}
            · the best is at most <Figure of={shownPercent(progress.gap)} /> better
          </span>
        )}
      </p>
    </Panel>
  );
}
