import { useEffect, useState, type ReactNode } from 'react';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownMoney, shownPercent } from '../kit/figures.tsx';
import { GradeMark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { replayChart } from './stress-charts.ts';
import type { BacktestReport } from './types.ts';

/** Milliseconds a quarter is shown while it plays: long enough to read what happened. */
const quarterShown = 2500;

type PlannerRow = BacktestReport['planners'][number];

/** 2025 and 2026 replayed: a slider through the quarters, the planners beside each other, what had happened by then. */
export function Replay({ report }: { readonly report: BacktestReport }): ReactNode {
  const quarters = report.planners[0]?.quarters ?? [];
  const [at, setAt] = useState(quarters.length - 1);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return undefined;
    const last = quarters.length - 1;
    const turn = setTimeout(() => {
      setAt(Math.min(last, at + 1));
      if (at + 1 >= last) setPlaying(false);
    }, quarterShown);
    return () => clearTimeout(turn);
  }, [playing, at, quarters.length]);
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
    ...(['ordered', 'arrived', 'stopped'] as const).map((what): Column<PlannerRow> => ({
      id: `${what}-now`,
      title: `${what[0]?.toUpperCase()}${what.slice(1)} in ${now?.quarter ?? ''}`,
      align: 'right',
      cell: ({ quarters: own }) => (
        <Figure of={own[at] === undefined ? null : shownMoney(own[at][what], currency)} />
      ),
    })),
  ];
  return (
    <div className="grid">
      <Panel
        title="The replay"
        says="Move through the quarters: what each planner knew, ordered and could serve by then. Hindsight knew everything and is the zero of regret."
      >
        <div className="inline">
          <button type="button" className="button small" onClick={() => setAt(Math.max(0, at - 1))}>
            Quarter before
          </button>
          <button
            type="button"
            className="button small"
            aria-pressed={playing}
            onClick={() => {
              if (!playing && at >= quarters.length - 1) setAt(0);
              setPlaying(!playing);
            }}
          >
            {playing ? 'Pause' : 'Play'}
          </button>
          <button
            type="button"
            className="button small"
            onClick={() => setAt(Math.min(quarters.length - 1, at + 1))}
          >
            Next quarter
          </button>
        </div>
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
          <ul className="list rows scroll" tabIndex={0} aria-label="What happened">
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
