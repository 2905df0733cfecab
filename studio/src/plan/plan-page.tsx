import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { Choice } from '../kit/choice.tsx';
import { StatusMark } from '../kit/marks.tsx';
import { PageHead } from '../kit/page.tsx';
import { doors } from '../shell/search.ts';
import { useTheme } from '../shell/theme.ts';
import { useAddress } from '../shell/use-search.ts';
import { Assumptions } from './assumptions.tsx';
import { Conflict } from './conflict.tsx';
import type { Place } from './places.ts';
import { PlanView, planSentences } from './plan-view.tsx';

/** What a page on disk holds. */
export interface PageData {
  readonly plan: PlanFile;
  readonly places: readonly Place[];
}

/** A plan as one page, read-only: the doors work, charts have their tables, lines open. */
export function PlanPage({ data: { plan, places } }: { readonly data: PageData }): ReactNode {
  const { search, set } = useAddress();
  const { theme, next } = useTheme();
  const door = search.door ?? 'finance';
  return (
    <main className="page" style={{ marginInline: 'auto' }}>
      <PageHead
        crumbs={
          <>
            <span>Plan as of {plan.asOf}</span>
            {plan.variant !== null && <span>· {plan.variant}</span>}
            <StatusMark status={plan.status} />
          </>
        }
        title={plan.title}
        lead={planSentences(plan).join(' ')}
        actions={
          <>
            <Choice
              label="Who asks"
              options={doors}
              value={door}
              onChange={(value) => set({ door: value })}
            />
            <button type="button" className="button quiet" onClick={next}>
              Theme: {theme}
            </button>
            <button type="button" className="button" onClick={() => print()}>
              Print
            </button>
          </>
        }
      />
      {plan.status === 'infeasible' ? (
        <Conflict plan={plan} />
      ) : (
        <PlanView plan={plan} door={door} places={places} />
      )}
      <Assumptions plan={plan} />
      <footer className="dim small stack" style={{ gap: '0.2rem' }}>
        <p>
          Made by fleetwright {plan.engine.fleetwright} with {plan.engine.solver}, seed {plan.seed}. Check it
          without the optimiser: <code>fleetwright check PLAN.json</code>.
        </p>
        <p className="mono" style={{ overflowWrap: 'anywhere' }}>
          scenario {plan.scenarioHash} · catalog {plan.catalogHash} · rules {plan.ruleSet.hash}
        </p>
      </footer>
    </main>
  );
}
