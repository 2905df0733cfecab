import { canonicalJson } from '../../evidence/index.ts';
import { labels } from '../kubernetes/names.ts';
import { identity, type KubeObject } from '../kubernetes/objects.ts';

/** What one step from quarter to quarter does to the objects of a cluster. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `ClusterQueue china.doubao`. */
  readonly object: string;
  /** For `changed`: the fields that differ, with what stood there and what stands there now. */
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

/** What to apply, delete and change to come from one bundle to the next; the label that names the quarter is no change. */
export function changesBetween(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
): readonly Change[] {
  const old = new Map(before.map((object) => [identity(object), object]));
  const young = new Map(after.map((object) => [identity(object), object]));
  const ids = [...new Set([...old.keys(), ...young.keys()])].toSorted();
  return ids.flatMap((object): readonly Change[] => {
    const was = old.get(object);
    const is = young.get(object);
    if (was === undefined) return [{ kind: 'added', object, fields: [] }];
    if (is === undefined) return [{ kind: 'removed', object, fields: [] }];
    const fields = differences(leaves(was), leaves(is));
    return fields.length === 0 ? [] : [{ kind: 'changed', object, fields }];
  });
}

/** Changes as lines of text: `+` added, `-` removed, `~` changed, its fields below. */
export function changesText(changes: readonly Change[]): string {
  const signs = { added: '+', removed: '-', changed: '~' } as const;
  return changes
    .flatMap(({ kind, object, fields }) => [
      `${signs[kind]} ${object}`,
      ...fields.map(({ field, before, after }) => `    ${field}: ${before} -> ${after}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function differences(was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>): Change['fields'] {
  const fields = [...new Set([...was.keys(), ...is.keys()])].toSorted();
  return fields
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field) ?? 'none', after: is.get(field) ?? 'none' }));
}

/** Every value of an object by its path; entries of lists by their name where they have one, so that order matters less. */
function leaves(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, canonicalJson(value)]]);
  const members: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [`[${nameOf(item) ?? index}]`, item] as const)
    : Object.entries(value)
        .filter(([key]) => key !== labels.quarter)
        .map(([key, item]) => [path === '' ? key : `.${key}`, item] as const);
  return new Map(members.flatMap(([step, item]) => [...leaves(item, path + step)]));
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { name, coveredResources } = item as { readonly name?: unknown; readonly coveredResources?: unknown };
  if (typeof name === 'string') return name;
  return Array.isArray(coveredResources) ? coveredResources.join(',') : undefined;
}
