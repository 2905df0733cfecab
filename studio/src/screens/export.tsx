import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ask, get, post } from '../api/client.ts';
import { download } from '../kit/clipboard.ts';
import { Skeleton } from '../kit/page.tsx';
import { Panel } from '../kit/panel.tsx';
import { complain, say } from '../kit/toasts.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { Evidence } from '../plan/evidence.tsx';
import { referenceTo } from '../plan/plan-reference.ts';
import { WithPlan, type OpenPlan } from '../plan/with-plan.tsx';

interface Format {
  readonly name: string;
  readonly summary: string;
  readonly shape: 'file' | 'folder';
  readonly needsScenario: boolean;
}

interface Exported {
  readonly documents: readonly {
    readonly path: string;
    readonly encoding: 'utf8' | 'base64';
    readonly content: string;
  }[];
}

/** Ways a plan leaves the studio: a page to mail, a paper, and what buying and running systems take. */
export function Export(): ReactNode {
  return (
    <WithPlan
      title="Export"
      lead="A page for people, files for systems. Each is checked before it is given: what its taker would refuse is told here."
    >
      {(open) => (
        <div className="grid">
          <ForPeople {...open} />
          <ForSystems {...open} />
          <Evidence {...open} />
        </div>
      )}
    </WithPlan>
  );
}

function ForPeople(open: OpenPlan): ReactNode {
  const { id, plan, hasScenario } = open;
  const page = async (): Promise<void> => {
    const response = await ask('POST', '/v1/page', {
      body: { json: referenceTo(id, plan, hasScenario) },
      headers: { accept: 'text/html' },
    });
    download(`${plan.scenario}.html`, await response.blob());
    say('Saved: the page opens from disk and asks nothing of any machine');
  };
  return (
    <Panel title="For people" span={5}>
      <ul className="list rows">
        <li className="spread">
          <span>
            <strong>A page to mail</strong>
            <br />
            <span className="dim">
              All charts, tables and sources of the plan in one file, read-only. Opens from disk.
            </span>
          </span>
          <button
            type="button"
            className="button small primary"
            onClick={() => {
              page().catch(complain);
            }}
          >
            Save the page
          </button>
        </li>
        <li className="spread">
          <span>
            <strong>A board paper</strong>
            <br />
            <span className="dim">
              The plan screen prints as a paper: one column, no controls, the first numbers of the chosen door
              on top.
            </span>
          </span>
          <a className="button small" href={`/plan?plan=${encodeURIComponent(id)}&door=finance`}>
            Open to print
          </a>
        </li>
        <li className="spread">
          <span>
            <strong>The plan file</strong>
            <br />
            <span className="dim">JSON; every command and every hand-off reads it.</span>
          </span>
          <button
            type="button"
            className="button small"
            onClick={() =>
              download(`${plan.scenario}.plan.json`, `${JSON.stringify(plan, null, 2)}\n`, 'application/json')
            }
          >
            Save
          </button>
        </li>
      </ul>
    </Panel>
  );
}

function ForSystems({ id, plan, hasScenario }: OpenPlan): ReactNode {
  const formats = useQuery({
    queryKey: ['formats'],
    queryFn: async () => (await get<{ items: readonly Format[] }>('/v1/formats')).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [made, setMade] = useState<{ readonly format: string; readonly files: Exported['documents'] }>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<string>();
  const make = async (format: string): Promise<void> => {
    setBusy(format);
    setError(undefined);
    setMade(undefined);
    try {
      const { documents } = await post<Exported>('/v1/export', {
        format,
        ...referenceTo(id, plan, hasScenario),
      });
      setMade({ format, files: documents });
      if (documents.length === 1 && documents[0] !== undefined) save(documents[0]);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Panel title="For systems" says="What finance, clusters and auditors take." span={7}>
      {formats.data === undefined ? (
        <Skeleton />
      ) : (
        <ul className="list rows">
          {formats.data.map(({ name, summary, needsScenario }) => (
            <li key={name} className="stack" style={{ gap: '0.4rem' }}>
              <div className="spread" style={{ flexWrap: 'nowrap' }}>
                <span>
                  <code>{name}</code> <span className="dim">{summary}</span>
                </span>
                <button
                  type="button"
                  className="button small"
                  disabled={busy !== undefined || (needsScenario && !hasScenario && id.startsWith('file:'))}
                  onClick={() => {
                    make(name).catch(complain);
                  }}
                >
                  {busy === name ? 'Making…' : 'Make'}
                </button>
              </div>
              {made?.format === name && (
                <ul className="list small note good">
                  {made.files.map((file) => (
                    <li key={file.path} className="spread">
                      <code>{file.path}</code>
                      <button type="button" className="button quiet small" onClick={() => save(file)}>
                        Save
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && <Trouble error={error} />}
    </Panel>
  );
}

function save({ path, encoding, content }: Exported['documents'][number]): void {
  const name = path.split('/').at(-1) ?? path;
  download(
    name,
    encoding === 'utf8'
      ? content
      : new Blob([Uint8Array.from(atob(content), (letter) => letter.codePointAt(0) ?? 0)]),
  );
}
