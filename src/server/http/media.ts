import { z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';

/** A JSON response as a route declares it. */
export function json<S extends z.ZodType>(
  description: string,
  schema: S,
): {
  readonly description: string;
  readonly content: { readonly 'application/json': { readonly schema: S } };
} {
  return { description, content: { 'application/json': { schema } } };
}

/** A YAML document in a response: any value, as YAML can be read as one. */
export const yamlContent = { 'application/yaml': { schema: z.unknown() } } as const;

/** A JSON body as a route declares it. */
export function jsonBody<S extends z.ZodType>(
  schema: S,
): {
  readonly required: true;
  readonly content: { readonly 'application/json': { readonly schema: S } };
} {
  return { required: true, content: { 'application/json': { schema } } };
}

/** A named schema or null. A union, as the document would lose the null of a `nullable` reference. */
export function orNull<S extends z.ZodType>(schema: S): z.ZodUnion<readonly [S, z.ZodNull]> {
  return z.union([schema, z.null()]);
}

/** A JSON document that is text already and holds a `T`; it is sent as it is. */
export function jsonText<T>(
  c: Context,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Response & TypedResponse<T, 200, 'json'> {
  const sent: Response = c.body(text, 200, { ...headers, 'content-type': 'application/json' });
  return sent as Response & TypedResponse<T, 200, 'json'>;
}

/** What a route that gives an ETag declares besides: whoever has this state already is told so. */
export const notModified = { 304: { description: 'It is still what `If-None-Match` names' } } as const;
