import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { planQuery } from '../api/queries.ts';
import { standingVersion, type PlanRecord } from '../api/records.ts';
import { Figure, shownCount } from '../kit/figures.tsx';
import { Panel } from '../kit/panel.tsx';
import { complain } from '../kit/toasts.tsx';
import { UndoEntry } from './undo-entry.tsx';
import { useChange } from './use-change.ts';

/** Lines that are ordered: planning anew leaves them alone. One freezes them here, and lets them go again. */
export function Frozen({ record }: { readonly record: PlanRecord }): ReactNode {
  return (
    <Panel
      title="Frozen lines"
      says="Say which lines are ordered: planning anew leaves them alone, whatever its day."
      id="frozen"
    >
      {record.frozen.length > 0 && (
        <ul className="list rows">
          {record.frozen.map((line) => (
            <FrozenLine key={line.order.id} record={record} line={line} />
          ))}
        </ul>
      )}
      <Freeze record={record} />
    </Panel>
  );
}

function FrozenLine({
  record,
  line: { order, reason, author, version },
}: {
  readonly record: PlanRecord;
  readonly line: PlanRecord['frozen'][number];
}): ReactNode {
  return (
    <UndoEntry
      record={record}
      path="released"
      entry={{ line: order.id }}
      why={`Why ${order.id} is released`}
      hint="Why it is no longer ordered"
      word="Release"
    >
      <Figure of={shownCount(order.count)} /> × {order.system} at {order.site}, {order.orderQuarter}{' '}
      <span className="dim">
        of version {version}; {author}
        {reason !== '' && `: ${reason}`}
      </span>
    </UndoEntry>
  );
}

function Freeze({ record }: { readonly record: PlanRecord }): ReactNode {
  const change = useChange(record);
  const version = standingVersion(record);
  const plan = useQuery({
    ...planQuery(`record:${record.id}/${version?.number ?? 0}`),
    enabled: version !== undefined,
  });
  const [line, setLine] = useState('');
  const [reason, setReason] = useState('');
  if (version === undefined || plan.data === undefined) return null;
  const frozen = new Set(record.frozen.map(({ order }) => order.id));
  const free = plan.data.lines.filter((one) => !frozen.has(one.id) && !one.frozen);
  if (free.length === 0) return <p className="dim">Every line of version {version.number} is ordered.</p>;
  const nameOf = (id: string): string => plan.data.systems.find((system) => system.id === id)?.name ?? id;
  return (
    <form
      className="inline"
      onSubmit={(event) => {
        event.preventDefault();
        change('frozen', { version: version.number, line, reason })
          .then(() => {
            setLine('');
            setReason('');
          })
          .catch(complain);
      }}
    >
      <select
        aria-label={`A line of version ${version.number}`}
        value={line}
        onChange={({ target }) => setLine(target.value)}
        style={{ flex: '1 1 20rem' }}
      >
        <option value="">A line of version {version.number}…</option>
        {free.map(({ id, count, system, site, orderQuarter }) => (
          <option key={id} value={id}>
            {shownCount(Math.round(count * 10) / 10).text} × {nameOf(system)} at {site}, {orderQuarter}
          </option>
        ))}
      </select>
      <input
        type="text"
        aria-label="Number of the order, or why"
        placeholder="Number of the order"
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <button type="submit" className="button" disabled={line === ''}>
        Freeze
      </button>
    </form>
  );
}
