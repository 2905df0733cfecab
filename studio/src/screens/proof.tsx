import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { copyText, download } from '../kit/clipboard.ts';
import { Mark } from '../kit/marks.tsx';
import { Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { say } from '../kit/toasts.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { Assumptions } from '../plan/assumptions.tsx';
import { Evidence } from '../plan/evidence.tsx';
import { lineages } from '../plan/lineage.ts';
import { LineageTree } from '../plan/lineage-tree.tsx';
import { referenceTo } from '../plan/plan-reference.ts';
import { Simulation } from '../plan/simulation.tsx';
import { WithPlan, type OpenPlan } from '../plan/with-plan.tsx';

interface CheckAnswer {
  readonly ok: boolean;
  readonly violations: readonly { readonly code: string; readonly sentence: string }[];
}

/** Why one may believe a plan: where each number comes from, who checked it, and how to do it again. */
export function Proof(): ReactNode {
  return (
    <WithPlan
      title="Proof"
      lead="Every number unfolds down to claims with sources; a checker that does not trust the optimiser adds it all up again; a simulator sends requests at the fleet."
    >
      {(open) => (
        <div className="grid">
          <Checker {...open} />
          <Again {...open} />
          <Panel
            title="Where the numbers come from"
            says="Unfold a number to see what it is made of; open a chip to see who says so."
          >
            <div>
              {lineages(open.plan).map((of, index) => (
                <LineageTree key={of.id} of={of} open={index === 0} />
              ))}
            </div>
          </Panel>
          <Simulation {...open} />
          <Evidence {...open} />
          <Assumptions plan={open.plan} />
        </div>
      )}
    </WithPlan>
  );
}

function Checker({ id, plan, hasScenario }: OpenPlan): ReactNode {
  const possible = !id.startsWith('file:') || hasScenario;
  const check = useQuery({
    queryKey: ['check', id, plan.scenarioHash],
    queryFn: ({ signal }) => post<CheckAnswer>('/v1/check', referenceTo(id, plan, hasScenario), signal),
    enabled: possible,
    retry: false,
    staleTime: 60_000,
  });
  return (
    <Panel
      title="The independent checker"
      says="Works out every budget, rule, capacity and total again, from the plan, the scenario and the catalog alone."
      span={7}
    >
      {!possible && (
        <p className="note warn">
          The scenario {plan.scenario}.yaml is not in this folder: without it nothing can be worked out again.
        </p>
      )}
      {check.error !== null && <Trouble error={check.error} />}
      {possible && check.data === undefined && check.error === null && <Skeleton height="4rem" />}
      {check.data?.ok === true && (
        <p className="inline" style={{ fontSize: '1.1rem' }}>
          <Mark shape="tick" word="no violation" tone="good" /> {plan.lines.length} lines,{' '}
          {plan.limits.length} limits, {plan.quarters.length} quarters agree.
        </p>
      )}
      {check.data?.ok === false && (
        <>
          <p className="inline">
            <Mark shape="cross" word={`${check.data.violations.length} violations`} tone="bad" />
            The scenario, the catalog or the plan changed since it was made, or somebody erred.
          </p>
          <ul className="list rows" style={{ maxHeight: '16rem', overflow: 'auto' }}>
            {check.data.violations.map(({ code, sentence }) => (
              <li key={sentence}>
                <code className="faint">{code}</code> {sentence}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Again({ id, plan }: OpenPlan): ReactNode {
  const facts = [
    ['Scenario', plan.scenarioHash],
    ['Catalog', plan.catalogHash],
    ['Rules', plan.ruleSet.hash],
  ] as const;
  const command = `fleetwright plan ${plan.scenario}.yaml --as-of ${plan.asOf}${plan.variant === null ? '' : ` --variant ${plan.variant}`} --seed ${plan.seed}`;
  const citation = `${plan.title}, plan as of ${plan.asOf}${plan.variant === null ? '' : ` (${plan.variant})`}; fleetwright ${plan.engine.fleetwright}, ${plan.engine.solver}, seed ${plan.seed}; scenario ${plan.scenarioHash}, catalog ${plan.catalogHash}, rules ${plan.ruleSet.hash} (${plan.ruleSet.asOf}).`;
  return (
    <Panel title="Do it again" says="The same inputs and seed give the same bytes." span={5}>
      <dl className="facts small">
        <dt>Command</dt>
        <dd>
          <code>{command}</code>
        </dd>
        <dt>Made by</dt>
        <dd>
          fleetwright {plan.engine.fleetwright}, {plan.engine.solver}, seed {plan.seed}
        </dd>
        {facts.map(([name, hash]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd title={hash}>
              <code>{hash.slice(0, 16)}…</code>
            </dd>
          </div>
        ))}
        <dt>Bound</dt>
        <dd>
          {plan.bound === null ? 'none was proven' : `no plan is better than ${plan.bound.toPrecision(4)}`}
        </dd>
      </dl>
      <div className="inline">
        <button
          type="button"
          className="button small"
          onClick={() =>
            void copyText(citation).then((done) =>
              say(done ? 'Citation copied' : 'The browser does not let us copy'),
            )
          }
        >
          Copy as citation
        </button>
        <button
          type="button"
          className="button small"
          onClick={() =>
            void copyText(command).then((done) =>
              say(done ? 'Command copied' : 'The browser does not let us copy'),
            )
          }
        >
          Copy as command
        </button>
        <button
          type="button"
          className="button small"
          onClick={() =>
            download(
              `${id.slice(id.lastIndexOf('/') + 1).replace(/^(?:file|job):/u, '')}.plan.json`,
              `${JSON.stringify(plan, null, 2)}\n`,
              'application/json',
            )
          }
        >
          Save the plan file
        </button>
      </div>
    </Panel>
  );
}
