import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { planListQuery, planQuery, scenarioListQuery } from '../api/queries.ts';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAddress } from '../shell/use-search.ts';

/** What a screen about one plan is given. */
export interface OpenPlan {
  readonly id: string;
  readonly plan: PlanFile;
  /** The scenario it was made from is in the folder. */
  readonly hasScenario: boolean;
}

/** A screen about the plan in the address; where there is none, it says what it is for and lets one choose. */
export function WithPlan({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children: (open: OpenPlan) => ReactNode;
}): ReactNode {
  const { search, set } = useAddress();
  const plans = useQuery(planListQuery);
  const scenarios = useQuery(scenarioListQuery);
  const plan = useQuery({ ...planQuery(search.plan ?? ''), enabled: search.plan !== undefined });
  const choose = (
    <label>
      <span className="hidden">Plan</span>
      <select
        value={search.plan ?? ''}
        onChange={({ target }) => set({ plan: target.value === '' ? undefined : target.value })}
      >
        <option value="">Choose a plan…</option>
        {(plans.data ?? []).map(({ id, title: name, says }) => (
          <option key={id} value={id}>
            {name}: {says}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <PageHead
        crumbs={
          plan.data !== undefined && (
            <>
              <Link to={'/plan'} search={{ plan: search.plan }}>
                {plan.data.title}
              </Link>
              <span>as of {plan.data.asOf}</span>
              {plan.data.variant !== null && <span>{plan.data.variant}</span>}
            </>
          )
        }
        title={title}
        lead={lead}
        actions={choose}
      />
      {plan.error !== null && <Trouble error={plan.error} />}
      {search.plan === undefined ? (
        plans.data?.length === 0 ? (
          <Empty
            title="No plan yet"
            action={
              <Link to="/" className="button primary">
                Go to Home
              </Link>
            }
          >
            Plan a scenario first: Home lists them, each with a button.
          </Empty>
        ) : (
          <Empty title="Which plan?">
            Choose one above, or open one on Home; this screen then shows what lies behind it.
          </Empty>
        )
      ) : plan.data === undefined ? (
        plan.error === null && <Skeleton height="50vh" />
      ) : (
        children({
          id: search.plan,
          plan: plan.data,
          hasScenario: (scenarios.data ?? []).some(({ name }) => name === plan.data.scenario),
        })
      )}
    </>
  );
}
