import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { Figure, shownMoney } from '../kit/figures.tsx';
import { Panel } from '../kit/panel.tsx';

type Item = PlanFile['conflict'][number];
type Repair = PlanFile['repair'][number];

/**
 * Why there is no plan, as sentences, each with a way to the line of the scenario it comes from; and the cheapest ways out,
 * each with a button that writes it into the scenario. A page on disk shows both without buttons.
 */
export function Conflict({
  plan,
  onJump,
  onRepair,
}: {
  readonly plan: PlanFile;
  readonly onJump?: (item: Item) => void;
  readonly onRepair?: (repair: Repair) => void;
}): ReactNode {
  return (
    <div className="grid">
      <Panel
        title="Why there is no plan"
        says="These cannot all hold together. Giving up one of them resolves this clash; others may remain."
        span={7}
        id="conflict"
      >
        {plan.conflict.length === 0 && <p className="dim">No conflict could be isolated.</p>}
        <ol className="list rows">
          {plan.conflict.map((item) => (
            <li key={item.id} className="stack" style={{ gap: '0.25rem' }}>
              <div className="spread">
                <strong>{item.title}</strong>
                {onJump && (
                  <button type="button" className="button quiet small" onClick={() => onJump(item)}>
                    {item.kind === 'rule' ? 'Read the rule' : 'Show the line'}
                  </button>
                )}
              </div>
              <p className="dim">{item.sentence}</p>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel
        title="Ways out"
        says="Each of these would make a plan possible. What is given up is no saving: compare costs only among changes that keep all the work."
        span={5}
        id="repair"
      >
        {plan.repair.length === 0 && <p className="dim">No change of one kind is enough.</p>}
        <ol className="list rows">
          {plan.repair.map((repair) => (
            <li key={`${repair.id} ${repair.sentence}`} className="stack" style={{ gap: '0.35rem' }}>
              <p>{repair.sentence}</p>
              <div className="spread">
                <span className="dim small">
                  {repair.objective === null ? (
                    'what the plan would cost is unknown'
                  ) : (
                    <>
                      the plan would cost <Figure of={shownMoney(repair.objective, plan.currency)} />
                    </>
                  )}
                </span>
                {onRepair && (
                  <button type="button" className="button small primary" onClick={() => onRepair(repair)}>
                    {repair.id.startsWith('rule:') ? 'Assume it, and plan' : 'Repair, and plan'}
                  </button>
                )}
              </div>
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}
