import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { Problem } from '../api/problem.ts';
import { belowGap, belowGapWords, Figure, shownMoney, shownPercent } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';

/** What a what-if changes, in a sentence: the cost, and how many offers come and go. */
export function WhatIfAnswer({
  plan,
  base,
  trial,
  error,
  waiting,
}: {
  readonly plan: PlanFile;
  readonly base: PlanFile | undefined;
  readonly trial: PlanFile | undefined;
  readonly error: Error | null;
  readonly waiting: boolean;
}): ReactNode {
  if (error !== null && !waiting) {
    return <p className="note bad">{error instanceof Problem ? error.message : String(error)}</p>;
  }
  const [now, then] = [base?.objective.cost, trial?.objective.cost];
  const gap = Math.max(trial?.gap ?? 0, base?.gap ?? 0);
  const ids = new Set(plan.lines.map(({ offer, site }) => `${offer}@${site}`));
  const after = new Set((trial?.lines ?? []).map(({ offer, site }) => `${offer}@${site}`));
  const come = [...after].filter((id) => !ids.has(id)).length;
  const go = [...ids].filter((id) => !after.has(id)).length;
  return (
    <div className="inline" role="status" aria-live="polite" aria-busy={waiting}>
      {waiting && <span className="dim">Searching…</span>}
      {trial === undefined ? null : trial.status === 'infeasible' ? (
        <>
          <Mark shape="cross" word="no plan exists with that" tone="bad" />
          <span className="dim">
            Keep it as a variant to be told why, and what would mend it. Below is the plan as it stands.
          </span>
        </>
      ) : typeof now === 'number' && typeof then === 'number' ? (
        <>
          <strong style={{ fontSize: '1.15rem' }}>
            {then >= now ? '+' : '−'}
            <Figure of={shownMoney(Math.abs(then - now), plan.currency)} />
          </strong>
          <span>
            discounted: <Figure of={shownMoney(then, plan.currency)} /> instead of{' '}
            <Figure of={shownMoney(now, plan.currency)} />
          </span>
          {belowGap(then - now, now, gap) && (
            <Mark
              shape="half"
              word={belowGapWords}
              title={`The searches are within ${shownPercent(gap).text} of the best; a difference below that may be none.`}
            />
          )}
          <span className="dim">
            {come + go === 0 ? 'The same offers at the same sites.' : `${come} offers come in, ${go} go out.`}
          </span>
        </>
      ) : (
        <span className="dim">Nothing was found in the time it may take.</span>
      )}
    </div>
  );
}
