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

/** Diagnostics as the command prints them: code, place, words, hint. */
export function DiagnosticList({
  items,
  onJump,
}: {
  readonly items: readonly Diagnostic[];
  readonly onJump?: (item: Diagnostic) => void;
}): ReactNode {
  return (
    <ul className="list rows">
      {items.map((item, index) => {
        const [shape, tone] = marks[item.severity];
        return (
          <li key={`${item.code} ${index}`}>
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
          </li>
        );
      })}
    </ul>
  );
}
