import { useMemo, useState, type ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { GradeMark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { SourceRef } from './basis.tsx';

type Claim = PlanFile['assumptions'][number];
const weakest = ['assumed', 'C', 'derived', 'B', 'A'];

/** Every claim that became a number of the plan, the weakest first. */
export function Assumptions({ plan }: { readonly plan: PlanFile }): ReactNode {
  const [wanted, setWanted] = useState('');
  const rows = useMemo(
    () =>
      plan.assumptions
        .filter((one) =>
          `${one.path} ${one.written} ${one.sourceTitle ?? ''}`.toLowerCase().includes(wanted.toLowerCase()),
        )
        .toSorted(
          (a, b) => weakest.indexOf(a.grade) - weakest.indexOf(b.grade) || (a.path < b.path ? -1 : 1),
        ),
    [plan, wanted],
  );
  const columns: readonly Column<Claim>[] = [
    {
      id: 'path',
      title: 'Where',
      head: true,
      sort: ({ path }) => path,
      cell: ({ path }) => <code>{path}</code>,
    },
    { id: 'written', title: 'As written', cell: ({ written }) => <span className="num">{written}</span> },
    {
      id: 'grade',
      title: 'Evidence',
      sort: ({ grade }) => weakest.indexOf(grade),
      cell: ({ grade, status }) => (
        <span className="inline">
          <GradeMark grade={grade} status={status} />
        </span>
      ),
    },
    {
      id: 'source',
      title: 'Source or reason',
      cell: (one) => (
        <>
          {[one.sourceTitle, one.reason].filter((text) => text !== null).join(': ')}{' '}
          {one.ref !== null && <SourceRef text={one.ref} />}
        </>
      ),
    },
  ];
  const counts = weakest.map(
    (grade) => [grade, plan.assumptions.filter((one) => one.grade === grade).length] as const,
  );
  return (
    <Panel
      title="What the numbers rest on"
      says={
        <span className="inline">
          {counts
            .filter(([, count]) => count > 0)
            .map(([grade, count]) => (
              <span key={grade} className="inline" style={{ gap: '0.25rem' }}>
                {count} <GradeMark grade={grade} />
              </span>
            ))}
        </span>
      }
      id="assumptions"
      tools={
        <input
          type="search"
          placeholder="Search claims"
          aria-label="Search claims"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      }
    >
      <DataTable
        label="What the numbers rest on"
        columns={columns}
        rows={rows}
        keyOf={({ path }) => path}
        height="30rem"
      />
    </Panel>
  );
}
