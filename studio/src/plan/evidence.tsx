import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { get, post } from '../api/client.ts';
import { Problem, type Trouble as Diagnostic } from '../api/problem.ts';
import { queryClient } from '../api/query-client.ts';
import { copyText, download } from '../kit/clipboard.ts';
import { Mark } from '../kit/marks.tsx';
import { Panel } from '../kit/panel.tsx';
import { say } from '../kit/toasts.tsx';
import { DiagnosticList, Trouble } from '../kit/trouble.tsx';
import { referenceTo } from './plan-reference.ts';
import type { OpenPlan } from './with-plan.tsx';

interface Key {
  readonly fingerprint: string;
  readonly publicKey: string;
}

const keyQuery = {
  queryKey: ['evidence key'],
  queryFn: (): Promise<Key | null> =>
    get<Key>('/v1/evidence/key').catch((error: unknown) => {
      if (error instanceof Problem && error.status === 404) return null;
      throw error;
    }),
};

/** Evidence of a plan: a signed bundle of it and all it was made from, to save; and any bundle verified again. */
export function Evidence(open: OpenPlan): ReactNode {
  const { id, plan, hasScenario } = open;
  const key = useQuery(keyQuery);
  const [verdict, setVerdict] = useState<Verdict>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const possible = !id.startsWith('file:') || hasScenario;
  const doing = async (what: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await what();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const verify = async (bundle: unknown, from: string): Promise<void> => {
    setVerdict(undefined);
    // Whoever has our key can be told that the signature is ours; of others only that nothing was changed.
    const found = await post<Verdict>('/v1/evidence/verify', { bundle });
    setVerdict({ ...found, from });
  };
  const make = async (): Promise<void> => {
    const bundle = await post<unknown>('/v1/evidence', referenceTo(id, plan, hasScenario));
    const name = `${[plan.scenario, plan.variant, plan.asOf].filter((part) => part !== null).join('.')}.evidence.json`;
    download(name, JSON.stringify(bundle), 'application/json');
    await verify(bundle, name);
  };
  return (
    <Panel
      title="Evidence"
      says="A signed bundle of the plan, its scenario, the whole catalog and what the checker found. Whoever gets it needs neither trust in you nor the optimiser: fleetwright evidence verify, or the button here, works it all out again."
      id="evidence"
    >
      {key.data === null ? (
        <p className="inline">
          <span className="dim">Evidence is signed with a key, and there is none here yet.</span>
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() =>
              void doing(async () => {
                queryClient.setQueryData(['evidence key'], await post<Key>('/v1/evidence/key', {}));
                say(
                  'The private key is in .fleetwright/evidence.key: keep it as you keep other signing keys',
                );
              })
            }
          >
            Make a key
          </button>
        </p>
      ) : (
        <p className="inline">
          <button
            type="button"
            className="button primary"
            disabled={busy || !possible || key.data === undefined}
            onClick={() => void doing(make)}
          >
            {busy ? 'Working…' : 'Make and save the bundle'}
          </button>
          {key.data && (
            <>
              <span className="dim">
                signed with <code title={key.data.fingerprint}>{key.data.fingerprint.slice(0, 16)}…</code>
              </span>
              <button
                type="button"
                className="button quiet small"
                onClick={() =>
                  void copyText(key.data?.publicKey ?? '').then((done) =>
                    say(done ? 'Public key copied' : 'The browser does not let us copy'),
                  )
                }
              >
                Copy the public key
              </button>
            </>
          )}
        </p>
      )}
      {!possible && (
        <p className="note warn">
          The scenario {plan.scenario}.yaml is not in this folder: evidence holds what the plan was made from.
        </p>
      )}
      <label className="inline">
        <span className="dim">Verify a bundle</span>
        <input
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file === undefined) return;
            void doing(async () => verify(JSON.parse(await file.text()) as unknown, file.name));
          }}
        />
      </label>
      {error !== undefined && <Trouble error={error} />}
      {verdict !== undefined && <Found verdict={verdict} ours={key.data?.fingerprint} />}
    </Panel>
  );
}

const steps = {
  signature: 'signature',
  statement: 'statement',
  files: 'every file as signed',
  claims: 'claims follow from the plan',
  inputs: 'inputs can be read',
  checker: 'checker agrees',
} as const;

interface Verdict {
  readonly from: string;
  readonly ok: boolean;
  readonly signer: string | null;
  readonly passed: readonly (keyof typeof steps)[];
  readonly statement: {
    readonly predicate?: {
      readonly plan?: { readonly scenario: string; readonly asOf: string; readonly status: string };
      readonly record?: { readonly record: string; readonly version: number };
    };
  } | null;
  readonly problems: readonly Diagnostic[];
}

function Found({
  verdict: { from, ok, signer, passed, statement, problems },
  ours,
}: {
  readonly verdict: Verdict;
  readonly ours: string | undefined;
}): ReactNode {
  const { plan, record } = statement?.predicate ?? {};
  return (
    <div className={`note ${ok ? 'good' : 'bad'} stack`} role="status" style={{ gap: '0.5rem' }}>
      <p>
        <strong>{ok ? 'Everything holds' : 'It does not hold'}</strong>: <code>{from}</code>
        {plan && `, ${plan.scenario} as of ${plan.asOf}, ${plan.status}`}
        {record && `, version ${record.version} of the record ${record.record}`}
      </p>
      <p className="inline">
        {Object.entries(steps).map(([step, word]) =>
          passed.includes(step as keyof typeof steps) ? (
            <Mark key={step} shape="tick" word={word} tone="good" />
          ) : (
            <Mark key={step} shape="cross" word={word} tone="bad" />
          ),
        )}
      </p>
      {signer !== null && (
        <p className="dim small">
          {signer === ours
            ? 'Signed with the key of this studio. '
            : 'Signed with another key than that of this studio: compare its fingerprint with one got by another way. '}
          <code>{signer}</code>
        </p>
      )}
      {problems.length > 0 && <DiagnosticList items={problems} />}
    </div>
  );
}
