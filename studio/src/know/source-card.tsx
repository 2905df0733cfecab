import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { GradeMark, Mark } from '../kit/marks.tsx';
import { SourceRef } from '../plan/basis.tsx';
import { isStale, sourcesQuery, usersQuery, type FactRow } from './facts.ts';

/** What a figure rests on: its claim, its source, its age, and who else rests on that source. */
export function SourceCard({ row, on }: { readonly row: FactRow; readonly on: number }): ReactNode {
  const sources = useQuery(sourcesQuery);
  const source = row.source === undefined ? undefined : sources.data?.get(row.source);
  const date = row.date ?? source?.date;
  return (
    <div className="stack" style={{ gap: '0.6rem' }}>
      <p>
        <strong style={{ fontSize: '1.15rem' }}>{row.written}</strong>{' '}
        <code className="faint">{row.field}</code>
      </p>
      <div className="inline">
        {row.grade === undefined ? (
          <Mark shape="square" word="no claim: a name or a reference" />
        ) : (
          <GradeMark grade={row.grade} status={row.status} />
        )}
        {date !== undefined &&
          date !== '' &&
          (isStale(date, on) ? (
            <Mark shape="bang" word={`of ${date}: over a year old`} tone="warn" />
          ) : (
            <Mark shape="ring" word={`of ${date}`} />
          ))}
      </div>
      {row.note !== undefined && <p className="dim">{row.note}</p>}
      {row.reason !== undefined && <p className="dim">{row.reason}</p>}
      {source !== undefined && (
        <div className="note">
          <p>
            <strong>{source.title}</strong>
          </p>
          <p className="inline small">
            <GradeMark grade={source.grade} />
            <code>{source.key}</code>
            {source.date}
          </p>
          <SourceRef text={source.ref} />
        </div>
      )}
      {row.source !== undefined && <UsedBy id={row.source} title="Rests on the same source" />}
    </div>
  );
}

/** Entries and rules that name something. */
export function UsedBy({ id, title }: { readonly id: string; readonly title: string }): ReactNode {
  const users = useQuery(usersQuery(id));
  if (users.data === undefined || users.data.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {users.data.length}
      </summary>
      <ul className="list small" style={{ marginTop: '0.5rem', maxHeight: '14rem', overflow: 'auto' }}>
        {users.data.map((one) => (
          <li key={`${one.kind} ${one.id}`}>
            {one.kind} · <code>{one.id}</code> <span className="faint">{one.field}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
