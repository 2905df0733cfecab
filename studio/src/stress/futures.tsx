import type { ReactNode } from 'react';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, Headline, shownCount, shownMoney, shownPercent } from '../kit/figures.tsx';
import { StanceMark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { Facts } from './knowing.tsx';
import { indicesChart, swingChart, tornadoChart } from './sensitivity-charts.ts';
import { fanChart } from './stress-charts.ts';
import type { StressReport } from './types.ts';

type LineRow = StressReport['lines'][number];

/** What the futures drawn over a scenario say: fan, drivers, chances, events, stance of each first order. */
export function Futures({ report }: { readonly report: StressReport }): ReactNode {
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
    {
      id: 'stance',
      title: 'Stance',
      cell: (line) => (leftOut(line) ? 'leave out' : <StanceMark stance={stanceFrom(line)} />),
    },
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
              {money(regret.low)} to {money(regret.high)}; no fact is worth more, as far as either estimate
              can tell
            </>
          }
        />
        <Headline name="Futures" value={draws} beside={`scrambled Sobol, seed ${report.seed}`} />
      </dl>
      <div className="grid">
        <ChartPanel spec={fanChart(report)} span={6} />
        <ChartPanel spec={tornadoChart(report)} span={6} />
        {report.tornado.length > 0 && (
          <ChartPanel spec={swingChart(report)} span={report.indices.length > 0 ? 6 : 12} />
        )}
        {report.indices.length > 0 && <ChartPanel spec={indicesChart(report)} span={6} />}
        <Facts report={report} />
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
              The scenario names no events: <code>uncertainties.events</code> takes refused licences, slipped
              deliveries, demand that doubles.
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
          <DataTable
            label="Stance of each order"
            columns={columns}
            rows={lines.filter((line) => !leftOut(line))}
            keyOf={({ line }) => line}
          />
          {lines.some(leftOut) && (
            <details className="unfold">
              <summary>
                Left out by the plan and mostly by foresight{' '}
                <span className="faint">{lines.filter(leftOut).length}</span>
              </summary>
              <DataTable
                label="Orders that are left out"
                columns={columns}
                rows={lines.filter(leftOut)}
                keyOf={({ line }) => line}
              />
            </details>
          )}
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

/** Neither the plan orders it nor, most times, somebody who knew the future. */
function leftOut({ planned, flips }: LineRow): boolean {
  return planned === 0 && flips.value < 0.2;
}
