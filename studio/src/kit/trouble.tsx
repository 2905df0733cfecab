import type { ReactNode } from 'react';
import { Problem, type Trouble as Diagnostic } from '../api/problem.ts';
import { Mark } from './marks.tsx';

/** What went wrong, each with its code and what to do. */
export function Trouble({ error }: { readonly error: unknown }): ReactNode {
  if (error instanceof Problem && error.diagnostics.length > 0) {
    return <DiagnosticList items={error.diagnostics} />;
  }
  return (
    <p className="note bad" role="alert">
      {error instanceof Error ? error.message : String(error)}
    </p>
  );
}

const marks = { error: ['cross', 'bad'], warning: ['bang', 'warn'], note: ['ring', ''] } as const;

/** So many of one kind are shown before the rest is folded away: a missing default must not hide the one thing that is odd. */
const atOnce = 2;

interface Listed {
  readonly items: readonly Diagnostic[];
  readonly onJump?: (item: Diagnostic) => void;
}

/** Diagnostics as the command prints them: code, place, words, hint; those of one kind together, the first of each kind open. */
export function DiagnosticList({ items, onJump }: Listed): ReactNode {
  const kinds = Map.groupBy(items, ({ code }) => code);
  return (
    <ul className="list rows">
      {[...kinds].map(([code, all]) => {
        const shown = all.length > atOnce + 1 ? all.slice(0, atOnce) : all;
        const rest = all.slice(shown.length);
        return (
          <li key={code} className="stack">
            {shown.map((item, index) => (
              <Said key={`${item.message} ${index}`} item={item} onJump={onJump} />
            ))}
            {rest.length > 0 && (
              <details>
                <summary className="dim">{rest.length} more of this kind</summary>
                <div className="stack">
                  {rest.map((item, index) => (
                    <Said key={`${item.message} ${index}`} item={item} onJump={onJump} />
                  ))}
                </div>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Said({
  item,
  onJump,
}: {
  readonly item: Diagnostic;
  readonly onJump: ((item: Diagnostic) => void) | undefined;
}): ReactNode {
  const [shape, tone] = marks[item.severity];
  return (
    <div>
      <div className="inline">
        <Mark shape={shape} word={item.severity} tone={tone} />
        <code className="faint">{item.code}</code>
        {item.span && (
          <button
            type="button"
            className="button quiet small"
            disabled={onJump === undefined}
            onClick={() => onJump?.(item)}
          >
            line {item.span.line}
          </button>
        )}
      </div>
      <p>{item.message}</p>
      {item.hint !== undefined && item.hint !== null && <p className="dim">→ {item.hint}</p>}
    </div>
  );
}
