import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { PlanRecord, RecordVersion } from '../api/records.ts';
import { ago } from '../kit/ago.ts';
import { Figure, shownMoney } from '../kit/figures.tsx';
import { Mark, StatusMark } from '../kit/marks.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useMe } from './me.ts';
import { useChange } from './use-change.ts';

const states = {
  draft: ['ring', 'draft', ''],
  proposed: ['half', 'proposed', 'warn'],
  approved: ['tick', 'in force', 'good'],
  superseded: ['square', 'superseded', ''],
  rejected: ['cross', 'rejected', 'bad'],
  withdrawn: ['cross', 'withdrawn', ''],
} as const;

/** Steps that are possible from a state, and whether a reason must be given. */
const steps: Readonly<Record<RecordVersion['state'], readonly (readonly [string, string, boolean])[]>> = {
  draft: [
    ['propose', 'Propose', false],
    ['withdraw', 'Withdraw', true],
  ],
  proposed: [
    ['approve', 'Approve', false],
    ['reject', 'Reject', true],
    ['withdraw', 'Withdraw', true],
  ],
  approved: [['supersede', 'Take out of force', true]],
  superseded: [],
  rejected: [],
  withdrawn: [],
};

/** One version: what it is, what was decided, what somebody has to answer for, and the next steps. */
export function VersionCard({
  record,
  version,
}: {
  readonly record: PlanRecord;
  readonly version: RecordVersion;
}): ReactNode {
  const { facts, number, state, checked, decisions, concerns, signOffs, message } = version;
  const [shape, word, tone] = states[state];
  const open = concerns.filter(({ id }) => !signOffs.some(({ concern }) => concern === id));
  return (
    <div className="stack" style={{ gap: '0.45rem' }}>
      <div className="spread">
        <span className="inline">
          <strong>Version {number}</strong>
          <Mark shape={shape} word={word} tone={tone} />
          <Link to={'/plan'} search={{ plan: `record:${record.id}/${number}` }}>
            as of {facts.asOf}
            {facts.variant === null ? '' : `, ${facts.variant}`}
          </Link>
        </span>
        <span className="inline">
          <Figure of={facts.cost === null ? null : shownMoney(facts.cost, facts.currency)} />
          <StatusMark status={facts.status} />
        </span>
      </div>
      <p className="dim small">
        {version.author}, {ago(version.at)}
        {message !== '' && `: ${message}`}
      </p>
      <p className="inline small">
        {checked === null ? (
          <Mark shape="query" word="could not be checked: its scenario is missing" tone="warn" />
        ) : checked.violations === 0 ? (
          <Mark shape="tick" word="the checker found no violation" tone="good" />
        ) : (
          <Mark
            shape="cross"
            word={`${checked.violations} violations`}
            tone="bad"
            title={checked.first.join('\n')}
          />
        )}
      </p>
      {decisions.length > 0 && (
        <ul className="list small">
          {decisions.map(({ seq, kind, author, at, message: said }) => (
            <li key={seq}>
              <strong>{kind}</strong> by {author}, {ago(at)}
              {said !== '' && `: ${said}`}
            </li>
          ))}
        </ul>
      )}
      {open.map((concern) => (
        <SignOff key={concern.id} record={record} version={number} concern={concern} />
      ))}
      {signOffs.map(({ seq, name, concern, until, reason }) => (
        <p key={seq} className="small">
          <Mark shape="key" word="answered for" /> {name} answers for <code>{concern}</code> until {until}:{' '}
          {reason}
        </p>
      ))}
      <Steps record={record} version={version} />
    </div>
  );
}

function Steps({
  record,
  version,
}: {
  readonly record: PlanRecord;
  readonly version: RecordVersion;
}): ReactNode {
  const change = useChange(record);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<unknown>();
  if (steps[version.state].length === 0) return null;
  const go = (step: string, needsReason: boolean): void => {
    setError(undefined);
    change(`versions/${version.number}/${step}`, needsReason ? { reason: said } : { message: said })
      .then(() => setSaid(''))
      .catch(setError);
  };
  return (
    <>
      <div className="inline">
        <input
          type="text"
          aria-label={`Words on version ${version.number}`}
          placeholder="In your words"
          value={said}
          onChange={({ target }) => setSaid(target.value)}
          style={{ flex: '1 1 12rem' }}
        />
        {steps[version.state].map(([step, word, needsReason]) => (
          <button
            key={step}
            type="button"
            className={`button small ${step === 'approve' || step === 'propose' ? 'primary' : ''}`}
            disabled={needsReason && said.trim() === ''}
            title={needsReason ? 'Say why first' : undefined}
            onClick={() => go(step, needsReason)}
          >
            {word}
          </button>
        ))}
      </div>
      {error !== undefined && <Trouble error={error} />}
    </>
  );
}

/** Something a person has to answer for before the version can be approved: an assumed licence, a verdict that is not clear. */
function SignOff({
  record,
  version,
  concern,
}: {
  readonly record: PlanRecord;
  readonly version: number;
  readonly concern: { readonly id: string; readonly about: string };
}): ReactNode {
  const { name } = useMe();
  const change = useChange(record);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [error, setError] = useState<unknown>();
  return (
    <form
      className="note warn stack"
      style={{ gap: '0.4rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        change(`versions/${version}/sign-offs`, { concern: concern.id, name, until, reason }).catch(setError);
      }}
    >
      <p>{concern.about}</p>
      <div className="inline">
        <input
          type="text"
          aria-label="Why you answer for it"
          placeholder="Why you answer for it"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <input
          type="date"
          aria-label="Until"
          value={until}
          onChange={({ target }) => setUntil(target.value)}
        />
        <button
          type="submit"
          className="button small"
          disabled={name === '' || reason === '' || until === ''}
          title={name === '' ? 'Say who you are, above' : undefined}
        >
          Answer for it
        </button>
      </div>
      {error !== undefined && <Trouble error={error} />}
    </form>
  );
}
