import { useState, type ReactNode } from 'react';
import type { Trouble as Diagnostic } from '../api/problem.ts';
import { sendToRecord, type PlanRecord } from '../api/records.ts';
import { Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { DiagnosticList, Trouble } from '../kit/trouble.tsx';
import { base64Of } from './base64.ts';
import { useMe } from './me.ts';
import { UndoEntry } from './undo-entry.tsx';

const kinds = {
  deliveries: ['Deliveries', 'CSV: order, systems, status, quarter'],
  spend: ['Bills', 'FOCUS Cost and Usage, CSV or Parquet'],
  load: ['Served load', 'Prometheus query_range, LiteLLM logs, request traces'],
} as const;
type Kind = keyof typeof kinds;

/** What really came: sources that count, each can be taken back; and a file to add. */
export function Actuals({ record }: { readonly record: PlanRecord }): ReactNode {
  return (
    <Panel
      title="Actuals"
      says="What really was delivered, paid and served. The files are read on this machine; of logs only numbers and names of models are kept."
      id="actuals"
    >
      {(record.actuals.length > 0 || record.overtaken.length > 0) && (
        <ul className="list rows">
          {record.actuals.map((batch) => (
            <Batch key={batch.seq} record={record} batch={batch} />
          ))}
          {record.overtaken.map(({ seq, path, written, source }) => (
            <li key={seq}>
              <Mark shape="bang" word="overtaken" tone="warn" /> <code>{path}</code> is {written}{' '}
              <span className="dim small">({source})</span>
            </li>
          ))}
        </ul>
      )}
      <AddActuals record={record} />
    </Panel>
  );
}

function Batch({
  record,
  batch: { seq, actuals, count, source, from, to, author },
}: {
  readonly record: PlanRecord;
  readonly batch: PlanRecord['actuals'][number];
}): ReactNode {
  return (
    <UndoEntry
      record={record}
      path="actuals-removed"
      entry={{ entry: seq }}
      why={`Why ${source} is taken back`}
      hint="Why it is wrong"
      word="Take back"
    >
      {kinds[actuals as Kind][0]}: {count} {count === 1 ? 'entry' : 'entries'} from <code>{source}</code>,{' '}
      {from === to ? from : `${from} to ${to}`} <span className="dim small">by {author}</span>
    </UndoEntry>
  );
}

interface Added {
  readonly record: PlanRecord;
  readonly rows: number;
  readonly rejected: number;
  readonly diagnostics: readonly Diagnostic[];
}

function AddActuals({ record }: { readonly record: PlanRecord }): ReactNode {
  const { name } = useMe();
  const [kind, setKind] = useState<Kind>('deliveries');
  const [basis, setBasis] = useState('billed');
  const [service, setService] = useState('');
  const [file, setFile] = useState<File>();
  const [added, setAdded] = useState<Added>();
  const [error, setError] = useState<unknown>();
  const add = async (chosen: File): Promise<void> => {
    setError(undefined);
    setAdded(undefined);
    setAdded(
      await sendToRecord<Added>(
        record.id,
        'actuals',
        {
          kind,
          source: chosen.name,
          base64: await base64Of(chosen),
          ...(kind === 'spend' && { basis }),
          ...(kind === 'load' && service !== '' && { service }),
          ...(name !== '' && { author: name }),
        },
        record.head.hash,
      ),
    );
  };
  return (
    <form
      className="stack"
      aria-label="Add actuals"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== undefined) add(file).catch(setError);
      }}
    >
      <div className="inline">
        <select aria-label="What came" value={kind} onChange={({ target }) => setKind(target.value as Kind)}>
          {Object.entries(kinds).map(([value, [word]]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
        {kind === 'spend' && (
          <select
            aria-label="Which cost counts"
            value={basis}
            onChange={({ target }) => setBasis(target.value)}
          >
            <option value="billed">as billed</option>
            <option value="effective">amortised</option>
          </select>
        )}
        {kind === 'load' && (
          <input
            type="text"
            aria-label="Service of what names no model"
            placeholder="service, where rows name none"
            value={service}
            onChange={({ target }) => setService(target.value)}
          />
        )}
        <input
          type="file"
          aria-label="File"
          aria-describedby="actuals-shape"
          onChange={({ target }) => setFile(target.files?.[0])}
        />
        <button type="submit" className="button" disabled={file === undefined}>
          Add
        </button>
      </div>
      <p className="dim small" id="actuals-shape">
        {kinds[kind][1]}. What the newest file says of an order, or of a service and quarter, replaces what
        older ones said; bills add up. A file counts once.
      </p>
      {error !== undefined && <Trouble error={error} />}
      {added !== undefined && (
        <div className={`note ${added.rejected === 0 ? 'good' : 'warn'}`} role="status">
          <p>
            {added.rows} rows read, {added.rejected} left out.
          </p>
          {added.diagnostics.length > 0 && <DiagnosticList items={added.diagnostics} />}
        </div>
      )}
    </form>
  );
}
