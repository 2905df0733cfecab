import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/client.ts';

/** The part of JSON Schema that the scenario's uses. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** The schema of scenarios, as the server's reader checks them. */
export const schemaQuery = queryOptions({
  queryKey: ['schema', 'scenario'],
  queryFn: () => get<Schema>('/v1/schemas/scenario'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What may stand at a path: the schemas of all forms it can take. */
export function schemasAt(root: Schema, path: readonly (string | number)[]): readonly Schema[] {
  let here: readonly Schema[] = forms(root, root);
  for (const step of path) {
    here = here
      .flatMap((schema) => {
        if (typeof step === 'number') return schema.items === undefined ? [] : [schema.items];
        const known = schema.properties?.[step];
        if (known !== undefined) return [known];
        return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
      })
      .flatMap((schema) => forms(root, schema));
  }
  return here;
}

/** A schema with its references followed and its alternatives laid open; a description stays with each. */
function forms(root: Schema, schema: Schema, depth = 0): readonly Schema[] {
  if (depth > 12) return [];
  const described = (found: Schema): Schema =>
    schema.description === undefined ? found : { ...found, description: schema.description };
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const target = root.definitions?.[name] ?? root.$defs?.[name];
    return target === undefined ? [] : forms(root, target, depth + 1).map(described);
  }
  const inner = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  if (inner.length > 0) return inner.flatMap((one) => forms(root, one, depth + 1)).map(described);
  return [schema];
}

/** The kind of quantity a description names at its end: `(power)`, `(money; or a list …)`. */
export function kindOf(schemas: readonly Schema[]): string | undefined {
  for (const { description } of schemas) {
    const found = /\((?<kind>[a-z-]+)(?:;[^)]*)?\)$/u.exec(description ?? '')?.groups?.kind;
    if (found !== undefined) return found;
  }
  return undefined;
}
