import { z } from '@hono/zod-openapi';

const mostItems = 500;

/** Query of a list: how many, and from where on. */
export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostItems)
    .default(100)
    .openapi({ description: 'Items of a page' }),
  cursor: z
    .string()
    .max(400)
    .regex(/^[\w-]+$/u, 'expected the `next` of the page before')
    .optional()
    .openapi({ description: '`next` of the page before' }),
});

/** Wish for one page. */
export interface PageWish {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of a list as a schema. */
export function pageOf<S extends z.ZodType>(
  item: S,
  name: string,
): z.ZodObject<{ items: z.ZodArray<S>; next: z.ZodNullable<z.ZodString> }> {
  return z
    .object({
      items: z.array(item),
      next: z.string().nullable().describe('`cursor` of the next page; null on the last one'),
    })
    .openapi(name);
}

/** One page of items. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/**
 * One page of a list that is in order of its keys. A cursor names the last key of the page before, so that items that
 * come or go meanwhile make none appear twice or be left out.
 */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: PageWish,
): Page<T> {
  const after = cursor === undefined ? undefined : keyOfCursor(cursor);
  const rest =
    after === undefined ? items : items.slice(items.findLastIndex((item) => keyOf(item) <= after) + 1);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, next: last !== undefined && rest.length > limit ? cursorOf(keyOf(last)) : null };
}

/** The cursor behind a key. */
export function cursorOf(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** The key a cursor stands for; any text is one, since cursors only say where to go on. */
export function keyOfCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8');
}
