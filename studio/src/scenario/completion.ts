import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { isNumberKind, kinds, type NumberKind } from '../../../src/quantity/index.ts';
import { all } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { kindOf, schemaQuery, schemasAt } from './schema.ts';

/** Which ids a key takes. */
const idsOf: Readonly<Record<string, string>> = {
  from: 'sites',
  model: 'models',
  system: 'systems',
  source: 'sources',
  rule: 'rules',
  rules: 'rules',
  buyer: 'parties',
  owner: 'parties',
  operator: 'parties',
  supplier: 'parties',
  parent: 'parties',
  accelerators: 'accelerators',
  accelerator: 'accelerators',
};

/** Where the cursor is: the keys above it by their indentation, and the key of its own line where it stands behind one. */
export function placeAt(
  lines: readonly string[],
  line: number,
  column: number,
): { readonly path: readonly string[]; readonly key: string | undefined } {
  const current = lines[line] ?? '';
  const before = current.slice(0, column);
  const key = /^\s*(?:- )?(?<key>[\w$.-]+):\s/u.exec(before)?.groups?.key;
  let depth = /^\s*/u.exec(current)?.[0].length ?? 0;
  if (current.trim() === '') depth = column;
  const path: string[] = [];
  for (let index = line - 1; index >= 0 && depth > 0; index -= 1) {
    const found = /^(?<indent>\s*)(?<key>[\w$.-]+):(?:\s|$)/u.exec(lines[index] ?? '')?.groups;
    if (found === undefined || (found.indent ?? '').length >= depth) continue;
    depth = (found.indent ?? '').length;
    path.unshift(found.key ?? '');
  }
  return { path, key };
}

/** Completes keys, ids, words and units of a scenario, also where nothing is typed yet. */
export async function completeScenario(context: CompletionContext): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const lines = context.state.doc.toString().split('\n');
  const { path, key } = placeAt(lines, line.number - 1, context.pos - line.from);
  const word = context.matchBefore(/[\w/.%-]*/u);
  const from = word?.from ?? context.pos;
  if (!context.explicit && (word === null || word.from === word.to) && key === undefined) return null;
  const schema = await queryClient.fetchQuery(schemaQuery);
  // Inside a claim written in braces the innermost key counts: `{ value: 40 MW, source: …`.
  const typed = line.text.slice(0, context.pos - line.from);
  const inner = /[{,]\s*(?<inner>[\w-]+):\s*[^,{}]*$/u.exec(typed)?.groups?.inner;
  const name = inner ?? key;
  if (name === undefined) {
    const taken = new Set(lines.map((each) => /^\s*(?<key>[\w.-]+):/u.exec(each)?.groups?.key));
    const options = schemasAt(schema, path).flatMap((one) =>
      Object.entries(one.properties ?? {}).map(([label, { description = '' }]): Completion => ({
        label,
        apply: `${label}: `,
        type: 'property',
        info: description,
        boost: taken.has(label) ? -1 : 0,
      })),
    );
    return { from, options: distinct(options), validFor: /^[\w-]*$/u };
  }
  const unit = units(typed, kindOf(schemasAt(schema, [...path, key ?? name])));
  if (unit.length > 0 && inner !== 'source')
    return { from: context.pos - (/\w*$/u.exec(typed)?.[0].length ?? 0), options: unit };
  const words = schemasAt(
    schema,
    inner === undefined ? [...path, name] : [...path, key ?? '', inner],
  ).flatMap((one) => (one.enum ?? []).map((value): Completion => ({ label: String(value), type: 'enum' })));
  const kind = idsOf[name];
  const ids = kind === undefined ? [] : await idsOfKind(kind);
  return words.length + ids.length === 0
    ? null
    : { from, options: [...distinct(words), ...ids], validFor: /^[\w/.-]*$/u };
}

/** Units behind a number. */
function units(typed: string, kind: string | undefined): readonly Completion[] {
  if (kind === undefined || !isNumberKind(kind as never) || !/\d\s?[\w/%]*$/u.test(typed)) return [];
  const { shown, label } = kinds[kind as NumberKind] as {
    readonly shown: readonly string[];
    readonly label: string;
  };
  const space = /\d$/u.test(typed) ? ' ' : '';
  return shown
    .filter((unit) => unit !== '' && !unit.includes('¤'))
    .map((unit) => ({ label: unit, apply: `${space}${unit}`, type: 'unit', detail: label }));
}

async function idsOfKind(kind: string): Promise<readonly Completion[]> {
  const entries = await queryClient.fetchQuery({
    queryKey: ['ids', kind],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => all<{ id: string; title: string }>(kind === 'rules' ? '/v1/rules' : `/v1/catalog/${kind}`),
  });
  return entries.map(({ id, title }) => ({ label: id, detail: title, type: 'constant' }));
}

function distinct(options: readonly Completion[]): readonly Completion[] {
  return [...new Map(options.map((option) => [option.label, option])).values()];
}
