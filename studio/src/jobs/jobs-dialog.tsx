import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask, post } from '../api/client.ts';
import { jobListQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Mark } from '../kit/marks.tsx';
import { useOverlays } from '../shell/overlays.ts';
import { ago } from '../kit/ago.ts';

const states = {
  queued: ['ring', 'waiting', ''],
  running: ['half', 'running', 'warn'],
  succeeded: ['tick', 'done', 'good'],
  failed: ['cross', 'failed', 'bad'],
  cancelled: ['half', 'ended early', 'warn'],
} as const;

/** Everything that was asked of the server, newest first. */
export function JobsDialog(): ReactNode {
  const { shown, open } = useOverlays();
  const { data = [] } = useQuery({ ...jobListQuery, staleTime: 0 });
  return (
    <Dialog open={shown === 'jobs'} onClose={() => open(undefined)} title="Runs" kind="wide">
      {data.length === 0 && (
        <p className="dim">Nothing was planned yet. Open a scenario and plan it: Ctrl Enter.</p>
      )}
      <ul className="list rows">
        {data.map((job) => {
          const [shape, word, tone] = states[job.state];
          return (
            <li key={job.id} className="spread">
              <span className="inline">
                <Mark shape={shape} word={word} tone={tone} />
                {['plan', 'replan', 'simulate', 'stress', 'backtest', 'shock'].includes(job.kind) ? (
                  <Link
                    to={isPlan(job.kind) ? '/plan' : '/stress'}
                    search={isPlan(job.kind) ? { plan: `job:${job.id}` } : { what: job.id }}
                    onClick={() => open(undefined)}
                  >
                    {job.title}
                  </Link>
                ) : (
                  job.title
                )}
                <span className="faint small">{job.kind}</span>
              </span>
              <span className="inline small dim">
                {ago(job.createdAt)}
                {job.finishedAt === null ? (
                  <button
                    type="button"
                    className="button small"
                    onClick={() => void post(`/v1/jobs/${job.id}/cancel`, {})}
                  >
                    End it
                  </button>
                ) : (
                  <button
                    type="button"
                    className="button quiet small"
                    onClick={async () => {
                      await ask('DELETE', `/v1/jobs/${job.id}`);
                      await queryClient.invalidateQueries();
                    }}
                  >
                    Forget
                  </button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

function isPlan(kind: string): boolean {
  return ['plan', 'replan', 'simulate'].includes(kind);
}
