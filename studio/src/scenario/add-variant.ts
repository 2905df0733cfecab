import { parseDocument } from 'yaml';
import { ask } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { say } from '../kit/toasts.tsx';

/** A variant to write into a scenario. */
export interface NewVariant {
  /** A free name is made from it. */
  readonly name: string;
  readonly title: string;
  readonly include: string | null;
  readonly set: Readonly<Record<string, unknown>>;
}

/**
 * Writes a variant into a scenario file and gives its name. The rest of the text, comments included, stays as it was; what
 * stood there before is one click away.
 */
export async function addVariant(scenario: string, variant: NewVariant): Promise<string> {
  const path = `/v1/scenarios/${scenario}`;
  const response = await ask('GET', path, { headers: { accept: 'application/yaml' } });
  const before = await response.text();
  const { name, text } = withVariant(before, variant);
  const etag = response.headers.get('etag') ?? '';
  const written = await ask('PUT', path, { body: { text }, headers: { 'if-match': etag } });
  await refresh(scenario);
  say(`${scenario}.yaml has a new variant: ${name}`, {
    word: 'Undo',
    run: () => {
      const now = written.headers.get('etag') ?? '';
      ask('PUT', path, { body: { text: before }, headers: { 'if-match': now } })
        .then(() => refresh(scenario))
        .catch(() => say('It was changed meanwhile: undo it in the scenario'));
    },
  });
  return name;
}

/** The text with one more variant, under a name that is free. */
export function withVariant(
  text: string,
  { name, title, include, set }: NewVariant,
): { readonly name: string; readonly text: string } {
  const document = parseDocument(text);
  const taken = (wanted: string): boolean =>
    document.hasIn(['variants', wanted]) || document.hasIn(['overrides', wanted]);
  let free = name;
  for (let count = 2; taken(free); count += 1) free = `${name}-${count}`;
  if (!document.has('variants')) document.set('variants', document.createNode({}));
  document.setIn(
    ['variants', free],
    document.createNode({ title, ...(include !== null && { include: [include] }), set }),
  );
  return { name: free, text: document.toString({ lineWidth: 0 }) };
}

async function refresh(scenario: string): Promise<void> {
  await Promise.all(
    ['scenario', 'variants', 'places'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key, scenario] }),
    ),
  );
}
