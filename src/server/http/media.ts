import { z } from '@hono/zod-openapi';

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
