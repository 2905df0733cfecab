import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { startTransition, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { formatNumber } from '../../../src/quantity/index.ts';
import { post } from '../api/client.ts';
import { runPlan } from '../jobs/run-plan.ts';
import { shownMoney, shownPercent } from '../kit/figures.tsx';
import { complain } from '../kit/toasts.tsx';
import { whenIdle } from '../kit/when-idle.ts';
import { addVariant } from '../scenario/add-variant.ts';
import { useAddress } from '../shell/use-search.ts';
import { Slider } from '../kit/slider.tsx';
import { demandOf, noChanges, readChanges, setOf, writeChanges, type Changes } from './changes.ts';
import { WhatIfAnswer } from './what-if-answer.tsx';

/** Milliseconds a slider rests before its question is asked and written into the address. */
const settle = 80;

/**
 * What the sliders say, at once; and what of it is in the address, once they rest. Moving a slider touches nothing else on
 * the page, and an address that changes otherwise moves the sliders.
 */
function useWritten(): readonly [string, string, (next: string) => void] {
  const { search, set } = useAddress();
  const inAddress = search.what ?? '';
  const [now, setNow] = useState(inAddress);
  const known = useRef(inAddress);
  useEffect(() => {
    if (inAddress === known.current) return;
    known.current = inAddress;
    setNow(inAddress);
  }, [inAddress]);
  useEffect(() => {
    if (now === known.current) return undefined;
    const timer = setTimeout(() => {
      known.current = now;
      set({ what: now === '' ? undefined : now }, 'replace');
    }, settle);
    return () => clearTimeout(timer);
  }, [now, set]);
  return [now, inAddress, setNow];
}

/** True once the page has come to rest: the plan as it stands is then planned the quick way, and the solver is warm. */
function useRest(): boolean {
  const [rests, setRests] = useState(false);
  useEffect(() => {
    let callOff: (() => void) | undefined;
    const timer = setTimeout(() => {
      callOff = whenIdle(() => setRests(true));
    }, 800);
    return () => {
      clearTimeout(timer);
      callOff?.();
    };
  }, []);
  return rests;
}

function trialQuery(plan: PlanFile, written: string | undefined) {
  const changes = readChanges(written);
  return {
    queryKey: ['what-if', plan.scenarioHash, plan.asOf, plan.variant, plan.measurements, written ?? ''],
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<PlanFile> =>
      post(
        '/v1/what-if',
        {
          scenario: { name: plan.scenario },
          asOf: changes.asOf ?? plan.asOf,
          ...(plan.variant !== null && { variant: plan.variant }),
          ...(plan.measurements !== undefined && { measurements: plan.measurements }),
          set: setOf(plan, changes),
        },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  };
}

/**
 * Move a budget, a share, the demand or the day, and see what the plan becomes while one waits. The same fast search answers the
 * question and the plan as it stands, so that both are compared alike.
 */
export function WhatIf({
  plan,
  onTrial,
}: {
  readonly plan: PlanFile;
  readonly onTrial: (plan: PlanFile | undefined) => void;
}): ReactNode {
  const { search } = useAddress();
  const navigate = useNavigate();
  const [written, settled, write] = useWritten();
  const changes = useMemo(() => readChanges(written), [written]);
  const changed = settled !== '';
  const rests = useRest();
  const base = useQuery({ ...trialQuery(plan, undefined), enabled: changed || rests });
  const trial = useQuery({
    ...trialQuery(plan, settled),
    enabled: changed,
    placeholderData: (before) => before,
  });
  const shown = changed ? trial.data : undefined;
  // The rest of the page is drawn in pieces: the next move of a slider does not wait for it.
  useEffect(
    () => startTransition(() => onTrial(shown?.status === 'infeasible' ? undefined : shown)),
    [shown, onTrial],
  );

  const change = (next: Changes): void => write(writeChanges(next) ?? '');
  const keep = async (): Promise<void> => {
    const variant = await addVariant(plan.scenario, {
      name: 'what-if',
      title: 'Moved in the studio',
      include: plan.variant,
      set: setOf(plan, changes),
    });
    const job = await runPlan({
      scenario: plan.scenario,
      variant,
      asOf: changes.asOf ?? plan.asOf,
      measurements: plan.measurements,
    });
    await navigate({
      to: '/plan',
      search: { plan: `job:${job.id}`, scenario: plan.scenario, door: search.door },
    });
  };

  return (
    <section className="panel what-if" aria-labelledby="what-if">
      <header>
        <div>
          <h2 id="what-if">What if</h2>
          <p>
            Move a number: the plan is searched again at once, to within 2 %, and the charts below follow.
          </p>
        </div>
        {changed && (
          <div className="panel-tools">
            <button type="button" className="button quiet small" onClick={() => change(noChanges)}>
              Put back
            </button>
            <button
              type="button"
              className="button small"
              onClick={() => {
                keep().catch(complain);
              }}
            >
              Keep as a variant and plan it
            </button>
          </div>
        )}
      </header>
      <div className="sliders">
        {plan.shares.map((share) => (
          <Slider
            key={share.id}
            label={share.name}
            value={changes.shares[share.id] ?? share.atLeast ?? 0}
            was={share.atLeast ?? 0}
            least={0}
            most={1}
            step={0.01}
            show={(value) => shownPercent(value).text}
            {...(share.binding && { without: 'Without it' })}
            onChange={(value) =>
              change({
                ...changes,
                shares: moved(changes.shares, share.id, value, share.binding ? (share.atLeast ?? 0) : -1),
              })
            }
          />
        ))}
        {plan.budgets.map((budget) => (
          <Slider
            key={budget.id}
            label={budget.name}
            value={changes.budgets[budget.id] ?? budget.amount}
            was={budget.amount}
            least={0}
            most={budget.amount * 2}
            step={budget.amount / 100}
            show={(value) => shownMoney(value, budget.currency).text}
            onChange={(value) =>
              change({ ...changes, budgets: moved(changes.budgets, budget.id, value, budget.amount) })
            }
          />
        ))}
        {plan.services
          .filter(({ id }) => demandOf(plan, id) !== undefined)
          .map(({ id, name }) => (
            <Slider
              key={id}
              label={`Demand: ${name}`}
              value={changes.demand[id] ?? 1}
              was={1}
              least={0}
              most={4}
              step={0.05}
              show={(value) => `${formatNumber(value)} ×`}
              onChange={(value) => change({ ...changes, demand: moved(changes.demand, id, value, 1) })}
            />
          ))}
        <label className="field">
          <span className="spread">
            <span>The day it is asked</span>
            <span>{changes.asOf === undefined ? '' : `was ${plan.asOf}`}</span>
          </span>
          <input
            type="date"
            value={changes.asOf ?? plan.asOf}
            onChange={({ target }) => {
              const { asOf: _was, ...rest } = changes;
              const next = target.value;
              change(next === '' || next === plan.asOf ? rest : { ...rest, asOf: next });
            }}
          />
        </label>
      </div>
      {changed && (
        <WhatIfAnswer
          plan={plan}
          base={base.data}
          trial={shown}
          error={trial.error}
          waiting={trial.isFetching || written !== settled}
        />
      )}
    </section>
  );
}

/** Changes with one more; a value put back where it was is none. */
function moved(
  all: Readonly<Record<string, number>>,
  id: string,
  value: number,
  was: number,
): Readonly<Record<string, number>> {
  const { [id]: _before, ...rest } = all;
  return Math.abs(value - was) < 1e-9 * Math.max(1, was) ? rest : { ...rest, [id]: value };
}
