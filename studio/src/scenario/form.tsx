import { useState, type ReactNode } from 'react';
import type { Trouble } from '../api/problem.ts';
import { Empty } from '../kit/page.tsx';
import { ClaimField, isClaim, isScalar, ListField, TextField } from './claim-field.tsx';
import type { Path } from './edit-text.ts';
import { kindOf, schemasAt, type Schema } from './schema.ts';

/** What the form can do to the document. */
export interface FormActions {
  readonly set: (path: Path, value: unknown) => void;
  readonly remove: (path: Path) => void;
  readonly show: (path: Path) => void;
}

type Tree = Readonly<Record<string, unknown>>;

/** Parts of a scenario in the order one thinks of them; `general` are the plain keys at the top. */
export const parts = [
  { id: 'general', name: 'The case' },
  { id: 'parties', name: 'Parties' },
  { id: 'sites', name: 'Sites' },
  { id: 'services', name: 'Services' },
  { id: 'runs', name: 'Training runs' },
  { id: 'offers', name: 'Offers' },
  { id: 'fleet', name: 'Fleet that stands' },
  { id: 'frozen', name: 'Frozen orders' },
  { id: 'budgets', name: 'Budgets' },
  { id: 'shares', name: 'Domestic shares' },
  { id: 'concentration', name: 'Concentration' },
  { id: 'licences', name: 'Licences' },
  { id: 'costs', name: 'Cost ratios' },
  { id: 'variants', name: 'Variants' },
  { id: 'background', name: 'Background' },
] as const;
export type PartId = (typeof parts)[number]['id'];

const partIds: ReadonlySet<string> = new Set(parts.map(({ id }) => id));

/** The keys of a part: of `general` all that are no part of their own. */
export function keysOf(part: PartId, data: Tree): readonly string[] {
  if (part !== 'general') return Object.keys((data[part] as Tree | null | undefined) ?? {});
  return Object.keys(data).filter(
    (key) => !partIds.has(key) && !['overrides', 'statements', '$schema'].includes(key),
  );
}

/** One part of the scenario as a form. Every field writes into the text; what it rests on shows beside it. */
export function PartForm({
  part,
  data,
  schema,
  troubles,
  actions,
}: {
  readonly part: PartId;
  readonly data: Tree;
  readonly schema: Schema;
  readonly troubles: readonly Trouble[];
  readonly actions: FormActions;
}): ReactNode {
  const context: Context = { schema, troubles, actions };
  const path: Path = part === 'general' ? [] : [part];
  const here = part === 'general' ? data : ((data[part] as Tree | null | undefined) ?? {});
  const isEntries =
    part !== 'general' &&
    schemasAt(schema, path).some(({ additionalProperties }) => typeof additionalProperties === 'object');
  const says = schemasAt(schema, path)[0]?.description;
  const keys = keysOf(part, data);
  return (
    <div className="stack">
      {part !== 'general' && says !== undefined && <p className="dim">{says}.</p>}
      {keys.length === 0 && (
        <Empty title="Nothing here yet">
          {isEntries
            ? 'Add an entry below, or write it in the text; the text completes keys, ids and units (Ctrl Space).'
            : 'Write it in the text; it completes keys and units (Ctrl Space).'}
        </Empty>
      )}
      {keys.map((key) =>
        isEntries ? (
          <Entry key={key} path={[...path, key]} value={here[key]} context={context} />
        ) : (
          <Field key={key} path={[...path, key]} value={here[key]} context={context} />
        ),
      )}
      {isEntries && <AddEntry part={part} schema={schema} actions={actions} taken={keys} />}
    </div>
  );
}

interface Context {
  readonly schema: Schema;
  readonly troubles: readonly Trouble[];
  readonly actions: FormActions;
}

function Entry({
  path,
  value,
  context,
}: {
  readonly path: Path;
  readonly value: unknown;
  readonly context: Context;
}): ReactNode {
  const id = String(path.at(-1));
  const tree = isTree(value) ? value : {};
  const name = typeof tree.name === 'string' ? tree.name : typeof tree.title === 'string' ? tree.title : id;
  return (
    <fieldset className="entry">
      <legend>
        <button
          type="button"
          className="button quiet small"
          onClick={() => context.actions.show(path)}
          title="Show it in the text"
        >
          {name} {name !== id && <code className="faint">{id}</code>}
        </button>
      </legend>
      <div className="entry-tools">
        <button
          type="button"
          className="button quiet small"
          onClick={() => context.actions.remove(path)}
          aria-label={`Remove ${name}`}
        >
          Remove
        </button>
      </div>
      {isTree(value) ? (
        Object.entries(value).map(([key, inner]) => (
          <Field key={key} path={[...path, key]} value={inner} context={context} />
        ))
      ) : (
        <Field path={path} value={value} context={context} />
      )}
    </fieldset>
  );
}

