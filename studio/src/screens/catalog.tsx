import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from '../kit/data-table.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { GradeMark, Shape, Mark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { factsQuery, isStale, kindsQuery, type Fact, type FactRow } from '../know/facts.ts';
import { SourceCard, UsedBy } from '../know/source-card.tsx';
import { useAddress } from '../shell/use-search.ts';

/** Columns first shown of a kind; kinds without an entry here show the fields most of their entries have. */
const firstFields: Readonly<Record<string, readonly string[]>> = {
  accelerators: [
    'name',
    'vendor',
    'available',
    'dense.bf16',
    'dense.fp8',
    'dense.int8',
    'memory',
    'memoryBandwidth',
    'scaleUp',
    'tdp',
    'totalProcessingPower',
    'performanceDensity',
  ],
  offers: ['system', 'supplier', 'kind', 'price', 'leadTime', 'allocation'],
  sources: ['title', 'date', 'grade', 'ref'],
  events: ['title', 'date', 'kind', 'source'],
};
const mostFields = 9;
const shapes = { A: 'disc', B: 'half', C: 'ring', derived: 'square', assumed: 'triangle' } as const;
const now = Date.now();

/** The catalog: every cell opens what it rests on. */
export function Catalog(): ReactNode {
  const { search, set } = useAddress();
  const kind = search.kind ?? 'accelerators';
  const kinds = useQuery(kindsQuery);
  const facts = useQuery(factsQuery(kind));
  const wanted = (search.q ?? '').toLowerCase();
  const rows = useMemo(
    () =>
      (facts.data ?? []).filter(
        ({ id, rows: all }) =>
          wanted === '' ||
          `${id} ${all.map(({ written }) => written).join(' ')}`.toLowerCase().includes(wanted),
      ),
    [facts.data, wanted],
  );
  const fields = useMemo(() => fieldsOf(kind, facts.data ?? []), [kind, facts.data]);
  const entry = facts.data?.find(({ id }) => id === search.id);
  const field = entry?.rows.find((row) => row.field === search.field);
  const columns: readonly Column<Fact>[] = [
    { id: 'id', title: 'Id', head: true, sort: ({ id }) => id, cell: ({ id }) => <code>{id}</code> },
    ...fields.map((name): Column<Fact> => ({
      id: name,
      title: name,
      sort: ({ rows: all }) => sortValue(all.find((row) => row.field === name)?.written),
      cell: (fact) => <Cell fact={fact} name={name} onOpen={(id) => set({ id, field: name })} />,
    })),
  ];
  const graded = (facts.data ?? []).flatMap(({ rows: all }) =>
    all.filter(({ grade }) => grade !== undefined),
  );
  return (
    <>
      <PageHead
        title="Catalog"
        lead="What is known, with its source: rest on a cell to see its grade, open it to see who says so. What nobody says is unknown, never guessed."
      />
      <div className="tabs" role="group" aria-label="Kind of entry">
        {(kinds.data ?? []).map(({ kind: one, count }) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            onClick={() => set({ kind: one, id: undefined, field: undefined, q: undefined })}
          >
            {one} <span className="faint">{count}</span>
          </button>
        ))}
      </div>
      <section className="panel" aria-label={kind}>
        <div className="spread">
          <input
            type="search"
            placeholder={`Search ${kind}  ( / )`}
            aria-label={`Search ${kind}`}
            value={search.q ?? ''}
            onChange={({ target }) => set({ q: target.value === '' ? undefined : target.value }, 'replace')}
          />
          <span className="inline small dim">
            {Object.keys(shapes).map((grade) => (
              <span key={grade} className="inline" style={{ gap: '0.25rem' }}>
                {graded.filter((row) => row.grade === grade).length} <GradeMark grade={grade} />
              </span>
            ))}
            <span>{graded.filter(({ date }) => isStale(date, now)).length} over a year old</span>
          </span>
        </div>
        {facts.error !== null && <Trouble error={facts.error} />}
        {facts.data === undefined ? (
          <Skeleton height="24rem" />
        ) : rows.length === 0 ? (
          <Empty title="Nothing by that name">
            Search takes ids and anything that is written in an entry.
          </Empty>
        ) : (
          <DataTable
            label={`Entries: ${kind}`}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            selected={search.id}
            onOpen={({ id }) => set({ id, field: undefined })}
            height="calc(100vh - 19rem)"
          />
        )}
      </section>
      <Dialog
        open={entry !== undefined}
        onClose={() => set({ id: undefined, field: undefined })}
        title={entry?.id ?? ''}
        kind="side"
      >
        {entry !== undefined && (
          <div className="stack">
            {field !== undefined && <SourceCard row={field} on={now} />}
            <UsedBy id={entry.id} title="Used by" />
            <table className="table">
              <tbody>
                {entry.rows.map((row) => (
                  <tr key={row.field} aria-selected={row.field === search.field}>
                    <th scope="row">
                      <button
                        type="button"
                        className="button quiet small"
                        style={{ padding: 0 }}
                        onClick={() => set({ field: row.field })}
                      >
                        {row.field}
                      </button>
                    </th>
                    <td>{row.written}</td>
                    <td>{row.grade !== undefined && <GradeMark grade={row.grade} status={row.status} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Dialog>
    </>
  );
}

function Cell({
  fact,
  name,
  onOpen,
}: {
  readonly fact: Fact;
  readonly name: string;
  readonly onOpen: (id: string) => void;
}): ReactNode {
  const row = fact.rows.find((one) => one.field === name);
  if (row === undefined) return <span className="faint">–</span>;
  if (row.written === 'unknown') return <Mark shape="query" word="unknown" />;
  const shape = shapes[row.grade as keyof typeof shapes];
  return (
    <button
      type="button"
      className="cell-button"
      title={`${row.written}${row.grade === undefined ? '' : `, grade ${row.grade}`}${row.status === undefined ? '' : `, ${row.status}`}`}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(fact.id);
      }}
    >
      {row.written.length > 44 ? `${row.written.slice(0, 42)}…` : row.written}
      {shape !== undefined && (
        <span className={row.status === 'disputed' ? 'warn' : isStale(row.date, now) ? 'warn' : 'faint'}>
          <Shape name={row.status === 'disputed' ? 'diamond' : shape} />
        </span>
      )}
    </button>
  );
}

function fieldsOf(kind: string, facts: readonly Fact[]): readonly string[] {
  const chosen = firstFields[kind];
  const counts = new Map<string, number>();
  for (const { field } of facts.flatMap(({ rows }): readonly FactRow[] => rows))
    counts.set(field, (counts.get(field) ?? 0) + 1);
  if (chosen !== undefined) return chosen.filter((field) => counts.has(field));
  return [...counts]
    .filter(([field]) => field !== 'id')
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostFields)
    .map(([field]) => field);
}

function sortValue(written: string | undefined): string | number | null {
  if (written === undefined || written === 'unknown') return null;
  const number = Number.parseFloat(written.replaceAll(',', ''));
  return Number.isFinite(number) ? number : written;
}
