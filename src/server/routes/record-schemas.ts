import { z } from '@hono/zod-openapi';
import { frozenOrder, planFacts, recordEvent } from '../../store/index.ts';

const mark = {
  author: z.string(),
  at: z.string().describe('Instant in UTC'),
  seq: z.number().int().describe('Entry'),
};
const hash = z.string().describe('SHA-256');
const version = z.number().int().describe('Number of a version');
const list = <S extends z.ZodType>(item: S) => z.array(item).readonly();

/** Built anew: the original may be older than the extension of zod. */
const facts = z.object(planFacts.shape).openapi('VersionFacts');

const versionSchema = z
  .object({
    ...mark,
    number: version,
    base: version.nullable().describe('The version it was made from'),
    message: z.string(),
    plan: hash,
    scenario: hash.nullable(),
    scenarioName: z.string().nullable(),
    facts,
    concerns: list(z.object({ id: z.string(), about: z.string() })).describe(
      'What a person has to answer for',
    ),
    checked: z
      .object({ violations: z.number().int(), first: list(z.string()) })
      .nullable()
      .describe('What the checker said; null where it could not be asked'),
    state: z.enum(['draft', 'proposed', 'approved', 'superseded', 'rejected', 'withdrawn']),
    decisions: list(
      z.object({
        ...mark,
        kind: z.enum(['proposed', 'approved', 'rejected', 'withdrawn', 'superseded']),
        message: z.string(),
      }),
    ),
    signOffs: list(
      z.object({ ...mark, concern: z.string(), name: z.string(), until: z.string(), reason: z.string() }),
    ),
  })
  .openapi('RecordVersion');

/** A plan of record with its versions. */
export const recordSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    head: z.object({ seq: z.number().int(), hash }).describe('The end of its history; its hash is the ETag'),
    created: z.object(mark),
    changed: z.object(mark),
    versions: list(versionSchema),
    frozen: list(z.object({ ...mark, version, order: frozenOrder, reason: z.string() })).describe(
      'Lines that are ordered',
    ),
    notes: list(
      z.object({ ...mark, text: z.string(), version: version.nullable(), line: z.string().nullable() }),
    ),
    attachments: list(
      z.object({
        ...mark,
        name: z.string(),
        content: hash,
        size: z.number().int(),
        version: version.nullable(),
      }),
    ),
    actuals: list(
      z.object({
        ...mark,
        actuals: z.enum(['deliveries', 'spend', 'load']),
        source: z.string(),
        sourceHash: hash,
        content: hash,
        count: z.number().int(),
        from: z.string().describe('First quarter'),
        to: z.string().describe('Last quarter'),
      }),
    ).describe('What really was delivered, spent and served'),
    overtaken: list(
      z.object({
        ...mark,
        path: z.string(),
        written: z.string(),
        source: z.string(),
        date: z.string(),
      }),
    ).describe('Claims that actuals have overtaken'),
  })
  .openapi('Record');

/** A record in a list. */
export const recordEntry = z
  .object({
    id: z.string(),
    title: z.string(),
    versions: z.number().int(),
    inForce: version.nullable().describe('The approved version'),
    changed: z.string().describe('Instant of its last entry'),
    etag: z.string(),
  })
  .openapi('RecordEntry');

/** One entry of a history. */
export const historyEntry = z
  .object({
    seq: z.number().int(),
    at: z.string(),
    author: z.string(),
    event: z.discriminatedUnion('kind', recordEvent.options).describe('What happened'),
  })
  .openapi('HistoryEntry');

/** What verifying a record found. */
export const verifiedSchema = z
  .object({
    ok: z.boolean(),
    record: z.string(),
    entries: z.number().int(),
    contents: z.number().int().describe('Files hashed again'),
    head: z.object({ seq: z.number().int(), hash }).nullable(),
    broken: z
      .object({ seq: z.number().int(), kind: z.string(), what: z.string() })
      .nullable()
      .describe('The first entry that is not as written'),
  })
  .openapi('VerifiedRecord');
