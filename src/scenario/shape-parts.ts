import { z } from 'zod';
import { claimSchema, type ClaimKind, type RawClaim } from '../reading/index.ts';

/** A claim of a kind with the words the reference documentation and editors show. */
export function claim(kind: ClaimKind, what: string): z.ZodType<RawClaim> {
  return claimSchema(kind).describe(`${what} (${kind})`);
}

/** One claim for the whole horizon, or a list with one claim per quarter whose last entry goes on. */
export function claimByQuarter(kind: ClaimKind, what: string): z.ZodType<RawClaim | RawClaim[]> {
  const one = claimSchema(kind);
  const forms = one instanceof z.ZodUnion ? one.options : [one];
  return z
    .union([...forms, z.array(one).min(1)])
    .describe(`${what} (${kind}; or a list, one per quarter, the last goes on)`) as z.ZodType<
    RawClaim | RawClaim[]
  >;
}

/** A claim, or the word `unlimited`, which must be said where nobody knows a limit. */
export function allocation(what: string): z.ZodType<RawClaim | RawClaim[]> {
  return claimByQuarter('count', `${what}; \`unlimited\` must be said in so many words`);
}

/** A quarter: `1` is the quarter of the as-of date, `2` the next one; `2025Q3` and `2025-08-31` are fixed. */
export const quarterRef = z
  .union([z.number(), z.string()])
  .describe('Quarter: `1` = the one of the as-of date, `2` = the next one; or `2025Q3`, or a date');
export type QuarterRef = z.infer<typeof quarterRef>;

export const window = z
  .strictObject({
    from: quarterRef.optional().describe('First quarter; default: the first of the horizon'),
    to: quarterRef.optional().describe('Last quarter, inclusive; default: the last of the horizon'),
  })
  .describe('Quarters in which it counts');

/** Which sites are meant: those named, those of the named regions, or all when neither is given. */
export const where = {
  sites: z.array(z.string()).optional().describe('Site ids'),
  regions: z.array(z.string()).optional().describe('Region labels of sites; with `sites`, both count'),
};

export const use = z.enum(['training', 'inference']);
export const country = z.string().describe('ISO 3166-1 code of two capital letters, e.g. `CN`');
export const text = (what: string): z.ZodString => z.string().describe(what);
export const entries = <T extends z.ZodType>(entry: T, what: string): z.ZodRecord<z.ZodString, T> =>
  z.record(z.string(), entry).describe(what);
