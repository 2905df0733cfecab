import fc from 'fast-check';

/** A JSON Schema, as far as requests use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

export interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

/** A request as it is sent. */
export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const nasty = [
  '',
  '..',
  '../../etc/passwd',
  '..%2f..%2fetc',
  '\0',
  '\u202E',
  '__proto__',
  'constructor',
  "' or 1=1 --",
  '=cmd|calc!A1',
  '<script>alert(1)</script>',
  '${7*7}',
  '😀'.repeat(50),
  'x'.repeat(5000),
  '-1',
  '1e309',
  'NaN',
  'null',
  '[]',
  '9007199254740993',
];

/** Names of what is there, so that requests get past the first check. */
const known = [
  'cn-bank',
  'nvidia-h20-96',
  'hgx-h20-96',
  'bytedance',
  'Qwen3-32B',
  '2025-01-20',
  'CN',
  'r',
  '1',
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...known) },
  { weight: 2, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);

/** Requests of one operation: mostly near to what its schemas ask for, some far from it. */
export function shotsAt(
  path: string,
  { parameters = [], requestBody }: Described,
  schemas: Readonly<Record<string, Schema>>,
): fc.Arbitrary<Shot> {
  const values = fc.tuple(
    ...parameters.map(({ schema, in: place }) =>
      fc.option(near(schema, schemas, 0).map(asText), { nil: undefined, freq: place === 'path' ? 1000 : 3 }),
    ),
  );
  const media = Object.entries(requestBody?.content ?? {})[0];
  const body: fc.Arbitrary<string | undefined> =
    media === undefined
      ? fc.constant(undefined)
      : fc.oneof(
          {
            weight: 6,
            arbitrary: near(media[1].schema, schemas, 0).map((value) => bodyText(media[0], value)),
          },
          { weight: 1, arbitrary: fc.json() },
          { weight: 1, arbitrary: text },
          { weight: 1, arbitrary: fc.constant(undefined) },
        );
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant(media?.[0]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data', ''),
    },
  );
  return fc.tuple(values, body, type).map(([found, content, contentType]) => {
    const headers: Record<string, string> = {};
    const query = new URLSearchParams();
    let address = path;
    for (const [index, { name, in: place }] of parameters.entries()) {
      const value = found[index];
      if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value ?? 'x') || 'x');
      else if (value === undefined) continue;
      else if (place === 'query') query.set(name, value);
      else headers[name] = value.replaceAll(/[^\u0020-\u007E]/gu, '').trim();
    }
    if (contentType !== undefined && contentType !== '' && content !== undefined)
      headers['content-type'] = contentType;
    return { path: query.size === 0 ? address : `${address}?${query.toString()}`, headers, body: content };
  });
}

/** A value near to what a schema asks for: of its shape, with contents from hell now and then. */
function near(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const target = schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  return fc.oneof(
    { weight: 12, arbitrary: exact(target, schemas, depth) },
    {
      weight: 1,
      arbitrary: fc.oneof(text, fc.double(), fc.constantFrom(null, true, [], {}, Number.MAX_VALUE)),
    },
  );
}

function exact(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map((each) => near(each, schemas, depth + 1)));
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  const least = schema.minimum ?? -5;
  const most = Math.min(schema.maximum ?? 50, least + 1000);
  if (type === 'integer')
    return fc.integer({ min: Math.ceil(least), max: Math.max(Math.ceil(least), Math.floor(most)) });
  if (type === 'number') return fc.double({ min: least, max: most, noNaN: true });
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.array(near(schema.items ?? {}, schemas, depth + 1), { maxLength: 3 });
  if (type === 'object') {
    const members = Object.entries(schema.properties ?? {}).map(
      ([name, member]) => [name, near(member, schemas, depth + 1)] as const,
    );
    const required = (schema.required ?? []).filter(() => true);
    return fc.record(Object.fromEntries(members), { requiredKeys: required });
  }
  if (schema.pattern !== undefined && schema.pattern.length < 60) {
    return fc.oneof(text, fc.stringMatching(new RegExp(schema.pattern, 'u')));
  }
  return text;
}

function bodyText(type: string, value: unknown): string {
  return type.endsWith('json') ? JSON.stringify(value) : asText(value);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
