import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { planListQuery, planQuery, scenarioListQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { changeRecord, recordListQuery, recordQuery, verifyQuery, type PlanRecord } from '../api/records.ts';
import { ago } from '../kit/ago.ts';
import { Mark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { complain, say } from '../kit/toasts.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { referenceTo } from '../plan/plan-reference.ts';
import { Actuals } from '../record/actuals.tsx';
import { Frozen } from '../record/frozen.tsx';
import { useMe } from '../record/me.ts';
import { Notes } from '../record/notes.tsx';
import { Replan } from '../record/replan.tsx';
import { Variance } from '../record/variance.tsx';
import { VersionChanges } from '../record/version-changes.tsx';
import { VersionCard } from '../record/version-card.tsx';
import { useAddress } from '../shell/use-search.ts';

/** Plans of record: versions, who decided what and why, what is frozen, what really happened. */
export function Record(): ReactNode {
  const { search, set } = useAddress();
  const records = useQuery(recordListQuery);
  const record = useQuery({ ...recordQuery(search.id ?? ''), enabled: search.id !== undefined });
  const { name, setName } = useMe();
  return (
    <>
      <PageHead
        title="Record"
        lead="A plan of record keeps every version with its scenario, byte for byte; who proposed, who approved and who answers for what. Nobody approves what they made or proposed."
        actions={
          <label className="inline">
            <span className="dim">You are</span>
            <input
              type="text"
              style={{ width: '10rem' }}
              value={name}
              placeholder="your name"
              onChange={({ target }) => setName(target.value)}
            />
          </label>
        }
      />
      <AddVersion />
      {records.error !== null && <Trouble error={records.error} />}
      {records.data === undefined ? (
        records.error === null && <Skeleton />
      ) : records.data.length === 0 ? (
        <Empty title="No plan of record yet">
          Choose a plan above and add it: it becomes version 1, a draft. Somebody proposes it, somebody else
          approves it; from then on replanning starts from what is in force.
        </Empty>
      ) : (
        <div className="grid">
          <Panel title="Records" span={4} id="records">
            <ul className="list rows">
              {records.data.map(({ id, title, versions, inForce, changed }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="figure-button"
                    aria-current={id === search.id ? 'true' : undefined}
                    onClick={() => set({ id })}
                  >
                    <span>
                      <strong>{title}</strong>
                      <br />
                      <code className="faint">{id}</code>
                    </span>
                    <span className="small dim">
                      {versions} version{versions === 1 ? '' : 's'},{' '}
                      {inForce === null ? 'none in force' : `${inForce} in force`} · {ago(changed)}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </Panel>
          <div className="span-8 stack">
            {search.id === undefined && <p className="dim">Open a record at the left.</p>}
            {record.error !== null && search.id !== undefined && <Trouble error={record.error} />}
            {record.data !== undefined && <Opened record={record.data} />}
          </div>
        </div>
      )}
    </>
  );
}

function Opened({ record }: { readonly record: PlanRecord }): ReactNode {
  const verified = useQuery(verifyQuery(record.id, record.head.hash));
  const numbers = record.versions.map(({ number }) => number);
  const last = numbers.slice(-2).map((number) => `record:${record.id}/${number}`);
  return (
    <>
      <Panel
        title={record.title}
        says={
          <span className="inline">
            {verified.data?.ok === true && (
              <Mark shape="tick" word={`${verified.data.entries} entries, unaltered`} tone="good" />
            )}
            {verified.data?.ok === false && (
              <Mark shape="cross" word={`altered at entry ${verified.data.broken?.seq ?? '?'}`} tone="bad" />
            )}
            {last.length === 2 && (
              <Link to={'/compare'} search={{ plans: last.join(',') }} className="chip">
                Compare the last two
              </Link>
            )}
          </span>
        }
      >
        <ol className="list rows">
          {record.versions.toReversed().map((version) => (
            <li key={version.number}>
              <VersionCard record={record} version={version} />
            </li>
          ))}
        </ol>
      </Panel>
      <VersionChanges record={record} />
      <Actuals record={record} />
      <Variance record={record} />
      <Frozen record={record} />
      <Replan record={record} />
      <Notes record={record} />
    </>
  );
}

/** Puts a plan into a record, a new one or one that is there. */
function AddVersion(): ReactNode {
  const { search, set } = useAddress();
  const plans = useQuery(planListQuery);
  const scenarios = useQuery(scenarioListQuery);
  const { name } = useMe();
  const [record, setRecord] = useState('');
  const [message, setMessage] = useState('');
  const id = search.plan ?? '';
  const wanted =
    record === '' ? (search.id ?? plans.data?.find((plan) => plan.id === id)?.scenario ?? '') : record;
  const add = async (): Promise<void> => {
    const plan = await queryClient.fetchQuery(planQuery(id));
    const hasScenario = (scenarios.data ?? []).some((one) => one.name === plan.scenario);
    const made = await changeRecord(
      wanted,
      'versions',
      { ...referenceTo(id, plan, hasScenario), message, ...(name !== '' && { author: name }) },
      undefined,
    );
    setMessage('');
    set({ id: made.id });
    say(`Version ${made.versions.length} of ${made.id}`);
  };
  return (
    <form
      className="panel"
      aria-label="Add a plan"
      onSubmit={(event) => {
        event.preventDefault();
        add().catch(complain);
      }}
    >
      <div className="sliders" style={{ alignItems: 'end' }}>
        <label className="field">
          Plan
          <select
            value={id}
            onChange={({ target }) => set({ plan: target.value === '' ? undefined : target.value })}
          >
            <option value="">Choose a plan…</option>
            {(plans.data ?? []).map(({ id: one, title, says }) => (
              <option key={one} value={one}>
                {title}: {says}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          Into the record
          <input
            type="text"
            value={wanted}
            onChange={({ target }) => setRecord(target.value)}
            placeholder="name-of-the-record"
          />
        </label>
        <label className="field">
          What changed
          <input
            type="text"
            value={message}
            onChange={({ target }) => setMessage(target.value)}
            placeholder="in your words"
          />
        </label>
        <button
          type="submit"
          className="button primary"
          disabled={id === '' || wanted === ''}
          style={{ justifySelf: 'start' }}
        >
          Add as a version
        </button>
      </div>
    </form>
  );
}
