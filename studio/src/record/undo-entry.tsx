import { useState, type ReactNode } from 'react';
import type { PlanRecord } from '../api/records.ts';
import { complain } from '../kit/toasts.tsx';
import { useChange } from './use-change.ts';

/** An entry of a record with the way to undo it: for a reason in words, which the record keeps. */
export function UndoEntry({
  record,
  path,
  entry,
  why,
  hint,
  word,
  children,
}: {
  readonly record: PlanRecord;
  /** Where the change is sent to, and what names the entry there. */
  readonly path: string;
  readonly entry: Readonly<Record<string, unknown>>;
  /** What is asked, for a screen reader, and in the empty field. */
  readonly why: string;
  readonly hint: string;
  /** On the button. */
  readonly word: string;
  /** What the entry says. */
  readonly children: ReactNode;
}): ReactNode {
  const change = useChange(record);
  const [reason, setReason] = useState('');
  return (
    <li className="spread">
      <span>{children}</span>
      <form
        className="inline"
        onSubmit={(event) => {
          event.preventDefault();
          change(path, { ...entry, reason }).catch(complain);
        }}
      >
        <input
          type="text"
          aria-label={why}
          placeholder={hint}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <button type="submit" className="button small" disabled={reason.trim() === ''}>
          {word}
        </button>
      </form>
    </li>
  );
}
