// Writes src/client/generated.ts, the typed client, from the OpenAPI document: `node scripts/http-client.ts`.
import { writeFileSync } from 'node:fs';
import { readWorld } from '../src/pipeline/index.ts';
import { describeApi } from '../src/server/index.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly description?: string;
}
interface Media {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required?: boolean;
    readonly schema: Schema;
    readonly description?: string;
  }[];
  readonly requestBody?: Media;
  readonly responses: Readonly<Record<string, Media>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The text of the client. */
export function clientText(document: Document): string {
  const schemas = Object.entries(document.components.schemas).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        ...operation,
      })),
    )
    .toSorted((a, b) => (a.operationId < b.operationId ? -1 : 1));
  return [
    '// Made by `node scripts/http-client.ts` from the OpenAPI document. Do not edit.',
    "import type { Answer, CallOptions, OperationTable, ServerEvent } from './transport.ts';",
    ...schemas.map(
      ([name, schema]) => `\n${doc(schema.description, '')}export type ${name} = ${typeOf(schema, '')};`,
    ),
    '\n/** Every operation of the interface, by its id. */',
    'export interface Operations {',
    ...operations.map(
      (operation) =>
        `  /** ${operation.summary}. \`${operation.method} ${operation.path}\` */\n  ${operation.operationId}(${argumentOf(operation)}options?: CallOptions): Promise<${answerOf(operation)}>;`,
    ),
    '}',
    '\n/** How each operation is called. */',
    'export const operationTable: OperationTable<keyof Operations> = {',
    ...operations.map((operation) => `  ${operation.operationId}: ${tableRow(operation)},`),
    '};',
    '',
  ].join('\n');
}

type Operation = Described & { readonly path: string; readonly method: string };

function argumentOf({ parameters = [], requestBody }: Operation): string {
  const media = Object.entries(requestBody?.content ?? {})[0];
  const members = [
    ...parameters.map(
      ({ name, required, schema, description }) =>
        `${doc(description, '    ')}    readonly ${key(name)}${required === true ? '' : '?'}: ${typeOf(schema, '    ')}${required === true ? '' : ' | undefined'};`,
    ),
    ...(media === undefined ? [] : [`    readonly body: ${typeOf(media[1].schema ?? {}, '    ')};`]),
  ];
  if (members.length === 0) return '';
  const optional = media === undefined && parameters.every(({ required }) => required !== true);
  return `request${optional ? '?' : ''}: {\n${members.join('\n')}\n  }, `;
}

function success({ responses }: Operation): readonly (readonly [string, { readonly schema?: Schema }])[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { content }]) => Object.entries(content ?? {}).slice(0, 1));
}

function answerOf(operation: Operation): string {
  const answers = success(operation);
  if (answers.some(([type]) => type === 'text/event-stream')) return 'AsyncIterable<ServerEvent>';
  const types = answers.map(([type, { schema }]) =>
    type.endsWith('json') ? typeOf(schema ?? {}, '  ') : 'string',
  );
  return `Answer<${[...new Set(types)].join(' | ') || 'undefined'}>`;
}

function tableRow(operation: Operation): string {
  const { method, path, parameters = [], requestBody } = operation;
  const [type] = success(operation)[0] ?? [];
  const answer =
    type === undefined
      ? 'none'
      : type === 'text/event-stream'
        ? 'events'
        : type.endsWith('json')
          ? 'json'
          : 'text';
  const places = parameters.map(({ name, in: place }) => `${key(name)}: '${place}'`).join(', ');
  const body = Object.keys(requestBody?.content ?? {})[0];
  return `{ method: '${method}', path: '${path}', places: {${places === '' ? '' : ` ${places} `}}, body: ${body === undefined ? 'undefined' : `'${body}'`}, answer: '${answer}' }`;
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.enum) return schema.enum.map((value) => literal(value)).join(' | ');
  if (schema.const !== undefined) return literal(schema.const);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((each) => typeOf(each, indent)).join(' | ');
  if (schema.allOf) {
    // A reference with a description of its own is a pair, of which one part says nothing of the type.
    const parts = schema.allOf.map((each) => typeOf(each, indent)).filter((part) => part !== 'unknown');
    return parts.join(' & ') || 'unknown';
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.map((type) => plainType(type, schema, indent)).join(' | ') || 'unknown';
}

function plainType(type: string, schema: Schema, indent: string): string {
  if (type === 'integer') return 'number';
  if (type === 'array') return `readonly (${typeOf(schema.items ?? {}, indent)})[]`;
  if (type !== 'object') return type;
  const { properties, required = [], additionalProperties } = schema;
  if (!properties) {
    const values =
      typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown';
    return `{ readonly [name: string]: ${values} }`;
  }
  const inner = `${indent}  `;
  const members = Object.entries(properties).map(([name, member]) => {
    const optional = !required.includes(name);
    return `${doc(member.description, inner)}${inner}readonly ${key(name)}${optional ? '?' : ''}: ${typeOf(member, inner)}${optional ? ' | undefined' : ''};`;
  });
  return members.length === 0 ? '{ readonly [name: string]: never }' : `{\n${members.join('\n')}\n${indent}}`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", String.raw`\'`)}'` : JSON.stringify(value);
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/u.test(name) ? name : `'${name}'`;
}

function doc(description: string | undefined, indent: string): string {
  return description === undefined ? '' : `${indent}/** ${description.replaceAll('*/', '* /')} */\n`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(
    new URL('../src/client/generated.ts', import.meta.url),
    clientText(describeApi(readWorld()) as unknown as Document),
  );
}
