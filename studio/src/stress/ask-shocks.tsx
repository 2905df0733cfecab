import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { post } from '../api/client.ts';
import { planListQuery, planQuery, scenarioListQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import type { Job } from '../api/types.ts';
import { complain } from '../kit/toasts.tsx';
import { referenceTo } from '../plan/plan-reference.ts';
import { useAddress } from '../shell/use-search.ts';

/** Which plan to hold against every shock of the catalog and of its scenario. */
export function AskShocks(): ReactNode {
  const { search, set } = useAddress();
  const plans = useQuery(planListQuery);
  const scenarios = useQuery(scenarioListQuery);
  const [chosen, setChosen] = useState(search.plan);
  const id = chosen ?? plans.data?.[0]?.id;
  const plan = useQuery({ ...planQuery(id ?? ''), enabled: id !== undefined });
  const start = async (): Promise<void> => {
    if (id === undefined || plan.data === undefined) return;
    const { scenario } = plan.data;
    const inFolder = (scenarios.data ?? []).some(({ name }) => name === scenario);
    const made = await post<Job>('/v1/shocks', referenceTo(id, plan.data, inFolder));
    await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    set({ what: made.id });
  };
  if (plans.data?.length === 0) return null;
  return (
    <div className="sliders" style={{ alignItems: 'end' }}>
      <label className="field">
        Plan
        <select value={id ?? ''} onChange={({ target }) => setChosen(target.value)}>
          {(plans.data ?? []).map(({ id: value, title, says }) => (
            <option key={value} value={value}>
              {title}: {says}
            </option>
          ))}
        </select>
      </label>
      <span className="inline">
        <button
          type="button"
          className="button"
          disabled={plan.data === undefined}
          onClick={() => {
            start().catch(complain);
          }}
        >
          Hold against shocks
        </button>
      </span>
    </div>
  );
}
