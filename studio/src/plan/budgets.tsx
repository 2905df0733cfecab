import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { Figure, shownMoney, shownPercent } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { Basis } from './basis.tsx';

/** What of each budget is spent: a bar, the numbers, and what the budget rests on. */
export function Budgets({ plan, span = 5 }: { readonly plan: PlanFile; readonly span?: 5 | 6 }): ReactNode {
  return (
    <Panel
      title="Budgets"
      says="What counts against each, by its sites, kinds of cost and window."
      span={span}
      id="budgets"
    >
      {plan.budgets.length === 0 ? (
        <p className="dim">The scenario sets no budget.</p>
      ) : (
        <ul className="list rows">
          {plan.budgets.map((budget) => (
            <li key={budget.id} className="stack" style={{ gap: '0.35rem' }}>
              <div className="spread">
                <strong>{budget.name}</strong>
                <span>
                  <Figure of={shownMoney(budget.spent, budget.currency)} />
                  <span className="dim"> of </span>
                  <Figure of={shownMoney(budget.amount, budget.currency)} />
                </span>
              </div>
              <Bar part={budget.amount > 0 ? budget.spent / budget.amount : 0} />
              <div className="spread small dim">
                <span>
                  <Figure of={shownMoney(budget.left, budget.currency)} /> left
                </span>
                <Basis plan={plan} path={`budgets.${budget.id}.amount`} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** A bar of a part of one, with marks on it. */
function Bar({
  part,
  marks = [],
  tone = 'var(--accent)',
}: {
  readonly part: number;
  readonly marks?: readonly { readonly at: number; readonly title: string }[];
  readonly tone?: string;
}): ReactNode {
  return (
    <div
      style={{
        position: 'relative',
        height: 8,
        borderRadius: 4,
        background: 'var(--sunk)',
        boxShadow: 'inset 0 0 0 1px var(--line)',
      }}
      aria-hidden="true"
    >
      <div
        style={{
          width: width(part),
          height: '100%',
          borderRadius: 4,
          background: tone,
          transition: 'width .45s',
        }}
      />
      {marks.map(({ at, title }) => (
        <div
          key={title}
          title={title}
          style={{
            position: 'absolute',
            left: width(at),
            top: -4,
            bottom: -4,
            width: 2,
            background: 'var(--ink)',
          }}
        />
      ))}
    </div>
  );
}

/** A part of one as a width. */
function width(value: number): string {
  return `${Math.min(100, Math.max(0, value * 100))}%`;
}

/** The domestic part of what is ordered against its floors: three ways of counting, one of which binds. */
export function Shares({
  plan,
  span = 6,
}: {
  readonly plan: PlanFile;
  readonly span?: 5 | 6 | 7;
}): ReactNode {
  if (plan.shares.length === 0) return null;
  return (
    <Panel
      title="Domestic share"
      says="Guidance rarely says what is counted, so all three are shown; the scenario chooses which binds."
      span={span}
      id="shares"
    >
      <ul className="list rows">
        {plan.shares.map((share) => {
          const wanted = share.atLeast ?? share.atMost;
          return (
            <li key={share.id} className="stack" style={{ gap: '0.45rem' }}>
              <div className="spread">
                <strong>{share.name}</strong>
                <span className="inline">
                  {!share.binding && <Mark shape="ring" word="reported, not binding" />}
                  {share.met === null ? (
                    <Mark shape="ring" word="nothing ordered" />
                  ) : share.met ? (
                    <Mark shape="tick" word="met" tone="good" />
                  ) : (
                    <Mark shape="cross" word="not met" tone={share.binding ? 'bad' : 'warn'} />
                  )}
                </span>
              </div>
              <div
                style={{
                  display: 'grid',
                  gridTemplateColumns: 'max-content 1fr max-content',
                  gap: '0.3rem 0.8rem',
                  alignItems: 'center',
                }}
              >
                {(['spend', 'units', 'compute'] as const).map((metric) => (
                  <div key={metric} style={{ display: 'contents' }}>
                    <span className={metric === share.metric ? '' : 'dim'}>
                      {metric === share.metric ? <strong>{metric}</strong> : metric}
                    </span>
                    <Bar
                      part={share[metric] ?? 0}
                      marks={
                        wanted === null ? [] : [{ at: wanted, title: `wanted: ${shownPercent(wanted).text}` }]
                      }
                      tone={metric === share.metric ? 'var(--accent)' : 'var(--line-2)'}
                    />
                    <Figure of={share[metric] === null ? null : shownPercent(share[metric])} />
                  </div>
                ))}
              </div>
              <div className="spread small dim">
                <span>
                  {share.atLeast !== null && (
                    <>
                      at least <Figure of={shownPercent(share.atLeast)} /> by {share.metric}
                    </>
                  )}
                  {share.atMost !== null && (
                    <>
                      at most <Figure of={shownPercent(share.atMost)} /> by {share.metric}
                    </>
                  )}
                </span>
                <Basis plan={plan} path={`shares.${share.id}.atLeast`} />
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