function Field({
  path,
  value,
  context,
}: {
  readonly path: Path;
  readonly value: unknown;
  readonly context: Context;
}): ReactNode {
  const schemas = schemasAt(context.schema, path);
  const key = path.at(-1);
  const label = typeof key === 'number' ? `${key + 1}` : String(key);
  const says = schemas.find(({ description }) => description !== undefined)?.description;
  const wrong = context.troubles.filter(
    ({ path: at }) => at.join('.') === path.join('.') || at.join('.') === [...path, 'value'].join('.'),
  );
  const kind = kindOf(schemas);
  const common = { label, says, wrong, path, actions: context.actions };
  if (Array.isArray(value) && value.every((one) => isScalar(one)) && kind === undefined) {
    return <ListField {...common} value={value} />;
  }
  if (Array.isArray(value) && value.every((one) => isClaim(one) || isScalar(one))) {
    return (
      <div className="field-group">
        <span className="dim small">{label}, quarter by quarter</span>
        {value.map((one, index) => (
          <ClaimField
            key={`${path.join('.')} ${index + 1}`}
            {...common}
            label={`${index + 1}`}
            path={[...path, index]}
            value={one}
            kind={kind}
            evidence
          />
        ))}
      </div>
    );
  }
  if (isClaim(value)) return <ClaimField {...common} value={value} kind={kind} evidence />;
  if (isScalar(value)) {
    const words = schemas.flatMap((schema) => schema.enum ?? []).map(String);
    return kind === undefined ? (
      <TextField {...common} value={value} words={words} isBoolean={typeof value === 'boolean'} />
    ) : (
      <ClaimField {...common} value={value} kind={kind} evidence={kind !== 'text'} />
    );
  }
  if (isTree(value)) {
    return (
      <details className="field-group" open={path.length < 4}>
        <summary>{label}</summary>
        {Object.entries(value).map(([inner, one]) => (
          <Field key={inner} path={[...path, inner]} value={one} context={context} />
        ))}
      </details>
    );
  }
  return value === null ? (
    <p className="dim small">
      {label}: taken out (<code>null</code>)
    </p>
  ) : null;
}

/** A new entry with the keys it must have, to be filled in. */
function AddEntry({
  part,
  schema,
  actions,
  taken,
}: {
  readonly part: PartId;
  readonly schema: Schema;
  readonly actions: FormActions;
  readonly taken: readonly string[];
}): ReactNode {
  const [id, setId] = useState('');
  const wrong = id !== '' && (!/^[a-z0-9][a-z0-9-]*$/u.test(id) || taken.includes(id));
  const add = (): void => {
    if (id === '' || wrong) return;
    const [entry] = schemasAt(schema, [part, id]);
    const filled = Object.fromEntries(
      (entry?.required ?? ['name']).map((key) => [key, templateOf(schemasAt(schema, [part, id, key]))]),
    );
    actions.set([part, id], filled);
    setId('');
  };
  return (
    <form
      className="inline"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label className="field">
        <span className="hidden">Id of the new entry</span>
        <input
          type="text"
          placeholder="id-of-a-new-entry"
          value={id}
          aria-invalid={wrong}
          onChange={({ target }) => setId(target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={id === '' || wrong}>
        Add
      </button>
      {wrong && (
        <span className="bad small">
          {taken.includes(id) ? 'There is one of this name' : 'Small letters, digits and -'}
        </span>
      )}
    </form>
  );
}

function templateOf(schemas: readonly Schema[]): unknown {
  const words = schemas.flatMap((schema) => schema.enum ?? []);
  if (words.length > 0) return words[0];
  if (kindOf(schemas) !== undefined) return { value: 'unknown', reason: 'to be filled in' };
  if (schemas.some(({ type }) => type === 'array')) return [];
  return schemas.some(({ type }) => type === 'object') ? {} : 'to be filled in';
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
