import { useMemo, useState, type ReactNode } from 'react';
import { Choice } from '../kit/choice.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { lineDiff, stretches } from './line-diff.ts';

/** What was changed in a scenario, beside its file or beside what it was when it was opened; and the way back. */
export function Changes({
  text,
  saved,
  opened,
  onWrite,
  onTakeBack,
}: {
  readonly text: string;
  /** What the file holds. */
  readonly saved: string;
  /** The text when the screen was opened. */
  readonly opened: string;
  readonly onWrite: () => void;
  readonly onTakeBack: (text: string) => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [beside, setBeside] = useState<'saved' | 'opened'>('saved');
  // What is written at once has nothing beside its file: then what was done since it was opened is of interest.
  const against = beside === 'saved' && text === saved ? 'opened' : beside;
  const base = against === 'saved' ? saved : opened;
  const lines = useMemo(() => (open ? lineDiff(base, text) : []), [open, base, text]);
  const count = (kind: 'gone' | 'new'): number => lines.filter((line) => line.kind === kind).length;
  return (
    <>
      <button
        type="button"
        className="button quiet"
        disabled={text === saved && text === opened}
        onClick={() => setOpen(true)}
      >
        Changes
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="What you changed" kind="wide">
        <div className="spread">
          <Choice
            label="Beside"
            options={[
              { value: 'saved', word: 'Beside the file' },
              { value: 'opened', word: 'Since it was opened' },
            ]}
            value={against}
            onChange={setBeside}
          />
          <span className="dim">
            lines: {count('new')} new, {count('gone')} gone
          </span>
        </div>
        <div className="diff" tabIndex={0} role="region" aria-label="Lines that differ">
          {lines.length > 0 && count('new') + count('gone') === 0 && <p className="dim">Nothing differs.</p>}
          {stretches(lines).map((stretch) => (
            <pre key={`${stretch[0]?.kind} ${stretch[0]?.line}`}>
              {stretch.map(({ kind, text: words, line }) => (
                <span key={`${kind} ${line}`} className={`line ${kind}`}>
                  <span className="faint">{String(line).padStart(4)}</span>{' '}
                  {{ same: ' ', gone: '−', new: '+' }[kind]} {words}
                  {'\n'}
                </span>
              ))}
            </pre>
          ))}
        </div>
        <div className="inline">
          {text !== saved && (
            <button
              type="button"
              className="button primary"
              onClick={() => {
                onWrite();
                setOpen(false);
              }}
            >
              Write to the file
            </button>
          )}
          <button
            type="button"
            className="button"
            disabled={base === text}
            onClick={() => {
              onTakeBack(base);
              setOpen(false);
            }}
          >
            Take all of it back
          </button>
        </div>
      </Dialog>
    </>
  );
}
