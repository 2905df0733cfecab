import { z } from 'zod';
import { claimSchema } from '../reading/index.ts';
import { isIsoDate } from '../quantity/index.ts';
import { categories, licencePolicies } from './types.ts';

const isoDate = z.string().refine(isIsoDate, { message: 'a date like 2025-01-20' });
const texts = z.array(z.string().min(1));

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('allow'), conditions: texts.optional() }),
  z.strictObject({ kind: z.literal('notify'), days: z.int().positive(), exception: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('licence'),
    policy: z.enum(licencePolicies),
    conditions: texts.optional(),
  }),
  z.strictObject({ kind: z.literal('deny') }),
  z.strictObject({ kind: z.literal('uncertain'), why: z.string().min(1) }),
  z.strictObject({ kind: z.literal('advise'), text: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('share'),
    of: z.literal('domestic'),
    atLeast: claimSchema('ratio'),
    binding: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('cap'),
    units: claimSchema('count'),
    per: z.enum(['buyer', 'country', 'product']),
    equivalentsOf: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('duty'), rate: claimSchema('ratio') }),
  z.strictObject({ kind: z.literal('fee'), rate: claimSchema('ratio') }),
]);

/** One rule as written in `catalog/rules/*.yaml`, under its id. What each key means is said at the type `Rule`. */
export const ruleSchema = z.strictObject({
  title: z.string().min(1),
  jurisdiction: z.enum(['US', 'CN']),
  authority: z.string().min(1),
  text: z.string().min(1),
  published: isoDate,
  effective: isoDate,
  until: z.strictObject({ date: isoDate, published: isoDate, why: z.string().min(1) }).optional(),
  gate: z.enum(['export', 'import', 'use', 'procurement', 'cost']),
  category: z.enum(categories).optional(),
  when: z.string().min(1),
  effect: effectSchema,
  supersedes: texts.optional(),
  informative: z.boolean().optional(),
  grade: z.enum(['A', 'B', 'C', 'derived', 'assumed']),
  sources: texts,
  notes: texts.optional(),
});
export type RawRule = z.infer<typeof ruleSchema>;
export type RawEffect = RawRule['effect'];

/** One defined term as written in `catalog/rules/terms.yaml`, under its name. */
export const termSchema = z.strictObject({
  means: z.string().min(1),
  sources: texts,
  notes: texts.optional(),
});
