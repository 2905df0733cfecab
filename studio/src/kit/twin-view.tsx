import type { ReactNode } from 'react';
import { DataTable, type Column } from './data-table.tsx';
import { Figure } from './figures.tsx';
import { shownIn, type TwinTable, type TwinValue } from './twin-table.ts';

type Row = readonly TwinValue[];

/** The table twin of a chart on screen. */
export function TwinView({ label, table }: { readonly label: string; readonly table: TwinTable }): ReactNode {
  const columns = table.columns.map((column, index): Column<Row> => {
    const text = column.kind === undefined || column.kind === 'text';
    return {
      id: `${index}`,
      title: column.title,
      ...(!text && { align: 'right' as const }),
      ...(index === 0 && { head: true }),
      sort: (row) => row[index] ?? null,
      cell: (row) => (text ? row[index] : <Figure of={shownIn(column, row[index] ?? null)} />),
    };
  });
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={table.rows}
      keyOf={(_, index) => `${index}`}
      height="24rem"
    />
  );
}
