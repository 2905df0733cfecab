import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { VerdictMark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';

interface Row {
  readonly line: PlanFile['lines'][number];
  readonly record: PlanFile['lines'][number]['verdicts'][number];
}

/** A verdict for every line and use, on both of its dates, with the rules that were looked at. */
export function Verdicts({ plan }: { readonly plan: PlanFile }): ReactNode {
  const rows: readonly Row[] = plan.lines.flatMap((line) =>
    line.verdicts.map((record) => ({ line, record })),
  );
  const nameOf = (id: string): string => plan.systems.find((system) => system.id === id)?.name ?? id;
  const columns: readonly Column<Row>[] = [
    {
      id: 'line',
      title: 'Line',
      head: true,
      sort: ({ line }) => nameOf(line.system),
      cell: ({ line }) => (
        <>
          {nameOf(line.system)}{' '}
          <span className="dim">
            at {line.site}, {line.orderQuarter}
          </span>
        </>
      ),
    },
    { id: 'use', title: 'Use', sort: ({ record }) => record.use, cell: ({ record }) => record.use },
    {
      id: 'order',
      title: 'On order',
      sort: ({ record }) => record.onOrder,
      cell: ({ record }) => (
        <span className="nowrap">
          <VerdictMark verdict={record.onOrder} /> <span className="faint small">{record.orderDate}</span>
        </span>
      ),
    },
    {
      id: 'ship',
      title: 'On ship',
      sort: ({ record }) => record.onShip,
      cell: ({ record }) => (
        <span className="nowrap">
          <VerdictMark verdict={record.onShip} /> <span className="faint small">{record.shipDate}</span>
        </span>
      ),
    },
    {
      id: 'reason',
      title: 'Reason',
      cell: ({ record }) =>
        [record.reason, ...record.conditions.map((one) => `condition: ${one}`)].join(' · '),
    },
    {
      id: 'rules',
      title: 'Rules',
      cell: ({ record }) => (
        <span className="inline">
          {record.rules.map((rule) => (
            <Link key={rule} to={'/rules'} search={{ id: rule }} className="small">
              {rule}
            </Link>
          ))}
        </span>
      ),
    },
  ];
  if (rows.length === 0) return null;
  return (
    <Panel
      title="A verdict for every line"
      says={`Consistent with the rule set of ${plan.ruleSet.asOf}, ${plan.ruleSet.rules.length} rules, on the dates shown. This is not legal advice; unknown counts as no.`}
      id="verdicts"
    >
      <DataTable
        label="A verdict for every line"
        columns={columns}
        rows={rows}
        keyOf={({ line, record }) => `${line.id} ${record.use}`}
        height="28rem"
      />
    </Panel>
  );
}
