import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { EditorView } from '@codemirror/view';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { scenarioListQuery } from '../api/queries.ts';
import { runPlan } from '../jobs/run-plan.ts';
import { Choice } from '../kit/choice.tsx';
import { Mark } from '../kit/marks.tsx';
import { Empty, PageHead, Skeleton } from '../kit/page.tsx';
import { complain, say } from '../kit/toasts.tsx';
import { DiagnosticList, Trouble } from '../kit/trouble.tsx';
import { Changes } from '../scenario/changes.tsx';
import {
  change,
  changeFromOutside,
  makeEditor,
  markTrouble,
  redo,
  showRange,
  undo,
} from '../scenario/editor.ts';
import { difference, rangeOf, removeAt, setValue, type Path } from '../scenario/edit-text.ts';
import { PartForm, parts, type PartId } from '../scenario/form.tsx';
import { Outline } from '../scenario/outline.tsx';
import { parsed, partAt } from '../scenario/read-text.ts';
import { SavingMark } from '../scenario/saving-mark.tsx';
import { schemaQuery } from '../scenario/schema.ts';
import { useDocument, useTrouble } from '../scenario/use-document.ts';
import { useWriting } from '../scenario/use-writing.ts';
import { useAddress } from '../shell/use-search.ts';

/** The scenario screen: its text and its form are one document. */
export function Scenario(): ReactNode {
  const { search } = useAddress();
  const scenarios = useQuery(scenarioListQuery);
  if (search.scenario !== undefined) return <Editing key={search.scenario} name={search.scenario} />;
  return (
    <>
      <PageHead
        title="Scenario"
        lead="A scenario is one YAML file: who buys, where there is power, what work there is, which money."
      />
      {scenarios.data?.length === 0 ? (
        <Empty title="No scenario yet">
          Home has a button that makes one: commented, and it plans as it stands.
        </Empty>
      ) : (
        <ul className="list rows panel">
          {(scenarios.data ?? []).map(({ name, title }) => (
            <li key={name}>
              <Link to={'/scenario'} search={{ scenario: name }}>
                {title ?? name}
              </Link>{' '}
              <span className="faint">{name}.yaml</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Editing({ name }: { readonly name: string }): ReactNode {
  const { search, set } = useAddress();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const adopt = useCallback((text: string) => {
    const editor = view.current;
    const what = editor && difference(editor.state.doc.toString(), text);
    if (editor && what) changeFromOutside(editor, what);
  }, []);
  const { atOnce, setAtOnce } = useWriting();
  const { text, saving, theirs, edit, settle, write, error, savedText, opened } = useDocument(
    name,
    adopt,
    atOnce,
  );
  const { troubles, variants, checked } = useTrouble(name, text);
  const schema = useQuery(schemaQuery);
  const [cursorPart, setCursorPart] = useState<PartId>();
  const part = parts.find(({ id }) => id === search.kind)?.id ?? cursorPart ?? 'general';
  const shown = search.view ?? 'both';
  const data = useMemo(() => parsed(text), [text]);
  const errors = troubles.filter(({ severity }) => severity === 'error').length;

  const plan = async (variant?: string): Promise<void> => {
    await write();
    const job = await runPlan({ scenario: name, text: view.current?.state.doc.toString(), variant });
    await navigate({ to: '/plan', search: { plan: `job:${job.id}`, scenario: name } });
  };
  const planNow = useRef(plan);
  planNow.current = plan;

  // The editor is made once; the text goes its own way from then on.
  const ready = text !== undefined;
  useEffect(() => {
    if (!ready || place.current === null) return undefined;
    const editor = makeEditor(place.current, text, {
      onChange: edit,
      onCursor: (at) => setCursorPart(partAt(editor.state.doc.sliceString(0, at))),
      onPlan: () => {
        planNow.current().catch(complain);
      },
    });
    view.current = editor;
    return () => editor.destroy();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ready, edit]);
  useEffect(() => {
    if (view.current) markTrouble(view.current, troubles);
  }, [troubles, ready]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || search.field === undefined) return;
    const range = rangeOf(editor.state.doc.toString(), search.field.split('.'));
    // The editor has measured itself a frame after it was made.
    if (range) requestAnimationFrame(() => showRange(editor, range));
  }, [search.field, ready]);

  const actions = {
    set: (path: Path, value: unknown): void =>
      apply(setValue(view.current?.state.doc.toString() ?? '', path, value)),
    remove: (path: Path): void => {
      apply(removeAt(view.current?.state.doc.toString() ?? '', path));
      say(`Removed ${String(path.at(-1))}`, { word: 'Undo', run: () => view.current && undo(view.current) });
    },
    show: (path: Path): void => {
      const editor = view.current;
      const range = editor && rangeOf(editor.state.doc.toString(), path);
      if (editor && range) {
        if (shown === 'form') set({ view: undefined });
        showRange(editor, range);
        editor.focus();
      }
    },
  };
  const apply = (what: ReturnType<typeof setValue>): void => {
    if (what === undefined) say('The text must be YAML before the form can write into it');
    else if (view.current) change(view.current, what);
  };

  if (error !== null) return <Trouble error={error} />;
  if (!ready) return <Skeleton height="70vh" />;
  return (
    <>
      <PageHead
        crumbs={
          <>
            <code>{name}.yaml</code>
            <span role="status" aria-live="polite">
              <SavingMark saving={saving} />
            </span>
            {checked &&
              (errors === 0 ? (
                <Mark shape="tick" word="can be planned" tone="good" />
              ) : (
                <Mark shape="cross" word={`${errors} to mend`} tone="bad" />
              ))}
          </>
        }
        title={typeof data?.title === 'string' ? data.title : name}
        actions={
          <>
            <button type="button" className="button quiet" onClick={() => view.current && undo(view.current)}>
              Undo
            </button>
            <button type="button" className="button quiet" onClick={() => view.current && redo(view.current)}>
              Redo
            </button>
            <Changes
              text={text}
              saved={savedText ?? text}
              opened={opened ?? text}
              onWrite={() => void write()}
              onTakeBack={(before) => {
                const what = view.current && difference(view.current.state.doc.toString(), before);
                if (view.current && what) change(view.current, what);
              }}
            />
            {!atOnce && text !== savedText && (
              <button type="button" className="button" onClick={() => void write()}>
                Write to the file
              </button>
            )}
            {variants.length > 0 && (
              <label>
                <span className="hidden">Variant to plan</span>
                <select
                  value={search.variant ?? ''}
                  onChange={({ target }) => set({ variant: target.value === '' ? undefined : target.value })}
                >
                  <option value="">As it stands</option>
                  {variants.map((variant) => (
                    <option key={variant}>{variant}</option>
                  ))}
                </select>
              </label>
            )}
            <button
              type="button"
              className="button primary"
              onClick={() => {
                plan(search.variant).catch(complain);
              }}
            >
              Plan it
            </button>
          </>
        }
      />
      {theirs !== undefined && (
        <div className="note warn inline" role="alert">
          The file was changed elsewhere in the lines you changed too.
          <button type="button" className="button small" onClick={() => settle('mine')}>
            Keep mine
          </button>
          <button type="button" className="button small" onClick={() => settle('theirs')}>
            Take theirs
          </button>
        </div>
      )}
      <div className="spread">
        <Choice
          label="View"
          options={[
            { value: 'both', word: 'Text and form' },
            { value: 'text', word: 'Text' },
            { value: 'form', word: 'Form' },
          ]}
          value={shown}
          onChange={(value) => set({ view: value === 'both' ? undefined : value })}
        />
        <label className="inline small">
          <input type="checkbox" checked={atOnce} onChange={({ target }) => setAtOnce(target.checked)} />
          write to the file as I type
        </label>
      </div>
      <div className={`scenario ${shown}`}>
        <Outline
          part={part}
          data={data}
          troubles={troubles}
          onChoose={(id) => {
            set({ kind: id }, 'replace');
            if (id !== 'general' && shown !== 'form') actions.show([id]);
          }}
        />
        <div className="editor panel" hidden={shown === 'form'} ref={place} />
        {shown !== 'text' && (
          <section className="form panel" aria-label="Form">
            {data === undefined ? (
              <p className="note warn">The text is not YAML just now; the form follows as soon as it is.</p>
            ) : schema.data === undefined ? (
              <Skeleton />
            ) : (
              <PartForm
                key={part}
                part={part}
                data={data}
                schema={schema.data}
                troubles={troubles}
                actions={actions}
              />
            )}
          </section>
        )}
      </div>
      {troubles.length > 0 && (
        <section className="panel" aria-label="Problems">
          <h2>What is wrong or worth knowing</h2>
          <DiagnosticList
            items={troubles}
            onJump={({ path, span }) => {
              const editor = view.current;
              if (!editor || span === undefined) return;
              if (shown === 'form') set({ view: undefined });
              const line = editor.state.doc.line(Math.min(span.line, editor.state.doc.lines));
              showRange(editor, rangeOf(editor.state.doc.toString(), path) ?? [line.from, line.to]);
              editor.focus();
            }}
          />
        </section>
      )}
    </>
  );
}
