import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { post } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import type { Job } from '../api/types.ts';
import { JobView } from '../jobs/job-progress.tsx';
import { useJob } from '../jobs/use-job.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownMoney, shownPercent, shownTime, type Shown } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { complain } from '../kit/toasts.tsx';
import { useAddress } from '../shell/use-search.ts';
import { referenceTo } from './plan-reference.ts';
import type { OpenPlan } from './with-plan.tsx';

type Proof = NonNullable<PlanFile['proof']>['services'][number];

const verdicts = {
  met: ['tick', 'met', 'good'],
  missed: ['cross', 'missed', 'bad'],
  saturated: ['cross', 'saturated', 'bad'],
  interrupted: ['half', 'ended early', 'warn'],
} as const;

/** Service levels from simulation, request by request, with their confidence; and the button that runs it. */
export function Simulation({ id, plan, hasScenario }: OpenPlan): ReactNode {
  const { search, set } = useAddress();
  const { job, progress } = useJob(search.what);
  const run = async (): Promise<void> => {
    const asked = await post<Job>('/v1/simulate', { ...referenceTo(id, plan, hasScenario), seconds: 300 });
    await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    set({ what: asked.id });
  };
  const done = job !== undefined && job.finishedAt !== null && job.result !== null;
  return (
    <Panel
      title="Service levels, request by request"
      says={
        plan.proof === undefined
          ? 'The optimiser uses mean rates. The simulator sends requests at the placed fleet and measures what each user would see.'
          : `${plan.proof.replications} independent runs, scheduling of ${plan.proof.engine}, seed ${plan.proof.seed}. ± is the half width of the 95 % interval of the mean.`
      }
      id="simulation"
      tools={
        plan.services.length > 0 && (
          <button
            type="button"
            className="button small"
            disabled={job !== undefined && job.finishedAt === null}
            onClick={() => {
              run().catch(complain);
            }}
          >
            {plan.proof === undefined ? 'Simulate' : 'Simulate again'}
          </button>
        )
      }
    >
      {job !== undefined && !done && <JobView job={job} progress={progress} />}
      {done && job.id !== id.slice(4) && (
        <p className="note good inline">
          The simulation is done.
          <button
            type="button"
            className="button small primary"
            onClick={() => set({ plan: `job:${job.id}`, what: undefined })}
          >
            Open the plan with its proof
          </button>
        </p>
      )}
      {plan.services.length === 0 && (
        <p className="dim">The plan has no service whose levels could be measured.</p>
      )}
      {plan.proof !== undefined && (
        <DataTable
          label="Service levels"
          columns={columnsOf(plan)}
          rows={plan.proof.services}
          keyOf={({ service, quarter, when }) => `${service} ${quarter} ${when}`}
        />
      )}
    </Panel>
  );
}

function time(value: number | null): Shown | null {
  return value === null ? null : shownTime(value);
}

function columnsOf(plan: PlanFile): readonly Column<Proof>[] {
  return [
    {
      id: 'service',
      title: 'Service',
      head: true,
      cell: ({ service, quarter, when }) => (
        <>
          {service}{' '}
          <span className="dim">
            {quarter}, {when}
          </span>
        </>
      ),
    },
    {
      id: 'verdict',
      title: 'Level',
      cell: ({ verdict, statistic }) => {
        const [shape, word, tone] = verdicts[verdict];
        return <Mark shape={shape} word={`${word} by ${statistic}`} tone={tone} />;
      },
    },
    ...latency('ttft', 'First token'),
    ...latency('tpot', 'Per token'),
    {
      id: 'goodput',
      title: 'Within both',
      align: 'right',
      cell: ({ goodput }) => <Figure of={goodput === null ? null : shownPercent(goodput)} />,
    },
    { id: 'busy', title: 'Busy', align: 'right', cell: ({ busy }) => <Figure of={shownPercent(busy)} /> },
    {
      id: 'cost',
      title: 'per M tokens',
      align: 'right',
      cell: ({ costPerMillionTokens }) => (
        <Figure of={costPerMillionTokens === null ? null : shownMoney(costPerMillionTokens, plan.currency)} />
      ),
    },
    { id: 'repair', title: 'What would mend it', cell: ({ repair }) => repair ?? '' },
  ];
}

/** Mean with its confidence, the slow tenth and hundredth, and the level. */
function latency(id: 'ttft' | 'tpot', title: string): readonly Column<Proof>[] {
  return [
    {
      id: `${id}-mean`,
      title: `${title}, mean`,
      align: 'right',
      sort: (one) => one[id].mean,
      cell: (one) => (
        <>
          <Figure of={time(one[id].mean)} />
          {one[id].halfWidth !== null && (
            <span className="faint">
              {' '}
              ± <Figure of={time(one[id].halfWidth)} />
            </span>
          )}
        </>
      ),
    },
    {
      id: `${id}-p90`,
      title: 'p90',
      align: 'right',
      sort: (one) => one[id].p90,
      cell: (one) => <Figure of={time(one[id].p90)} />,
    },
    {
      id: `${id}-p99`,
      title: 'p99',
      align: 'right',
      sort: (one) => one[id].p99,
      cell: (one) => <Figure of={time(one[id].p99)} />,
    },
    {
      id: `${id}-level`,
      title: 'level',
      align: 'right',
      cell: (one) => (
        <span className="dim">
          <Figure of={time(one.levels[id])} />
        </span>
      ),
    },
  ];
}
