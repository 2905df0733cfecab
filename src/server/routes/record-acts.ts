import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Act, Changed, RecordState } from '../../store/index.ts';
import { namesEtag } from '../http/etag.ts';
import { json } from '../http/media.ts';
import { problem, problems } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { trouble } from '../messages.ts';
import { recordSchema } from './record-schemas.ts';

/** Name of a record. */
export const recordName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u, 'expected letters, digits, `.`, `_` and `-`, at most 100')
  .openapi({ description: 'Of a record', example: 'programme' });

/** Number of a version in a path. */
export const versionNumberText = z.coerce
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .openapi({ description: 'Number of a version' });

/** Header of changes of a record. */
export const seenRecord = z.object({
  'if-match': z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'ETag of the record you read: refused where it has changed since' }),
});

/** Who acts, where nobody signs in. */
export const author = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .optional()
  .describe('Who does it, where the server has no users; with --team it is the user');

/** What every change of a record answers. */
export const changedResponses = {
  200: json('The record after it; `ETag` names its state', recordSchema),
  ...problems(400, 404, 409, 412, 415, 422),
};

/** Who does what to which record, and what they saw of it; or why not. */
export function actOf(c: Context<AppEnv>, record: string, as: string | undefined): Act | Diagnostic {
  const principal = c.get('principal');
  if (principal && as !== undefined && as !== principal.name) {
    return trouble(
      'FW-HTTP-0002',
      ['body', 'author'],
      `you are ${principal.name}, not ${as}`,
      'leave `author` out',
    );
  }
  const seen = c.req.header('if-match');
  return {
    record,
    author: principal?.name ?? as ?? 'local',
    at: new Date().toISOString(),
    expected: seen === undefined || seen.trim() === '*' ? undefined : seen.replaceAll('"', ''),
  };
}

/** Answers with the record after a change, or with everything that was against it. */
export function answerChange(c: Context<AppEnv>, made: Changed | readonly Diagnostic[]) {
  return 'state' in made ? answerRecord(c, made.state) : refuseChange(c, made);
}

/** Answers with everything that was against a change. */
export function refuseChange(c: Context<AppEnv>, against: readonly Diagnostic[]) {
  return problem(c, statusOf(against), against);
}

/** Answers with a record. */
export function answerRecord(c: Context<AppEnv>, state: RecordState) {
  return c.json(state, 200, { etag: recordEtag(state) });
}

/** The ETag of a record: the hash of the last entry of its history. */
export function recordEtag({ head }: RecordState): string {
  return `"${head.hash}"`;
}

/** True where the reader has this state already. */
export function isSeen(c: Context<AppEnv>, state: RecordState): boolean {
  const seen = c.req.header('if-none-match');
  return seen !== undefined && namesEtag(seen, recordEtag(state));
}

function statusOf(diagnostics: readonly Diagnostic[]): 404 | 409 | 412 | 422 {
  const codes = new Set(diagnostics.map(({ code }) => code));
  if (codes.has('FW-STO-0010') || codes.has('FW-STO-0014')) return 404;
  if (codes.has('FW-STO-0011')) return 412;
  if (codes.has('FW-STO-0017') || codes.has('FW-STO-0022') || codes.has('FW-HTTP-0002')) return 422;
  return 409;
}
