import type { ReactNode } from 'react';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownMoney, shownNumber, shownPercent } from '../kit/figures.tsx';
import { Panel } from '../kit/panel.tsx';
import type { Estimate, StressReport } from './types.ts';

type Fact = StressReport['facts'][number];
type Index = StressReport['indices'][number];

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

/** Sobol indices: the part of the variance of cost and penalties that each kind of quantity explains. */
export function Indices({ report: { indices } }: { readonly report: StressReport }): ReactNode {
  const columns: readonly Column<Index>[] = [
    { id: 'kind', title: 'Kind of quantity', head: true, cell: ({ input }) => input },
    {
      id: 'first',
      title: 'Alone',
      align: 'right',
      sort: ({ first: { value } }) => value,
      cell: ({ first }) => range(first),
    },
    {
      id: 'total',
      title: 'With all it takes part in',
      align: 'right',
      sort: ({ total: { value } }) => value,
      cell: ({ total }) => range(total),
    },
  ];
  return (
    <Panel
      title="What the spread comes from"
      says="Sobol indices: part of the variance of cost and penalties, with 95 % intervals."
    >
      <DataTable label="Sobol indices" columns={columns} rows={indices} keyOf={({ input }) => input} />
    </Panel>
  );
}

function range({ value, low, high }: Estimate): ReactNode {
  return (
    <>
      <Figure of={shownNumber(value)} />{' '}
      <span className="faint small">
        {shownNumber(low).text} to {shownNumber(high).text}
      </span>
    </>
  );
}
