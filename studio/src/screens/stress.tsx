import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { get, post } from '../api/client.ts';
import { jobListQuery, scenarioListQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import type { Job } from '../api/types.ts';
import { JobView } from '../jobs/job-progress.tsx';
import { useJob } from '../jobs/use-job.ts';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { complain } from '../kit/toasts.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAddress } from '../shell/use-search.ts';
import { AskShocks } from '../stress/ask-shocks.tsx';
import { Futures } from '../stress/futures.tsx';
import { Replay } from '../stress/replay.tsx';
import { Shocks } from '../stress/shocks.tsx';
import type { BacktestReport, ShockReport, StressReport } from '../stress/types.ts';

/** What may change, and what did: futures drawn over a scenario, and the record of 2025 and 2026 replayed. */
export function Stress(): ReactNode {
  const { search, set } = useAddress();
  const scenarios = useQuery(scenarioListQuery);
  const jobs = useQuery(jobListQuery);
  const [draws, setDraws] = useState(64);
  const [indices, setIndices] = useState(0);
  const scenario = search.scenario ?? scenarios.data?.[0]?.name;
  const { job, progress } = useJob(search.what);
  const earlier = (jobs.data ?? []).filter(
    ({ kind, result }) => ['stress', 'backtest', 'shock'].includes(kind) && result !== null,
  );
  const start = async (kind: 'stress' | 'backtest'): Promise<void> => {
    const made = await post<Job>(`/v1/${kind}`, {
      scenario: { name: scenario },
      ...(kind === 'stress' && { draws, indices }),
    });
    await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    set({ what: made.id, scenario });
  };
  return (
    <>
      <PageHead
        title="Stress"
        lead="The question is not what is optimal, but what to commit to now and not regret. Futures are drawn from the ranges of the claims; the backtest replays what really happened through planners that knew only their own day."
      />
      <section className="panel" aria-label="What to ask">
        <div className="sliders" style={{ alignItems: 'end' }}>
          <label className="field">
            Scenario
            <select
              value={scenario ?? ''}
              onChange={({ target }) => set({ scenario: target.value, what: undefined })}
            >
              {(scenarios.data ?? []).map(({ name, title }) => (
                <option key={name} value={name}>
                  {title ?? name}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            Futures to draw
            <select value={draws} onChange={({ target }) => setDraws(Number(target.value))}>
              {[32, 64, 128, 256, 512, 1024].map((count) => (
                <option key={count}>{count}</option>
              ))}
            </select>
          </label>
          <label className="field">
            Where the spread comes from
            <select value={indices} onChange={({ target }) => setIndices(Number(target.value))}>
              <option value={0}>leave out</option>
              <option value={32}>32 base points</option>
              <option value={64}>64 base points, minutes</option>
              <option value={256}>256 base points, long</option>
            </select>
          </label>
          <span className="inline">
            <button
              type="button"
              className="button primary"
              disabled={scenario === undefined}
              onClick={() => {
                start('stress').catch(complain);
              }}
            >
              Draw futures
            </button>
            <button
              type="button"
              className="button"
              disabled={scenario === undefined}
              onClick={() => {
                start('backtest').catch(complain);
              }}
            >
              Replay 2025–26
            </button>
          </span>
        </div>
        <AskShocks />
        {earlier.length > 0 && (
          <p className="inline small">
            <span className="dim">Earlier:</span>
            {earlier.slice(0, 8).map(({ id, kind, title }) => (
              <button
                key={id}
                type="button"
                className="chip"
                aria-pressed={id === search.what}
                onClick={() => set({ what: id })}
              >
                {kind}: {title}
              </button>
            ))}
          </p>
        )}
      </section>
      {search.what === undefined ? (
        <Empty title="Nothing drawn yet">
          Draw 64 futures to see what the first orders may cost, what is likely met and what drives it: a few
          seconds to a minute. Replaying 2025 and 2026 takes some minutes; the page may be closed meanwhile.
        </Empty>
      ) : job === undefined ? (
        <Skeleton />
      ) : job.result === null || job.finishedAt === null ? (
        <JobView job={job} progress={progress} />
      ) : (
        <Result job={job} />
      )}
    </>
  );
}

function Result({ job }: { readonly job: Job }): ReactNode {
  const result = useQuery({
    queryKey: ['job result', job.id],
    queryFn: () => get<StressReport | BacktestReport | ShockReport>(`/v1/jobs/${job.id}/result`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (result.error !== null) return <Trouble error={result.error} />;
  if (result.data === undefined) return <Skeleton height="40vh" />;
  if ('shocks' in result.data) return <Shocks report={result.data} />;
  return 'planners' in result.data ? <Replay report={result.data} /> : <Futures report={result.data} />;
}
