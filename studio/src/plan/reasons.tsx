import type { ReactNode } from 'react';
import type { Attribution, AttributionStep } from '../../../src/planning/index.ts';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Figure, shownCount, shownMoney } from '../kit/figures.tsx';
import { signed } from './report.ts';

/** What a job that planned anew says of its plan. */
export interface ReplanSummary {
  readonly asOf: string;
  readonly currency: string;
  /** What differs from the plan before, in sentences. */
  readonly changed: readonly string[];
  readonly attribution: Attribution | null;
}

/** Why a plan made anew differs from the one before: one group of inputs after the other, each planned again. */
export function Reasons({ summary }: { readonly summary: ReplanSummary }): ReactNode {
  const { attribution, changed, currency } = summary;
  return (
    <>
      <ul className="list">
        {changed.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {attribution !== null && attribution.steps.length > 0 && (
        <DataTable
          label="Why it changed, step by step"
          columns={columnsOf(currency)}
          rows={attribution.steps}
          keyOf={({ title }) => title}
        />
      )}
    </>
  );
}

function columnsOf(currency: string): readonly Column<AttributionStep>[] {
  const change = (by: number | null): string => (by === null ? '' : signed(by, currency));
  return [
    {
      id: 'step',
      title: 'What changed',
      head: true,
      cell: ({ title, inputs }) => (
        <details>
          <summary>{title}</summary>
          <ul className="list small">
            {inputs.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      ),
    },
    {
      id: 'cost',
      title: 'Cost of what lies ahead',
      align: 'right',
      cell: ({ cost, feasible }) =>
        feasible ? <Figure of={cost === null ? null : shownMoney(cost, currency)} /> : 'there is no plan',
    },
    { id: 'change', title: 'Change', align: 'right', cell: ({ costChange }) => change(costChange) },
    {
      id: 'unmet',
      title: 'Not served, change',
      align: 'right',
      cell: ({ unmetChange }) => change(unmetChange),
    },
    {
      id: 'added',
      title: 'Systems added',
      align: 'right',
      cell: ({ added }) => <Figure of={shownCount(Math.round(added))} />,
    },
    {
      id: 'dropped',
      title: 'Dropped',
      align: 'right',
      cell: ({ dropped }) => <Figure of={shownCount(Math.round(dropped))} />,
    },
  ];
}
