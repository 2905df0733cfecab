import { useState, type ReactNode } from 'react';
import { ask } from '../api/client.ts';
import type { PlanRecord } from '../api/records.ts';
import { ago } from '../kit/ago.ts';
import { download } from '../kit/clipboard.ts';
import { Panel } from '../kit/panel.tsx';
import { complain } from '../kit/toasts.tsx';
import { base64Of } from './base64.ts';
import { useChange } from './use-change.ts';

/** Notes and files that are kept with a record: a quotation, a licence, minutes. */
export function Notes({ record }: { readonly record: PlanRecord }): ReactNode {
  const [text, setText] = useState('');
  const change = useChange(record);
  const attach = async (file: File): Promise<void> => {
    await change('attachments', { name: file.name, base64: await base64Of(file) });
  };
  return (
    <Panel title="Notes and files" id="notes">
      <ul className="list rows">
        {record.notes.map(({ seq, text: written, author, at }) => (
          <li key={seq}>
            {written}{' '}
            <span className="faint small">
              {author}, {ago(at)}
            </span>
          </li>
        ))}
        {record.attachments.map(({ seq, name: file, content, size, author, at }) => (
          <li key={seq}>
            <button
              type="button"
              className="button quiet small"
              onClick={() => {
                ask('GET', `/v1/records/${record.id}/attachments/${content}`)
                  .then((answer) => answer.blob())
                  .then((blob) => download(file, blob))
                  .catch(complain);
              }}
            >
              {file}
            </button>{' '}
            <span className="faint small">
              {size.toLocaleString('en-US')} bytes, {author}, {ago(at)}
            </span>
          </li>
        ))}
      </ul>
      <form
        className="inline"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          change('notes', { text })
            .then(() => setText(''))
            .catch(complain);
        }}
      >
        <input
          type="text"
          aria-label="A note"
          placeholder="A note"
          style={{ flex: '1 1 16rem' }}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button">
          Add
        </button>
        <label className="inline">
          <span className="dim">or a file</span>
          <input
            type="file"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) attach(file).catch(complain);
            }}
          />
        </label>
      </form>
    </Panel>
  );
}
