import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { startTransition, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { post } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { runPlan } from '../jobs/run-plan.ts';
import { Figure, shownMoney, shownPercent } from '../kit/figures.tsx';
import { Mark } from '../kit/marks.tsx';
import { complain } from '../kit/toasts.tsx';
import { whenIdle } from '../kit/when-idle.ts';
import { addVariant } from '../scenario/add-variant.ts';
import { useAddress } from '../shell/use-search.ts';
import { noChanges, readChanges, setOf, writeChanges, type Changes } from './changes.ts';

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
 * Move a budget, a share or the day, and see what the plan becomes while one waits. The same fast search answers the
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
        <Verdict
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

function Verdict({
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
    <div
      className="inline"
      role="status"
      aria-live="polite"
      aria-busy={waiting}
      style={{ opacity: waiting ? 0.55 : 1 }}
    >
      {trial === undefined ? (
        <span className="dim">Searching…</span>
      ) : trial.status === 'infeasible' ? (
        <>
          <Mark shape="cross" word="no plan exists with that" tone="bad" />
          <span className="dim">Keep it as a variant to be told why, and what would mend it.</span>
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
          {Math.abs(then - now) < gap * Math.abs(now) && (
            <Mark
              shape="half"
              word="less than the search can tell"
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

function Slider({
  label,
  value,
  was,
  least,
  most,
  step,
  show,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly was: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly show: (value: number) => string;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const isMoved = Math.abs(value - was) > 1e-9 * Math.max(1, was);
  return (
    <label className="field">
      <span className="spread" style={{ flexWrap: 'nowrap' }}>
        <span className="clip">{label}</span>
        <span className="nowrap">
          <strong>{show(value)}</strong>
          {isMoved && <span className="faint"> was {show(was)}</span>}
        </span>
      </span>
      <input
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={show(value)}
        onChange={({ target }) => onChange(Number(target.value))}
      />
    </label>
  );
}
