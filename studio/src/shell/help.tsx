import type { ReactNode } from 'react';
import { Dialog } from '../kit/dialog.tsx';
import { GradeMark, Mark, VerdictMark } from '../kit/marks.tsx';
import { useOverlays } from './overlays.ts';
import { screens } from './screens.ts';

const keysOf: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Go to any screen, scenario or plan; do what can be done here'],
  ['?', 'This page'],
  ['/', 'Search the list on screen'],
  ['j  k', 'Next and previous row; Enter opens it'],
  ['[  ]', 'Back and forward'],
  ['Ctrl Z', 'Undo in a scenario; Shift Ctrl Z: redo'],
  ['Ctrl Enter', 'Plan the scenario'],
  ['Esc', 'Close one level'],
];

/** Keys and marks, on one page. */
export function Help(): ReactNode {
  const { shown, open } = useOverlays();
  return (
    <Dialog open={shown === 'help'} onClose={() => open(undefined)} title="Keys and marks" kind="wide">
      <div className="grid">
        <dl className="facts span-6">
          {keysOf.map(([key, does]) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <dl className="facts span-6">
          {screens.map(({ key, name, says }) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>
                <kbd>g {key}</kbd>
              </dt>
              <dd>
                {name} <span className="dim">· {says}</span>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <h2 style={{ marginTop: '1.4rem' }}>How numbers are marked</h2>
      <div className="stack">
        <p className="dim">
          Three significant digits; the whole number shows when you rest on it. Every number rests on claims,
          and each claim says how good its source is:
        </p>
        <div className="inline">
          {['A', 'B', 'C', 'derived', 'assumed'].map((grade) => (
            <GradeMark key={grade} grade={grade} />
          ))}
          <Mark shape="diamond" word="disputed" tone="warn" />
        </div>
        <p className="dim">What the rules say, from best to worst. Unknown counts as no:</p>
        <div className="inline">
          {['allowed', 'conditions', 'licence', 'unknown', 'denied'].map((verdict) => (
            <VerdictMark key={verdict} verdict={verdict} />
          ))}
        </div>
      </div>
    </Dialog>
  );
}
