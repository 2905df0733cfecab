import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ForecastScore, LineVariance, Variance as Found } from '../../../src/store/index.ts';
import { address, get } from '../api/client.ts';
import type { PlanRecord } from '../api/records.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownCount, shownMoney, shownNumber, shownPercent } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { Skeleton } from '../kit/page.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { measureWords, varianceCharts } from './variance-charts.ts';

/** A version beside what came, and how good the forecasts of all versions were. */
export function Variance({ record }: { readonly record: PlanRecord }): ReactNode {
  const [version, setVersion] = useState<number>();
  const key = [record.id, record.head.hash, version];
  const known = record.actuals.length > 0;
  const variance = useQuery({
    queryKey: ['variance', ...key],
    queryFn: () =>
      get<Found & { readonly version: number }>(address(`/v1/records/${record.id}/variance`, { version })),
    enabled: known,
    placeholderData: (before) => before,
  });
  const forecasts = useQuery({
    queryKey: ['forecasts', record.id, record.head.hash],
    queryFn: () => get<{ readonly scores: readonly ForecastScore[] }>(`/v1/records/${record.id}/forecasts`),
    enabled: known,
  });
  if (!known) return null;
  if (variance.error !== null) return <Trouble error={variance.error} />;
  if (variance.data === undefined) return <Skeleton height="20rem" />;
  const { lines, strangers, unconverted, currency } = variance.data;
  const charts = varianceCharts(variance.data);
  const scores = forecasts.data?.scores ?? [];
  return (
    <>
      <Panel
        title="Plan against actual"
        says="Only quarters of which something is known are compared, and of lines nobody speaks of nothing is said."
        id="variance"
        tools={
          <select
            aria-label="Version that is compared"
            value={variance.data.version}
            onChange={({ target }) => setVersion(Number(target.value))}
          >
            {record.versions.map(({ number }) => (
              <option key={number} value={number}>
                Version {number}
              </option>
            ))}
          </select>
        }
      >
        {strangers.length > 0 && (
          <p className="note warn">
            The files speak of orders that this version does not have: {strangers.join(', ')}.
          </p>
        )}
        {Object.entries(unconverted).map(([other, amount]) => (
          <p key={other} className="note warn">
            {shownMoney(amount, other).text} were charged; the plan has no rate for {other}, so they are left
            out.
          </p>
        ))}
        {lines.length > 0 ? (
          <DataTable
            label="Deliveries by line"
            columns={lineColumns}
            rows={lines}
            keyOf={({ line }) => line}
          />
        ) : (
          <p className="dim">Nothing is known of single lines.</p>
        )}
      </Panel>
      {charts.map((chart) => (
        <ChartPanel key={chart.id} spec={chart} span={12} />
      ))}
      {scores.length > 0 && (
        <Panel
          title="How good the forecasts were"
          says="Every version against what came, by how many quarters ahead it looked. Bias above 0: more was forecast than came."
          id="forecasts"
        >
          <DataTable
            label="Errors of forecasts"
            columns={scoreColumns}
            rows={scores}
            keyOf={({ measure, ahead }) => `${measure} ${ahead}`}
          />
        </Panel>
      )}
      {charts.length === 0 && (
        <p className="dim">
          Nothing is known of any quarter that version {variance.data.version} plans, in {currency}.
        </p>
      )}
    </>
  );
}

const count = (value: number): ReactNode => <Figure of={shownCount(Math.round(value * 10) / 10)} />;

function quarters(many: number): string {
  return many === 1 ? '1 quarter' : `${shownNumber(many).text} quarters`;
}

const lineColumns: readonly Column<LineVariance>[] = [
  { id: 'line', title: 'Line', head: true, cell: ({ line }) => <code>{line}</code> },
  { id: 'due', title: 'Planned for', sort: ({ quarter }) => quarter, cell: ({ quarter }) => quarter },
  {
    id: 'planned',
    title: 'Planned',
    align: 'right',
    sort: ({ planned }) => planned,
    cell: ({ planned }) => count(planned),
  },
  {
    id: 'came',
    title: 'Came',
    align: 'right',
    sort: ({ delivered }) => delivered,
    cell: ({ delivered }) => count(delivered),
  },
  { id: 'open', title: 'Open', align: 'right', sort: ({ open }) => open, cell: ({ open }) => count(open) },
  {
    id: 'cancelled',
    title: 'Cancelled',
    align: 'right',
    sort: ({ cancelled }) => cancelled,
    cell: ({ cancelled }) => count(cancelled),
  },
  {
    id: 'says',
    title: 'So',
    cell: ({ late, cancelled, open, delivered, planned }) => {
      if (cancelled > 0) return <Mark shape="cross" word="cancelled in part" tone="bad" />;
      if (late !== null && late > 0) return <Mark shape="bang" word={`${quarters(late)} late`} tone="bad" />;
      if (open > 0) return <Mark shape="half" word="on its way" tone="warn" />;
      if (delivered < planned - 0.5) return <Mark shape="bang" word="fewer than planned" tone="warn" />;
      if (late !== null && late < 0)
        return <Mark shape="tick" word={`${quarters(-late)} early`} tone="good" />;
      return <Mark shape="tick" word="as planned" tone="good" />;
    },
  },
];

const scoreColumns: readonly Column<ForecastScore>[] = [
  { id: 'what', title: 'Figure', head: true, cell: ({ measure }) => measureWords[measure] },
  {
    id: 'ahead',
    title: 'Quarters ahead',
    align: 'right',
    sort: ({ ahead }) => ahead,
    cell: ({ ahead }) => ahead,
  },
  { id: 'forecasts', title: 'Forecasts', align: 'right', cell: ({ forecasts }) => forecasts },
  {
    id: 'error',
    title: 'Mean error',
    align: 'right',
    sort: ({ meanAbsoluteError }) => meanAbsoluteError,
    cell: ({ meanAbsoluteError }) => <Figure of={shownPercent(meanAbsoluteError)} />,
  },
  {
    id: 'bias',
    title: 'Bias',
    align: 'right',
    sort: ({ bias }) => bias,
    cell: ({ bias }) => (
      <>
        {bias > 0 ? '+' : bias < 0 ? '−' : ''}
        <Figure of={shownPercent(Math.abs(bias))} />
      </>
    ),
  },
];
