import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { keepPlan } from '../api/keep-plan.ts';
import { placesQuery, planQuery, scenarioListQuery, scenarioQuery, variantsQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { JobView } from '../jobs/job-progress.tsx';
import { runPlan } from '../jobs/run-plan.ts';
import { useJob } from '../jobs/use-job.ts';
import { Choice } from '../kit/choice.tsx';
import { StatusMark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { complain, say } from '../kit/toasts.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { Conflict } from '../plan/conflict.tsx';
import type { Place } from '../plan/places.ts';
import { PlanView, planSentences } from '../plan/plan-view.tsx';
import { doors } from '../shell/search.ts';
import { useAddress } from '../shell/use-search.ts';

const WhatIf = lazy(async () => ({ default: (await import('../plan/what-if.tsx')).WhatIf }));

/** The plan screen: a job under way, or the plan it found, or a plan file. */
export function Plan(): ReactNode {
  const { search } = useAddress();
  if (search.plan === undefined) return <NoPlan />;
  return <PlanOf key={search.plan} id={search.plan} />;
}

/** What to do when no plan is chosen. */
export function NoPlan(): ReactNode {
  return (
    <Empty
      title="No plan is open"
      action={
        <Link to="/" className="button primary">
          Choose or make one
        </Link>
      }
    >
      This screen shows one plan: what to buy or rent, what it costs, what binds and why. Choose a plan on
      Home, or plan a scenario.
    </Empty>
  );
}

function PlanOf({ id }: { readonly id: string }): ReactNode {
  const jobId = id.startsWith('job:') ? id.slice(4) : undefined;
  const { job, progress, error } = useJob(jobId);
  const ready = jobId === undefined || (job !== undefined && job.finishedAt !== null && job.result !== null);
  const plan = useQuery({ ...planQuery(id), enabled: ready });
  if (error !== null && error !== undefined) return <Trouble error={error} />;
  if (plan.error !== null) return <Trouble error={plan.error} />;
  if (!ready) {
    return (
      <>
        <PageHead title={job === undefined ? 'Plan' : `Planning ${job.title}`} />
        {job === undefined ? <Skeleton /> : <JobView job={job} progress={progress} />}
      </>
    );
  }
  return plan.data === undefined ? <Skeleton height="60vh" /> : <Shown id={id} plan={plan.data} />;
}

const nowhere: readonly Place[] = [];

function Shown({ id, plan }: { readonly id: string; readonly plan: PlanFile }): ReactNode {
  const { search, set } = useAddress();
  const navigate = useNavigate();
  const door = search.door ?? 'finance';
  const places = useQuery(placesQuery(plan.scenario));
  const variants = useQuery(variantsQuery(plan.scenario));
  const [trial, setTrial] = useState<PlanFile>();
  const scenarios = useQuery(scenarioListQuery);
  const here = scenarios.data?.some(({ name }) => name === plan.scenario) === true;
  const again = async (change: {
    variant?: string | undefined;
    asOf?: string | undefined;
  }): Promise<void> => {
    const job = await runPlan({
      scenario: plan.scenario,
      variant: 'variant' in change ? change.variant : (plan.variant ?? undefined),
      asOf: change.asOf ?? plan.asOf,
    });
    set({ plan: `job:${job.id}`, line: undefined });
  };
  const jumpTo = async (item: PlanFile['conflict'][number]): Promise<void> => {
    const { placeOf } = await import('../plan/repair.ts');
    const place = placeOf(item.id);
    await navigate(
      place === undefined
        ? ({ to: '/rules', search: { id: item.id.split(':')[1], plan: id } } as never)
        : ({
            to: '/scenario',
            search: { scenario: plan.scenario, plan: id, field: place.join('.') },
          } as never),
    );
  };
  const mend = async (repair: PlanFile['repair'][number]): Promise<void> => {
    const [{ repairSet }, { addVariant }] = await Promise.all([
      import('../plan/repair.ts'),
      import('../scenario/add-variant.ts'),
    ]);
    const { value: text } = await queryClient.fetchQuery({ ...scenarioQuery(plan.scenario), staleTime: 0 });
    const change = repairSet(plan, repair, text);
    if (change === undefined) {
      say('This cannot be written as a change of the scenario: it is for those who make the rules');
      return;
    }
    const variant = await addVariant(plan.scenario, {
      name: 'repaired',
      title: repair.sentence,
      include: plan.variant,
      set: change,
    });
    await again({ variant });
  };
  return (
    <>
      <PageHead
        crumbs={
          <>
            {here ? (
              <Link to={'/scenario'} search={{ scenario: plan.scenario, plan: id }}>
                {plan.scenario}.yaml
              </Link>
            ) : (
              <span>{plan.scenario}</span>
            )}
            <span>as of {plan.asOf}</span>
            <span>
              {plan.quarters[0]} to {plan.quarters.at(-1)}
            </span>
            <StatusMark status={plan.status} />
          </>
        }
        title={plan.title}
        lead={<Lead plan={plan} />}
        actions={
          <>
            {here && (
              <>
                <label>
                  <span className="hidden">Variant</span>
                  <select
                    value={plan.variant ?? ''}
                    onChange={({ target }) => {
                      again({ variant: target.value === '' ? undefined : target.value }).catch(complain);
                    }}
                  >
                    <option value="">As it stands</option>
                    {(variants.data ?? []).map((variant) => (
                      <option key={variant}>{variant}</option>
                    ))}
                  </select>
                </label>
                <button
                  type="button"
                  className="button"
                  onClick={() => {
                    again({}).catch(complain);
                  }}
                >
                  Plan again
                </button>
              </>
            )}
            {id.startsWith('job:') && <Keep id={id} plan={plan} />}
          </>
        }
      />
      <div className="no-print">
        <Choice label="Who asks" options={doors} value={door} onChange={(value) => set({ door: value })} />
      </div>
      {plan.status === 'infeasible' ? (
        <Conflict
          plan={plan}
          onJump={(item) => {
            jumpTo(item).catch(complain);
          }}
          {...(here && {
            onRepair: (repair: PlanFile['repair'][number]) => {
              mend(repair).catch(complain);
            },
          })}
        />
      ) : (
        <>
          {here && (
            <Suspense fallback={<Skeleton height="7rem" />}>
              <WhatIf plan={plan} onTrial={setTrial} />
            </Suspense>
          )}
          <PlanView plan={trial ?? plan} door={door} places={places.data ?? nowhere} />
        </>
      )}
    </>
  );
}

/** The plan in two sentences, the rest on demand. */
function Lead({ plan }: { readonly plan: PlanFile }): ReactNode {
  const [all, setAll] = useState(false);
  const sentences = planSentences(plan);
  return (
    <>
      {sentences.slice(0, all ? undefined : 2).join(' ')}{' '}
      {sentences.length > 2 && (
        <button type="button" className="button quiet small no-print" onClick={() => setAll(!all)}>
          {all ? 'less' : 'more'}
        </button>
      )}
    </>
  );
}

/** Writes the plan into the folder. */
function Keep({ id, plan }: { readonly id: string; readonly plan: PlanFile }): ReactNode {
  const { set } = useAddress();
  const name = [plan.scenario, plan.variant, plan.asOf].filter((part) => part !== null).join('.');
  const keep = async (): Promise<void> => {
    await keepPlan(id.slice(4), name);
    set({ plan: `file:${name}` }, 'replace');
    say(`Kept as ${name}.plan.json`);
  };
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        keep().catch(complain);
      }}
    >
      Keep as a file
    </button>
  );
}
