import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

/** A column: what it is called, how its rows sort, what a cell shows. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly align?: 'right';
  readonly sort?: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ReactNode;
  /** The cell that names its row. */
  readonly head?: boolean;
}

interface Sorting {
  readonly column: string;
  readonly down: boolean;
}

const virtualFrom = 120;
const rowHeight = 34;

/**
 * A table that sorts by its heads, walks by `j` and `k` or the arrows, opens a row by Enter, and draws only the rows in
 * sight when it is long.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  onOpen,
  selected,
  height,
  sorting: initial,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string;
  readonly onOpen?: (row: Row) => void;
  readonly selected?: string | undefined;
  readonly height?: string;
  readonly sorting?: Sorting;
}): ReactNode {
  const [sorting, setSorting] = useState<Sorting | undefined>(initial);
  const wrap = useRef<HTMLDivElement>(null);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, columns, sorting]);
  const long = sorted.length > virtualFrom;
  const virtual = useVirtualizer({
    count: long ? sorted.length : 0,
    getScrollElement: () => wrap.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = long ? virtual.getVirtualItems() : [];
  const inSight = long
    ? items.map(({ index }) => ({ row: sorted[index] as Row, index }))
    : sorted.map((row, index) => ({ row, index }));
  const before = items[0]?.start ?? 0;
  const after = long ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  const walk = (event: KeyboardEvent<HTMLTableRowElement>, row: Row): void => {
    const step = { ArrowDown: 'next', j: 'next', ArrowUp: 'previous', k: 'previous' }[event.key];
    const target = event.currentTarget;
    if (step !== undefined) {
      const sibling = step === 'next' ? target.nextElementSibling : target.previousElementSibling;
      if (sibling instanceof HTMLElement) sibling.focus();
    } else if (event.key === 'Enter' && event.target === target) onOpen?.(row);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className="table-wrap"
      ref={wrap}
      style={height !== undefined || long ? { maxHeight: height ?? '32rem' } : undefined}
      tabIndex={0}
      role="region"
      aria-label={`Table: ${label}`}
    >
      <table className="table" aria-rowcount={sorted.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Filler height={before} width={columns.length} />}
          {inSight.map(({ row, index }) => {
            const key = keyOf(row, index);
            return (
              <tr
                key={key}
                data-row={key}
                aria-rowindex={index + 2}
                {...(onOpen && {
                  tabIndex: 0,
                  'aria-selected': key === selected,
                  onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => walk(event, row),
                  onClick: () => onOpen(row),
                  style: { cursor: 'pointer' },
                })}
              >
                {columns.map((column) => {
                  const classes = column.align === 'right' ? 'number' : undefined;
                  return column.head === true ? (
                    <th key={column.id} scope="row" className={classes}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.id} className={classes}>
                      {column.cell(row)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {after > 0 && <Filler height={after} width={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

function Filler({ height, width }: { readonly height: number; readonly width: number }): ReactNode {
  return (
    <tr aria-hidden="true">
      <td colSpan={width} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function HeadCell<Row>({
  column: { id, title, align, sort },
  sorting,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
}): ReactNode {
  const here = sorting?.column === id;
  const order = here ? (sorting.down ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" className={align === 'right' ? 'number' : undefined} aria-sort={order}>
      {sort === undefined ? (
        title
      ) : (
        <>
          {/* Browsers do not repeat buttons in the heads of further sheets. */}
          <span className="print-only" aria-hidden="true">
            {title}
          </span>
          <button
            type="button"
            className="no-print"
            onClick={() => onSort({ column: id, down: here ? !sorting.down : align === 'right' })}
          >
            {title}
            {here && <span aria-hidden="true">{sorting.down ? ' ↓' : ' ↑'}</span>}
          </button>
        </>
      )}
    </th>
  );
}

function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const valueOf = columns.find(({ id }) => id === sorting?.column)?.sort;
  if (valueOf === undefined || sorting === undefined) return rows;
  const sign = sorting.down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    // What is not known goes last, whichever way one sorts.
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right), 'en', { numeric: true });
  });
}
