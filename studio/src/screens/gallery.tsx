import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { planListQuery, planQuery } from '../api/queries.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { gallery } from '../charts/gallery.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownNumber } from '../kit/figures.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { useAddress } from '../shell/use-search.ts';

const rows = Array.from({ length: 10_000 }, (_, index) => ({
  id: index,
  a: (index * 7919) % 10_007,
  b: Math.sqrt(index),
}));
const columns: readonly Column<(typeof rows)[number]>[] = [
  { id: 'id', title: 'Row', head: true, sort: ({ id }) => id, cell: ({ id }) => id },
  {
    id: 'a',
    title: 'A number',
    align: 'right',
    sort: ({ a }) => a,
    cell: ({ a }) => <Figure of={shownNumber(a)} />,
  },
  {
    id: 'b',
    title: 'Another',
    align: 'right',
    sort: ({ b }) => b,
    cell: ({ b }) => <Figure of={shownNumber(b)} />,
  },
];

/** For those who build the studio: every chart, and a long table. Not in the rail. */
export function Gallery(): ReactNode {
  const { search } = useAddress();
  const plans = useQuery(planListQuery);
  const id = search.plan ?? plans.data?.find(({ status }) => status !== 'infeasible')?.id;
  const plan = useQuery({ ...planQuery(id ?? ''), enabled: id !== undefined });
  if (search.kind === 'rows') {
    return (
      <>
        <PageHead title="Ten thousand rows" />
        <DataTable
          label="Ten thousand rows"
          columns={columns}
          rows={rows}
          keyOf={({ id: row }) => String(row)}
          height="70vh"
        />
      </>
    );
  }
  return (
    <>
      <PageHead
        title="Gallery"
        lead="Every chart of the studio, from the plan in the address and a few made-up figures. Its test compares each drawing with the approved one."
      />
      {plans.data?.length === 0 && (
        <Empty title="No plan yet">The gallery draws a plan: make one first.</Empty>
      )}
      {plan.data === undefined ? (
        <Skeleton height="50vh" />
      ) : (
        <div className="grid">
          {gallery(plan.data, plan.data).map((spec) => (
            <ChartPanel key={spec.id} spec={spec} span={6} />
          ))}
        </div>
      )}
    </>
  );
}
