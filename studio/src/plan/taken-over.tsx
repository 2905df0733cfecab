import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { Figure, shownCount } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';

/** What a plan that was made anew took over: orders that stand, are on their way, and those that will not come. */
export function TakenOver({ plan: { replan } }: { readonly plan: PlanFile }): ReactNode {
  if (replan === undefined) return null;
  const standing = replan.orders.filter(({ delivered }) => delivered).length;
  return (
    <Panel
      title="Taken over from the plan before"
      says={`Made anew from the plan of ${replan.of.asOf}: ${standing} orders came, ${replan.orders.length - standing} are on their way, ${replan.stopped.length} will not come. They are frozen lines of this plan.`}
      id="taken-over"
    >
      {replan.stopped.length === 0 ? (
        <p className="dim">Every order that was placed comes.</p>
      ) : (
        <ul className="list rows">
          {replan.stopped.map(({ id, count, offer, site, orderQuarter, why, reason }) => (
            <li key={id}>
              <span className="inline">
                <Mark
                  shape="cross"
                  word={why === 'rules' ? 'stopped by the rules' : 'cancelled'}
                  tone="bad"
                />
                <span>
                  <Figure of={shownCount(count)} /> × <code>{offer}</code> at {site}, ordered {orderQuarter}
                </span>
              </span>
              <p className="dim">{reason}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
