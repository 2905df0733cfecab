import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { get, post } from '../api/client.ts';
import { jobListQuery, scenarioListQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import type { Job } from '../api/types.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { JobView } from '../jobs/job-progress.tsx';
import { useJob } from '../jobs/use-job.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, Headline, shownCount, shownMoney, shownNumber, shownPercent } from '../kit/figures.tsx';
import { GradeMark, StanceMark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { complain } from '../kit/toasts.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAddress } from '../shell/use-search.ts';
import { fanChart, replayChart, tornadoChart } from '../stress/stress-charts.ts';
import type { BacktestReport, StressReport } from '../stress/types.ts';

/** What may change, and what did: futures drawn over a scenario, and the record of 2025 and 2026 replayed. */
export function Stress(): ReactNode {
  const { search, set } = useAddress();
  const scenarios = useQuery(scenarioListQuery);
  const jobs = useQuery(jobListQuery);
  const [draws, setDraws] = useState(64);
  const scenario = search.scenario ?? scenarios.data?.[0]?.name;
  const { job, progress } = useJob(search.what);
  const earlier = (jobs.data ?? []).filter(
    ({ kind, result }) => ['stress', 'backtest'].includes(kind) && result !== null,
  );
  const start = async (kind: 'stress' | 'backtest'): Promise<void> => {
    const made = await post<Job>(`/v1/${kind}`, {
      scenario: { name: scenario },
      ...(kind === 'stress' && { draws }),
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
    queryFn: () => get<StressReport | BacktestReport>(`/v1/jobs/${job.id}/result`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (result.error !== null) return <Trouble error={result.error} />;
  if (result.data === undefined) return <Skeleton height="40vh" />;
  return 'planners' in result.data ? <Replay report={result.data} /> : <Futures report={result.data} />;
}

type LineRow = StressReport['lines'][number];

function Futures({ report }: { readonly report: StressReport }): ReactNode {
  const { currency, fans, worstTenth, regret, requirements, lines, events, draws } = report;
  const cost = fans.find(({ name }) => name === 'cost');
  const money = (value: number): ReactNode => <Figure of={shownMoney(value, currency)} />;
  const columns: readonly Column<LineRow>[] = [
    { id: 'line', title: 'Order of the first quarter', head: true, cell: ({ line }) => <code>{line}</code> },
    {
      id: 'planned',
      title: 'Planned',
      align: 'right',
      sort: ({ planned }) => planned,
      cell: ({ planned }) => <Figure of={shownCount(Math.round(planned))} />,
    },
    {
      id: 'ordered',
      title: 'Ordered with foresight in',
      align: 'right',
      sort: ({ ordered }) => ordered.value,
      cell: ({ ordered }) => <Figure of={shownPercent(ordered.value)} />,
    },
    {
      id: 'systems',
      title: 'Systems with foresight, 5 % – median – 95 %',
      align: 'right',
      cell: ({ systems }) =>
        `${Math.round(systems.p5)} – ${Math.round(systems.p50)} – ${Math.round(systems.p95)}`,
    },
    {
      id: 'flips',
      title: 'Chance that it flips',
      align: 'right',
      sort: ({ flips }) => flips.value,
      cell: ({ flips }) => (
        <span title={`95 %: ${shownPercent(flips.low).text} to ${shownPercent(flips.high).text}`}>
          <Figure of={shownPercent(flips.value)} />
        </span>
      ),
    },
    { id: 'stance', title: 'Stance', cell: (line) => <StanceMark stance={stanceFrom(line)} /> },
  ];
  return (
    <>
      <dl className="figures">
        {cost && (
          <Headline
            name="Cost, the middle future"
            value={money(cost.p50)}
            beside={
              <>
                nine tenths lie between {money(cost.p5)} and {money(cost.p95)}
              </>
            }
          />
        )}
        <Headline
          name="Worst tenth, on average"
          value={money(worstTenth)}
          beside="cost and penalties (CVaR at 90 %)"
        />
        <Headline
          name="What foresight would save"
          value={money(regret.value)}
          beside={
            <>
              {money(regret.low)} to {money(regret.high)}; the most any fact can be worth
            </>
          }
        />
        <Headline name="Futures" value={draws} beside={`scrambled Sobol, seed ${report.seed}`} />
      </dl>
      <div className="grid">
        <ChartPanel spec={fanChart(report)} span={6} />
        <ChartPanel spec={tornadoChart(report)} span={6} />
        <Panel title="Chance that each requirement is met" span={6}>
          <ul className="list rows">
            {requirements.map(({ id, title, chance }) => (
              <li key={id} className="spread">
                <span>{title}</span>
                <span>
                  <strong>
                    <Figure of={shownPercent(chance.value)} />
                  </strong>{' '}
                  <span className="faint small">
                    {shownPercent(chance.low).text} to {shownPercent(chance.high).text}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel
          title="Shocks that were drawn"
          says="What an event costs: the mean where it happens less that where it does not."
          span={6}
        >
          {events.length === 0 ? (
            <p className="dim">
              The scenario names no events: `uncertainties.events` takes refused licences, slipped deliveries,
              demand that doubles.
            </p>
          ) : (
            <ul className="list rows">
              {events.map(({ id, title, probability, happened, difference }) => (
                <li key={id} className="spread">
                  <span>
                    {title}{' '}
                    <span className="faint small">
                      {shownPercent(probability).text} likely, in {happened} futures
                    </span>
                  </span>
                  <strong>{difference === undefined ? '–' : money(difference)}</strong>
                </li>
              ))}
            </ul>
          )}
        </Panel>
        <Panel
          title="Commit, keep open, or wait"
          says="Whether somebody who knew the future would order the same. Commit: rarely flips. Option: flips now and then. Wait: more often than not."
        >
          <DataTable label="Stance of each order" columns={columns} rows={lines} keyOf={({ line }) => line} />
        </Panel>
      </div>
    </>
  );
}

/** How often foresight decides otherwise is turned into a word at a fifth and at a half. */
function stanceFrom({ flips }: LineRow): string {
  if (flips.value < 0.2) return 'commit';
  return flips.value < 0.5 ? 'option' : 'wait';
}

type PlannerRow = BacktestReport['planners'][number];

function Replay({ report }: { readonly report: BacktestReport }): ReactNode {
  const quarters = report.planners[0]?.quarters ?? [];
  const [at, setAt] = useState(quarters.length - 1);
  const currency = report.currency ?? 'USD';
  const now = quarters[at];
  const before = quarters[at - 1]?.decided ?? '0000';
  const events = report.events.filter(
    ({ date }) => now !== undefined && date > before && date <= now.decided,
  );
  const columns: readonly Column<PlannerRow>[] = [
    { id: 'planner', title: 'Planner', head: true, cell: ({ planner }) => planner },
    {
      id: 'regret',
      title: 'Regret',
      align: 'right',
      sort: ({ regret }) => regret.value,
      cell: ({ regret }) => <Figure of={shownMoney(regret.value, currency)} />,
    },
    {
      id: 'served',
      title: 'Served of asked',
      align: 'right',
      cell: ({ tokensServed, tokensAsked }) => (
        <Figure of={tokensAsked > 0 ? shownPercent(tokensServed / tokensAsked) : null} />
      ),
    },
    {
      id: 'cash',
      title: 'Cash',
      align: 'right',
      sort: ({ cash }) => cash,
      cell: ({ cash }) => <Figure of={shownMoney(cash, currency)} />,
    },
    {
      id: 'penalty',
      title: 'Penalties',
      align: 'right',
      sort: ({ penalty }) => penalty,
      cell: ({ penalty }) => <Figure of={shownMoney(penalty, currency)} />,
    },
    {
      id: 'stopped',
      title: 'Stopped by rules',
      align: 'right',
      sort: ({ valueStopped }) => valueStopped,
      cell: ({ valueStopped }) => <Figure of={shownMoney(valueStopped, currency)} />,
    },
    {
      id: 'stranded',
      title: 'Stranded',
      align: 'right',
      sort: ({ stranded }) => stranded,
      cell: ({ stranded }) => <Figure of={shownMoney(stranded, currency)} />,
    },
    {
      id: 'now',
      title: `Ordered in ${now?.quarter ?? ''}`,
      align: 'right',
      cell: ({ quarters: own }) => (
        <Figure of={own[at] === undefined ? null : shownNumber(own[at].ordered, 'systems')} />
      ),
    },
  ];
  return (
    <div className="grid">
      <Panel
        title="The replay"
        says="Move through the quarters: what each planner knew, ordered and could serve by then. Hindsight knew everything and is the zero of regret."
      >
        <label className="field">
          <span className="spread">
            <span>Quarter</span>
            <strong>
              {now?.quarter} <span className="dim">decided on {now?.decided}</span>
            </strong>
          </span>
          <input
            type="range"
            min={0}
            max={Math.max(0, quarters.length - 1)}
            value={at}
            aria-valuetext={now?.quarter}
            onChange={({ target }) => setAt(Number(target.value))}
          />
        </label>
        <DataTable
          label="Planners"
          columns={columns}
          rows={report.planners}
          keyOf={({ planner }) => planner}
        />
      </Panel>
      <ChartPanel spec={replayChart(report, at)} span={7} />
      <Panel title={`What happened before ${now?.decided ?? ''}`} span={5}>
        {events.length === 0 ? (
          <p className="dim">Nothing that is recorded.</p>
        ) : (
          <ul className="list rows">
            {events.map(({ id, date, title, grade, changes }) => (
              <li key={id}>
                <span className="inline">
                  <span className="nowrap">{date}</span>
                  <GradeMark grade={grade} />
                  {changes !== null && <span className="chip">changes {changes}</span>}
                </span>
                <p>{title}</p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
