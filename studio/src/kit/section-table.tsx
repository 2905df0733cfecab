import type { ReactNode } from 'react';
import type { Cell, Section } from '../../../src/report/section.ts';
import { DataTable, type Column } from './data-table.tsx';

/** A table of the report on screen, with the words the command and the page to mail use too. */
export function SectionTable({ section }: { readonly section: Section }): ReactNode {
  if (section.rows.length === 0) return <p className="dim">{section.empty}</p>;
  const columns = section.columns.map(({ title, align }, index): Column<readonly Cell[]> => ({
    id: title,
    title,
    head: index === 0,
    ...(align === 'right' && { align }),
    cell: (row) => {
      const { text = '', full, tone = '' } = row[index] ?? {};
      return (
        <span className={align === 'right' ? `num ${tone}` : tone} title={full}>
          {text}
        </span>
      );
    },
  }));
  return (
    <DataTable
      label={section.title}
      columns={columns}
      rows={section.rows}
      keyOf={(row, index) => `${row[0]?.text ?? ''} ${index}`}
    />
  );
}
