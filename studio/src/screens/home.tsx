import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask } from '../api/client.ts';
import { planListQuery, scenarioListQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import type { PlanEntry } from '../api/types.ts';
import { ago } from '../kit/ago.ts';
import { Figure, shownMoney } from '../kit/figures.tsx';
import { StatusMark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { complain } from '../kit/toasts.tsx';
import { runPlan } from '../jobs/run-plan.ts';
import { doors } from '../shell/search.ts';
import { useAddress } from '../shell/use-search.ts';

const doorWords = {
  finance: [
    'What does it cost, when, and what does each rule cost?',
    'Cash by quarter, budgets, the price of a point of domestic share.',
  ],
  capacity: [
    'Does it serve, what binds, what breaks first?',
    'Demand against capacity, power against caps, runner-ups.',
  ],
  compliance: [
    'May we, on the day we order and the day it ships?',
    'A verdict per line with its rule; unknown counts as no.',
  ],
} as const;

/** Where one begins: three doors into the plan in question, the scenarios of the folder, the plans there are. */
export function Home(): ReactNode {
  const { search } = useAddress();
  const scenarios = useQuery(scenarioListQuery);
  const plans = useQuery(planListQuery);
  const current = plans.data?.find(({ id }) => id === search.plan) ?? plans.data?.[0];
  return (
    <>
      <PageHead
        title="What to buy or rent, where, when and for which work"
        lead="One plan, three readers. Every line is judged by the rules of its day, every number opens its source, and a checker that does not trust the optimiser adds it all up again."
        actions={<NewScenario />}
      />
      <section aria-label="Three doors" className="grid">
        {doors.map(({ value, word }) => (
          <Door key={value} door={value} word={word} plan={current} loading={plans.isPending} />
        ))}
      </section>
      <div className="grid">
        <Scenarios entries={scenarios.data} />
        <Plans plans={plans.data} />
      </div>
    </>
  );
}

function Door({
  door,
  word,
  plan,
  loading,
}: {
  readonly door: 'finance' | 'capacity' | 'compliance';
  readonly word: string;
  readonly plan: PlanEntry | undefined;
  readonly loading: boolean;
}): ReactNode {
  const [question, answer] = doorWords[door];
  const inside = (
    <>
      <h2>{word}</h2>
      <p style={{ fontSize: '1.15rem', fontWeight: 540, letterSpacing: '-0.012em', lineHeight: 1.35 }}>
        {question}
      </p>
      <p className="dim">{answer}</p>
      <p className="small faint">
        {loading
          ? ' '
          : plan === undefined
            ? 'Plan a scenario first, then come back through here.'
            : `Opens: ${plan.title}, ${plan.says}`}
      </p>
    </>
  );
  return plan === undefined ? (
    <div className="panel span-4 door">{inside}</div>
  ) : (
    <Link to={'/plan'} search={{ plan: plan.id, door }} className="panel span-4 door">
      {inside}
    </Link>
  );
}

function Scenarios({
  entries,
}: {
  readonly entries:
    | readonly { readonly name: string; readonly title: string | null; readonly modified: string }[]
    | undefined;
}): ReactNode {
  const navigate = useNavigate();
  const plan = async (name: string): Promise<void> => {
    const job = await runPlan({ scenario: name });
    await navigate({ to: '/plan', search: { plan: `job:${job.id}`, scenario: name } });
  };
  return (
    <Panel
      title="Scenarios"
      says="The YAML files of this folder: who plans what, with which money, under which rules."
      span={6}
    >
      {entries === undefined ? (
        <Skeleton />
      ) : entries.length === 0 ? (
        <Empty title="No scenario yet" action={<NewScenario />}>
          A scenario is one YAML file that says who buys, where there is power, what work there is, and what
          the money is. The starter is commented and plans as it stands.
        </Empty>
      ) : (
        <ul className="list rows">
          {entries
            .toSorted((a, b) => (a.modified > b.modified ? -1 : 1))
            .map(({ name, title, modified }) => (
              <li key={name} className="spread">
                <span>
                  <Link to={'/scenario'} search={{ scenario: name }}>
                    {title ?? name}
                  </Link>
                  <br />
                  <span className="faint small">
                    {name}.yaml · {ago(modified)}
                  </span>
                </span>
                <button
                  type="button"
                  className="button small"
                  aria-label={`Plan it: ${title ?? name}`}
                  onClick={() => {
                    plan(name).catch(complain);
                  }}
                >
                  Plan it
                </button>
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}

function Plans({ plans }: { readonly plans: readonly PlanEntry[] | undefined }): ReactNode {
  return (
    <Panel title="Plans" says="What was planned here, and the plan files of the folder." span={6}>
      {plans === undefined ? (
        <Skeleton />
      ) : plans.length === 0 ? (
        <Empty title="No plan yet">
          Press “Plan it” beside a scenario. Searching takes seconds to a minute; the page may be closed
          meanwhile.
        </Empty>
      ) : (
        <ul className="list rows">
          {plans.slice(0, 12).map(({ id, title, says, status, cost, currency, lines, modified }) => (
            <li key={id} className="spread">
              <span style={{ minWidth: 0 }}>
                <Link to={'/plan'} search={{ plan: id }}>
                  {title}
                </Link>
                <br />
                <span className="faint small">
                  {says} · {ago(modified)}
                </span>
              </span>
              <span className="inline">
                {status === 'infeasible' ? null : (
                  <span>
                    <Figure of={cost === null ? null : shownMoney(cost, currency)} />{' '}
                    <span className="dim small">{lines} lines</span>
                  </span>
                )}
                <StatusMark status={status} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Writes the commented starter under a free name and opens it. */
function NewScenario(): ReactNode {
  const navigate = useNavigate();
  const make = async (): Promise<void> => {
    const taken = new Set((await queryClient.fetchQuery(scenarioListQuery)).map(({ name }) => name));
    const name =
      ['mine', ...Array.from({ length: 98 }, (_, index) => `mine-${index + 2}`)].find(
        (one) => !taken.has(one),
      ) ?? 'mine';
    const starter = await ask('GET', '/v1/starter', { headers: { accept: 'application/yaml' } });
    await ask('PUT', `/v1/scenarios/${name}`, {
      body: { text: await starter.text() },
      headers: { 'if-none-match': '*' },
    });
    await queryClient.invalidateQueries({ queryKey: ['scenarios'] });
    await navigate({ to: '/scenario', search: { scenario: name } });
  };
  return (
    <button
      type="button"
      className="button primary"
      onClick={() => {
        make().catch(complain);
      }}
    >
      New scenario
    </button>
  );
}
