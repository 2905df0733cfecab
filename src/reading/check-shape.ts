import { z } from 'zod';
import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import { reading } from './messages.ts';
import { knownKeys } from './schema-keys.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** What a shape check gives: the value when it has the shape, and every problem otherwise. */
export type Shaped<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Checks the data at `at` (default: the root) of a document against a schema. Every problem becomes one diagnostic
 * with its place, what was expected, what was found and, for mistyped words, the nearest known one.
 */
export function checkShape<T>(schema: z.ZodType<T>, document: YamlDocument, at: Path = []): Shaped<T> {
  const data = valueAt(document.data, at);
  const result = schema.safeParse(data);
  if (result.success) return { ok: true, value: result.data, diagnostics: [] };
  const diagnostics = result.error.issues.flatMap((issue) =>
    explain(issue, { schema, document, at, data, base: [] }),
  );
  return { ok: false, diagnostics };
}

interface Situation {
  readonly schema: z.ZodType;
  readonly document: YamlDocument;
  readonly at: Path;
  readonly data: unknown;
  /** Path of the issue's own root below `at`; issues inside unions count from the union. */
  readonly base: Path;
}

function explain(issue: z.core.$ZodIssue, situation: Situation): readonly Diagnostic[] {
  const { document, at, data } = situation;
  const local = [
    ...situation.base,
    ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
  ];
  const path = [...at, ...local];
  const found = valueAt(data, local);
  const here = document.span(path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(situation.schema, local);
      return issue.keys.map((key) => {
        const guess = didYouMean(key, known);
        const hint =
          guess === undefined
            ? known.length > 0
              ? `known here: ${known.join(', ')}`
              : undefined
            : `did you mean \`${guess}\`?`;
        return reading(
          'FW-READ-0010',
          [...path, key],
          document.span([...path, key], 'key'),
          `unknown key \`${key}\``,
          hint,
        );
      });
    }
    case 'invalid_union': {
      const branch = bestBranch(issue.errors);
      if (branch) return branch.flatMap((inner) => explain(inner, { ...situation, base: local }));
      const wanted = [
        ...new Set(issue.errors.flatMap((errors) => errors.flatMap((inner) => expectation(inner) ?? []))),
      ];
      const expected = wanted.join(' or ');
      if (found === undefined) return [missing(document, path, expected)];
      return [reading('FW-READ-0012', path, here, `expected ${expected}, found ${describe(found)}`)];
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const guess = typeof found === 'string' ? didYouMean(found, values) : undefined;
      const hint = guess === undefined ? undefined : `did you mean \`${guess}\`?`;
      if (found === undefined) return [missing(document, path, `one of ${values.join(', ')}`)];
      return [
        reading(
          'FW-READ-0013',
          path,
          here,
          `expected ${values.length === 1 ? '' : 'one of '}${values.join(', ')}, found ${describe(found)}`,
          hint,
        ),
      ];
    }
    case 'invalid_type':
      if (found === undefined) return [missing(document, path, kindWord(issue.expected))];
      return [
        reading('FW-READ-0012', path, here, `expected ${kindWord(issue.expected)}, found ${describe(found)}`),
      ];
    case 'custom':
      if (found === undefined) return [missing(document, path, issue.message)];
      return [reading('FW-READ-0012', path, here, `expected ${issue.message}, found ${describe(found)}`)];
    default:
      return [
        reading('FW-READ-0014', path, here, `${describe(found)} does not fit: ${lowerFirst(issue.message)}`),
      ];
  }
}

/** The union branch the author most likely meant: the only one whose own kind of value is there. */
function bestBranch(
  errors: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined {
  const close = errors.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && isKindIssue(issue)),
  );
  return close.length === 1 ? close[0] : undefined;
}

function isKindIssue(issue: z.core.$ZodIssue): boolean {
  return (
    issue.code === 'invalid_type' ||
    issue.code === 'invalid_value' ||
    issue.code === 'custom' ||
    issue.code === 'invalid_union'
  );
}

function expectation(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_type') return kindWord(issue.expected);
  if (issue.code === 'invalid_value') return issue.values.map((value) => `\`${String(value)}\``).join(' or ');
  return issue.code === 'custom' ? issue.message : undefined;
}

function missing(document: YamlDocument, path: Path, expected: string): Diagnostic {
  const key = String(path.at(-1) ?? '');
  const parent = document.span(path.slice(0, -1), 'key');
  return reading(
    'FW-READ-0011',
    path,
    parent,
    `missing key \`${key}\`; expected ${expected}`,
    `add \`${key}:\` here`,
  );
}

const kindWords: Readonly<Record<string, string>> = {
  object: 'a mapping of keys',
  record: 'a mapping of keys',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
};

function kindWord(expected: string): string {
  return kindWords[expected] ?? expected;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping of keys';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The value under a path of plain data, own members only. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
