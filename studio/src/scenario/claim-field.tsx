import { Popover } from '@base-ui/react/popover';
import { useId, useState, type ReactNode } from 'react';
import type { Trouble } from '../api/problem.ts';
import { GradeMark } from '../kit/marks.tsx';
import type { Path } from './edit-text.ts';

type Scalar = string | number | boolean;
type Claim = Readonly<Record<string, unknown>> & { readonly value: Scalar };

/** What every field shows and does. */
interface FieldProps {
  readonly label: string;
  readonly says: string | undefined;
  readonly wrong: readonly Trouble[];
  readonly path: Path;
  readonly actions: {
    readonly set: (path: Path, value: unknown) => void;
    readonly show: (path: Path) => void;
  };
}

export function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

export function isClaim(value: unknown): value is Claim {
  return typeof value === 'object' && value !== null && 'value' in value;
}

/** A number with its unit and, beside it, what it rests on. */
export function ClaimField({
  value,
  kind,
  evidence,
  ...field
}: FieldProps & {
  readonly value: unknown;
  readonly kind: string | undefined;
  readonly evidence: boolean;
}): ReactNode {
  const claim = isClaim(value) ? value : undefined;
  const written = claim?.value ?? (isScalar(value) ? value : '');
  const target = claim === undefined ? field.path : [...field.path, 'value'];
  return (
    <Row
      {...field}
      control={(id) => (
        <span className="claim">
          <Written
            id={id}
            value={written}
            wrong={field.wrong.length > 0}
            hint={kind}
            onSet={(next) => field.actions.set(target, next)}
          />
          {evidence && <Evidence {...field} value={value} claim={claim} />}
        </span>
      )}
    />
  );
}

/** A plain text, a word out of a few, or a yes or no. */
export function TextField({
  value,
  words,
  isBoolean,
  ...field
}: FieldProps & {
  readonly value: Scalar;
  readonly words: readonly string[];
  readonly isBoolean: boolean;
}): ReactNode {
  const choices = isBoolean ? ['true', 'false'] : words;
  return (
    <Row
      {...field}
      control={(id) =>
        choices.length > 0 ? (
          <select
            id={id}
            value={String(value)}
            onChange={({ target }) =>
              field.actions.set(field.path, isBoolean ? target.value === 'true' : target.value)
            }
          >
            {[...new Set([...choices, String(value)])].map((word) => (
              <option key={word}>{word}</option>
            ))}
          </select>
        ) : (
          <Written
            id={id}
            value={value}
            wrong={field.wrong.length > 0}
            hint={undefined}
            onSet={(next) => field.actions.set(field.path, next)}
          />
        )
      }
    />
  );
}

/** A few words, separated by commas. */
export function ListField({
  value,
  ...field
}: FieldProps & { readonly value: readonly unknown[] }): ReactNode {
  return (
    <Row
      {...field}
      control={(id) => (
        <Written
          id={id}
          value={value.join(', ')}
          wrong={field.wrong.length > 0}
          hint="separated by commas"
          onSet={(next) =>
            field.actions.set(
              field.path,
              String(next)
                .split(',')
                .map((one) => one.trim())
                .filter((one) => one !== ''),
            )
          }
        />
      )}
    />
  );
}

function Row({
  label,
  says,
  wrong,
  path,
  actions,
  control,
}: FieldProps & { readonly control: (id: string) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <div className="row-field">
      <label htmlFor={id} title={says}>
        <span onDoubleClick={() => actions.show(path)}>{label}</span>
      </label>
      <div>
        {control(id)}
        {wrong.map(({ message, hint }) => (
          <p key={message} className="bad small">
            {message}
            {hint ? ` → ${hint}` : ''}
          </p>
        ))}
      </div>
    </div>
  );
}

/** An input that writes when one leaves it or presses Enter; Escape puts it back. */
function Written({
  id,
  value,
  wrong,
  hint,
  onSet,
}: {
  readonly id: string;
  readonly value: Scalar;
  readonly wrong: boolean;
  readonly hint: string | undefined;
  readonly onSet: (value: Scalar) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string>();
  const commit = (): void => {
    if (typed !== undefined && typed !== String(value)) {
      onSet(
        typeof value === 'number' && typed.trim() !== '' && Number.isFinite(Number(typed))
          ? Number(typed)
          : typed,
      );
    }
    setTyped(undefined);
  };
  return (
    <input
      id={id}
      type="text"
      value={typed ?? String(value)}
      aria-invalid={wrong}
      title={hint}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(undefined);
      }}
    />
  );
}

const grades = ['A', 'B', 'C', 'derived', 'assumed'];

/** What a number rests on: its grade as a chip that opens source, status and reason, all of which can be written. */
function Evidence({
  path,
  actions,
  value,
  claim,
  label,
}: FieldProps & { readonly value: unknown; readonly claim: Claim | undefined }): ReactNode {
  const text = (key: string): string => {
    const found = claim?.[key];
    return isScalar(found) ? String(found) : '';
  };
  const grade = text('grade') === '' ? 'assumed' : text('grade');
  const set = (key: string, next: string): void => {
    if (claim === undefined) actions.set(path, { value, [key]: next });
    else actions.set([...path, key], next);
  };
  return (
    <Popover.Root>
      <Popover.Trigger
        className="button quiet small"
        style={{ padding: 0, minHeight: 0 }}
        aria-label={`What ${label} rests on: ${grade}`}
      >
        <GradeMark grade={grade} status={text('status')} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end">
          <Popover.Popup className="popover stack" aria-label={`What ${label} rests on`}>
            <label className="field">
              Grade
              <select value={grade} onChange={({ target }) => set('grade', target.value)}>
                {grades.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </label>
            {['source', 'date', 'low', 'high', 'reason', 'note'].map((key) => (
              <label key={key} className="field">
                {
                  {
                    source: 'Source (key in the catalog)',
                    date: 'Date',
                    low: 'Low',
                    high: 'High',
                    reason: 'Reason',
                    note: 'Note',
                  }[key]
                }
                <input
                  type="text"
                  defaultValue={text(key)}
                  onBlur={({ target }) => {
                    if (target.value !== text(key)) set(key, target.value);
                  }}
                />
              </label>
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
