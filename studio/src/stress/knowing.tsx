import type { ReactNode } from 'react';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownMoney, shownPercent } from '../kit/figures.tsx';
import { Panel } from '../kit/panel.tsx';
import type { StressReport } from './types.ts';

type Fact = StressReport['facts'][number];

/** What is worth finding out before ordering: only facts whose worth the draws can tell from chance. */
export function Facts({ report: { facts, currency } }: { readonly report: StressReport }): ReactNode {
  const told = facts.filter(({ worth }) => worth.low > 0);
  const money = (value: number): ReactNode => <Figure of={shownMoney(value, currency)} />;
  const columns: readonly Column<Fact>[] = [
    { id: 'fact', title: 'Fact', head: true, cell: ({ title }) => title },
    {
      id: 'within',
      title: 'Known to',
      cell: ({ id, within, slices }) => {
        if (id.startsWith('event:')) return 'yes or no';
        return within === undefined ? `one of ${slices} slices` : `± ${shownPercent(within).text}`;
      },
    },
    {
      id: 'worth',
      title: 'Worth',
      align: 'right',
      sort: ({ worth }) => worth.value,
      cell: ({ worth }) => money(worth.value),
    },
    {
      id: 'interval',
      title: '95 % interval',
      align: 'right',
      cell: ({ worth }) => (
        <>
          {money(worth.low)} to {money(worth.high)}
        </>
      ),
    },
  ];
  return (
    <Panel
      title="What is worth finding out before ordering"
      says="What a better first order would save if the fact were known, among the first orders that were tried: a lower bound."
    >
      {told.length === 0 ? (
        <p className="dim">
          {facts.length === 0
            ? 'No other first order was tried, so no fact can change the decision.'
            : 'No single fact is worth anything that these draws can tell from chance.'}
        </p>
      ) : (
        <DataTable label="Worth of facts" columns={columns} rows={told} keyOf={({ id }) => id} />
      )}
    </Panel>
  );
}
