import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { post } from '../api/client.ts';
import { scenarioListQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { standingVersion, type PlanRecord } from '../api/records.ts';
import type { Job } from '../api/types.ts';
import { JobView } from '../jobs/job-progress.tsx';
import { useJob } from '../jobs/use-job.ts';
import { Panel } from '../kit/panel.tsx';
import { complain, say } from '../kit/toasts.tsx';
import { Reasons, type ReplanSummary } from '../plan/reasons.tsx';
import { useAddress } from '../shell/use-search.ts';
import { useChange } from './use-change.ts';

/** Plans anew from the version in force, on another day: what was ordered, is frozen or came stays. */
export function Replan({ record }: { readonly record: PlanRecord }): ReactNode {
  const { search, set } = useAddress();
  const scenarios = useQuery(scenarioListQuery);
  const base = standingVersion(record);
  const [asOf, setAsOf] = useState('');
  const [fromFolder, setFromFolder] = useState(false);
  const { job, progress } = useJob(search.what);
  if (base === undefined) return null;
  const day = asOf === '' ? base.facts.asOf : asOf;
  const inFolder = (scenarios.data ?? []).some(({ name }) => name === base.facts.scenario);
  const start = async (): Promise<void> => {
    const made = await post<Job>('/v1/replan', {
      plan: { record: record.id, version: base.number },
      asOf: day,
      ...(fromFolder && { scenario: { name: base.facts.scenario } }),
    });
    await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    set({ what: made.id });
  };
  const mine = job?.kind === 'replan' ? job : undefined;
  return (
    <Panel
      title="Plan anew"
      says={`From version ${base.number}: frozen lines (${record.frozen.length}) and what the actuals say came stay as they are; what lies ahead is planned again under the rules and prices of the day, and changing an order has a price.`}
      id="replan"
    >
      <div className="inline">
        <label className="inline">
          <span className="dim">As of</span>
          <input
            type="date"
            value={day}
            min={base.facts.asOf}
            onChange={({ target }) => setAsOf(target.value)}
          />
        </label>
        {inFolder && (
          <label className="inline">
            <input
              type="checkbox"
              checked={fromFolder}
              onChange={({ target }) => setFromFolder(target.checked)}
            />
            with the scenario as it is in the folder now
          </label>
        )}
        <button
          type="button"
          className="button"
          disabled={mine !== undefined && mine.finishedAt === null}
          onClick={() => {
            start().catch(complain);
          }}
        >
          Plan anew
        </button>
      </div>
      {mine !== undefined &&
        (mine.finishedAt === null || mine.result === null ? (
          <JobView job={mine} progress={progress} />
        ) : (
          <Found record={record} base={base.number} job={mine} />
        ))}
    </Panel>
  );
}

/** What planning anew found, and the way into the record. */
function Found({
  record,
  base,
  job,
}: {
  readonly record: PlanRecord;
  readonly base: number;
  readonly job: Job;
}): ReactNode {
  const { set } = useAddress();
  const change = useChange(record);
  const summary = job.summary as unknown as ReplanSummary;
  const add = async (): Promise<void> => {
    const made = await change('versions', {
      plan: { job: job.id },
      base,
      message: `planned anew as of ${summary.asOf}`,
    });
    set({ what: undefined });
    say(`Version ${made.versions.length} of ${made.id}`);
  };
  return (
    <div className="stack">
      <Reasons summary={summary} />
      <p className="inline">
        <button
          type="button"
          className="button primary"
          onClick={() => {
            add().catch(complain);
          }}
        >
          Add as version {record.versions.length + 1}
        </button>
        <Link to={'/plan'} search={{ plan: `job:${job.id}` }} className="button">
          Open the plan
        </Link>
        <button type="button" className="button quiet" onClick={() => set({ what: undefined })}>
          Leave it
        </button>
      </p>
    </div>
  );
}
