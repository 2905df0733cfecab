import { z } from '@hono/zod-openapi';
import { categories, licencePolicies, verdicts } from '../../rules/index.ts';

const grade = z.enum(['A', 'B', 'C', 'derived', 'assumed']).describe('How good its source is');
const gate = z.enum(['export', 'import', 'use', 'procurement', 'cost']).describe('What it guards');
const verdict = z.enum(verdicts).describe('What the rules say; only `allowed` and `conditions` permit');
const use = z.enum(['training', 'inference']);
const texts = z.array(z.string()).readonly();
const conditions = texts.optional();

const claim = z
  .object({
    value: z.number().optional().describe('Absent: unknown'),
    low: z.number().optional(),
    high: z.number().optional(),
    written: z.string().describe('As written, with its unit'),
    source: z.string().optional().describe('Key of its source'),
    grade,
    status: z.enum(['reported', 'disputed', 'confirmed', 'assumed']),
    date: z.string().optional(),
    reason: z.string().optional(),
    note: z.string().optional(),
    span: z
      .object({
        file: z.string(),
        line: z.number().int(),
        column: z.number().int(),
        endLine: z.number().int().optional(),
        endColumn: z.number().int().optional(),
      })
      .optional()
      .describe('Where it is written in the catalog'),
  })
  .openapi('Claim');

const effect = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('allow'), conditions }),
    z.object({ kind: z.literal('notify'), days: z.number(), exception: z.string() }),
    z.object({ kind: z.literal('licence'), policy: z.enum(licencePolicies), conditions }),
    z.object({ kind: z.literal('deny') }),
    z.object({ kind: z.literal('uncertain'), why: z.string() }),
    z.object({ kind: z.literal('advise'), text: z.string() }),
    z.object({ kind: z.literal('share'), of: z.literal('domestic'), atLeast: claim, binding: z.boolean() }),
    z.object({
      kind: z.literal('cap'),
      units: claim,
      per: z.enum(['buyer', 'country', 'product']),
      equivalentsOf: z.string().optional().describe('Accelerator in whose processing power it counts'),
    }),
    z.object({ kind: z.literal('duty'), rate: claim }),
    z.object({ kind: z.literal('fee'), rate: claim }),
  ])
  .openapi('RuleEffect', { description: 'What a rule does where it holds' });

/** A rule of the rulebook. */
export const ruleSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    jurisdiction: z.enum(['US', 'CN']),
    authority: z.string().describe('Who made it'),
    text: z.string().describe('Citation'),
    published: z.string().describe('When the public could know of it'),
    effective: z.string().describe('First day it has effect'),
    until: z
      .object({ date: z.string(), published: z.string(), why: z.string() })
      .optional()
      .describe('Last day it has effect, and when that became known'),
    gate,
    category: z.enum(categories).optional().describe('What it makes of an item'),
    when: z.string().describe('Predicate'),
    effect,
    supersedes: texts.describe('Rules that no longer count where it holds'),
    informative: z.boolean().describe('Recorded for people, never evaluated'),
    grade,
    sources: texts.describe('Keys of its sources'),
    notes: texts,
  })
  .openapi('Rule');

const finding = z
  .object({
    rule: z.string().describe('Id'),
    title: z.string(),
    text: z.string().describe('Citation'),
    published: z.string(),
    effective: z.string(),
    until: z.string().optional(),
    gate,
    holds: z
      .union([z.literal(true), z.literal('unknown')])
      .describe('`unknown`: a fact it needs is not known'),
    effect,
    verdict,
    facts: z.record(z.string(), z.string()).describe('Facts its predicate read'),
    reason: z.string().describe('In words'),
    sources: texts,
    grade,
  })
  .openapi('Finding');

const figure = z
  .object({
    value: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable().describe('Null: no upper bound is known'),
    format: z.string().nullable().describe('Number format with the largest value'),
  })
  .openapi('DerivedFigure');

/** How an accelerator is classified on a date. */
export const classificationSchema = z
  .object({
    accelerator: z.string(),
    date: z.string(),
    destination: z.string(),
    tpp: figure.describe('Total processing power: dense TOPS × bits'),
    performanceDensity: figure.describe('Total processing power per mm² of die'),
    category: z.enum([...categories, 'free', 'unknown']),
    duty: z.union([z.boolean(), z.literal('unknown')]).describe('A duty applies on import into the US'),
    rules: z.array(finding).readonly(),
  })
  .openapi('Classification');

/** What the rules say of one purchase or lease. */
export const judgementSchema = z
  .object({
    ok: z.boolean().describe('The verdict permits it'),
    question: z.object({
      accelerator: z.string(),
      system: z.string().optional(),
      destination: z.string(),
      site: z.string().optional(),
      buyer: z.string(),
      owner: z.string(),
      operator: z.string(),
      acquisition: z.enum(['purchase', 'lease', 'existing']),
      use,
      date: z.string(),
      knownOn: z.string().optional(),
    }),
    verdict,
    reason: z.string(),
    conditions: texts.describe('What goes with the verdict'),
    dutyRate: z.number().describe('Part of the price'),
    feeRate: z.number().describe('Part of the price'),
    licences: texts.describe('Licences that answered a rule'),
    findings: z.array(finding).readonly(),
  })
  .openapi('Judgement');

/** How the answer changed over time. */
export const timelineSchema = z
  .object({
    accelerator: z.string(),
    buyer: z.string(),
    lessor: z.string().nullable(),
    entries: z
      .array(
        z.object({
          date: z.string().describe('From this day until the next entry'),
          use,
          verdict,
          category: z.enum([...categories, 'free', 'unknown']),
          dutyRate: z.number(),
          feeRate: z.number(),
          reason: z.string(),
          rules: texts.describe('Rules that decide'),
        }),
      )
      .readonly(),
  })
  .openapi('Timeline');
