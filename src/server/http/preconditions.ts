import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { trouble } from '../messages.ts';
import { namesEtag } from './etag.ts';
import { problem } from './problem.ts';

/** The state somebody expects a document in. */
export type Expected = { readonly etag: string } | 'absent';

/** Headers that say which state of a document is changed. */
export const preconditions = z.object({
  'if-match': z.string().max(200).optional().openapi({ description: 'ETag of the document you read' }),
  'if-none-match': z.string().max(200).optional().openapi({ description: '`*`: only where there is none' }),
});

/**
 * What the headers say of the state the writer has read; undefined where they say nothing.
 *
 * @param etag what stands now; undefined: nothing
 */
export function expectation(
  { 'if-match': match, 'if-none-match': noneMatch }: z.infer<typeof preconditions>,
  etag: string | undefined,
): Expected | undefined {
  if (noneMatch?.trim() === '*') return 'absent';
  if (match === undefined) return undefined;
  // Of several ETags, and of `*`, the one that stands now is meant; where none of them does, any of them fails.
  return { etag: etag !== undefined && namesEtag(match, etag) ? etag : match };
}

/** True where a document is in the state that is expected. */
export function isExpected(etag: string | undefined, expected: Expected): boolean {
  return expected === 'absent' ? etag === undefined : etag === expected.etag;
}

/** Answers that a document has changed since the writer read it; nothing was written. */
export function stale(
  c: Context,
  place: string,
  name: string,
  etag: string | undefined,
): ReturnType<typeof problem<412>> {
  const now = etag === undefined ? 'it does not exist' : `its ETag is ${etag}`;
  const message = `${name} is not in the state you expect: ${now}; nothing was written`;
  const about = trouble('FW-HTTP-0007', [place, name], message, 'read it again and merge');
  return problem(c, 412, [about], etag === undefined ? {} : { etag });
}

/** Said where a write does not say which state it changes. */
export function unconditional(name: string): Diagnostic {
  return trouble(
    'FW-HTTP-0008',
    ['header', 'if-match'],
    `say which state of ${name} you change`,
    'send If-Match with the ETag you read, or If-None-Match: * to make a new one',
  );
}
