import type { ReactNode } from 'react';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { belowGap, Figure, meaning, shownChange, shownMoney, shownPercent } from '../kit/figures.tsx';
import { Mark, Shape } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { shockChart } from './shock-chart.ts';
import type { ShockAnswer, ShockReport } from './types.ts';

/** Of other orders that save less than the search for the plan left open. */
export const withinGapWord = 'within the gap';

/** The shock matrix: a plan held against everything that may happen, one row per shock. */
export function Shocks({ report }: { readonly report: ShockReport }): ReactNode {
  const { currency, stale, shocks, title } = report;
  const gap = report.gap ?? 0;
  const more = (way: 'unrepaired' | 'additions' | 'repair'): Column<ShockAnswer> => {
    const difference = ({ [way]: fare, before }: ShockAnswer): number => fare.value - before.value;
    return {
      id: way,
      title: { unrepaired: 'Nothing changed', additions: 'Additions only', repair: 'Planned anew' }[way],
      align: 'right',
      sort: difference,
      cell: (shock) => {
        if (shock.outside) return '–';
        const { unrepaired, before } = shock;
        // Orders as they are cost what they cost; what other orders save may be what the search for the plan left.
        const saved = meaning(unrepaired.value - shock[way].value, before.value);
        return (
          <>
            <Figure of={shownChange(difference(shock), before.value, currency)} />
            {saved > 0 && belowGap(saved, before.value, gap) && (
              <>
                <br />
                <Mark
                  shape="half"
                  word={withinGapWord}
                  title={`Beside nothing changed it saves ${shownMoney(saved, currency).text}: less than the ${shownPercent(gap).text} within which the search for the plan ended, so it may have been there to save before the shock.`}
                />
              </>
            )}
          </>
        );
      },
    };
  };
  const columns: readonly Column<ShockAnswer>[] = [
    {
      id: 'shock',
      title: 'Shock',
      head: true,
      cell: ({ title: name, event }) => (
        <span title={event} className="words">
          {name}
        </span>
      ),
    },
    { id: 'from', title: 'From', cell: ({ quarter }) => quarter ?? 'after the horizon' },
    {
      id: 'first',
      title: 'Breaks first',
      cell: ({ first, outside }) => {
        if (outside) return '–';
        if (first === null) return <Mark shape="tick" word="nothing" tone="good" />;
        const when = first.quarter === null ? '' : `, ${first.quarter}`;
        return (
          <span className="words bad">
            <Shape name="cross" /> {first.title}
            {when}
          </span>
        );
      },
    },
    {
      id: 'stranded',
      title: 'Stranded',
      align: 'right',
      sort: ({ stranded }) => stranded.money,
      cell: ({ stranded }) => <Figure of={shownMoney(stranded.money, currency)} />,
    },
    more('unrepaired'),
    more('additions'),
    more('repair'),
    {
      id: 'still',
      title: 'Still broken',
      cell: ({ repair, before, outside }) => {
        if (outside) return '–';
        const held = new Set(before.breaks.map(({ id }) => id));
        const still = repair.breaks.filter(({ id }) => !held.has(id));
        return still.length === 0 ? (
          <Mark shape="tick" word="nothing" tone="good" />
        ) : (
          <span className="words">{still.map(({ title: name }) => name).join('; ')}</span>
        );
      },
    },
  ];
  return (
    <div className="grid">
      {stale && (
        <p className="note warn">
          The scenario has changed since this plan was made; plan it again to be sure.
        </p>
      )}
      <Panel
        title={`Shocks to the plan ${title}`}
        says="Orders placed before a shock stay placed. Cost and penalties beside the plan as it stands; a broken limit has no price in these figures. Within the gap: other orders save no more than the search for the plan left open."
      >
        <DataTable label="Shock matrix" columns={columns} rows={shocks} keyOf={({ event }) => event} />
      </Panel>
      {shocks.some(({ outside }) => !outside) && <ChartPanel spec={shockChart(report)} span={12} />}
    </div>
  );
}
