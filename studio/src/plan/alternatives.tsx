import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { Figure, shownPercent } from '../kit/figures.tsx';
import { Panel } from '../kit/panel.tsx';

/** Plans nearly as good that differ most: what one may choose without paying much. */
export function RunnerUps({ plan }: { readonly plan: PlanFile }): ReactNode {
  return (
    <Panel
      title="Runner-ups, and why they lost"
      says="Nearly as good, and as different as can be."
      span={5}
      id="runner-ups"
    >
      {plan.runnerUps.length === 0 ? (
        <p className="dim">No other plan comes near.</p>
      ) : (
        <ul className="list rows">
          {plan.runnerUps.map((other) => (
            <li key={other.id}>
              <p>{other.title}</p>
              <p className="dim small">
                <Figure of={shownPercent(other.above)} /> worse;{' '}
                <Figure of={shownPercent(other.difference)} /> of what is ordered differs
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Values at which the decision changes. */
export function BreakEvens({ plan }: { readonly plan: PlanFile }): ReactNode {
  const flips = plan.breakEvens.filter(({ flips: at }) => at !== null);
  const shown = flips.length > 0 ? flips : plan.breakEvens;
  return (
    <Panel
      title="What would flip a line"
      says="Assumptions that change the decision when they move this far."
      span={7}
      id="break-evens"
    >
      {shown.length === 0 ? (
        <p className="dim">Nothing that was tried flips a line.</p>
      ) : (
        <ul
          className="list rows"
          style={{ maxHeight: '22rem', overflow: 'auto' }}
          tabIndex={0}
          aria-label="What would flip a line"
        >
          {shown.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What does not add up, and what else should be known. */
export function Remarks({ plan }: { readonly plan: PlanFile }): ReactNode {
  if (plan.diagnostics.length === 0) return null;
  return (
    <Panel title="What does not add up, and other remarks" span={12} id="remarks">
      <ul className="list rows">
        {plan.diagnostics.map((one, index) => (
          <li key={`${one.code} ${index}`}>
            <p>
              <code className="faint">{one.code}</code> {one.message}
            </p>
            {one.hint !== null && <p className="dim">→ {one.hint}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
