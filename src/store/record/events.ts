import { z } from 'zod';

const version = z.int().positive().describe('Number of a version of the record');
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/u)
  .describe('SHA-256 of the content');
const words = z.string().describe('In the words of the author');
const lineId = z.string().describe('Id of a line of the plan');
const day = z.iso.date();

/** What a version of the plan is about, so that a list needs not read the plan. */
export const planFacts = z.object({
  title: z.string(),
  scenario: z.string(),
  variant: z.string().nullable(),
  asOf: day,
  status: z.enum(['optimal', 'feasible', 'infeasible', 'interrupted']),
  currency: z.string(),
  cost: z.number().nullable().describe('Discounted cash, plan currency; null when nothing is planned'),
  unmet: z.number(),
  lines: z.int().nonnegative(),
  firstQuarter: z.string().nullable(),
  lastQuarter: z.string().nullable(),
  ruleSet: z.string(),
  catalog: z.string(),
  seed: z.number(),
  engine: z.string(),
});
export type PlanFacts = z.infer<typeof planFacts>;

/** Something in a plan that a named person has to answer for before it can be approved. */
const concern = z.object({
  id: z.string().describe('`licence:ID` or `verdict:LINE`'),
  about: z.string().describe('In words'),
});
export type Concern = z.infer<typeof concern>;

/** What the independent checker said when the version was added. */
const checked = z.object({
  violations: z.int().nonnegative(),
  first: z.array(z.string()).describe('The first few, in words'),
});

/** An order that a person froze: it stays in plans made anew. */
export const frozenOrder = z.object({
  id: lineId,
  offer: z.string(),
  system: z.string(),
  kind: z.enum(['purchase', 'lease']),
  count: z.number(),
  site: z.string(),
  orderQuarter: z.string(),
  deliveryQuarter: z.string(),
});
export type FrozenOrder = z.infer<typeof frozenOrder>;

/** Everything that can happen to a record. What an event once meant it means for ever: new meanings are new kinds. */
export const recordEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created'), title: words }),
  z.object({
    kind: z.literal('version-added'),
    version,
    base: version.nullable().describe('The version it was made from'),
    message: words,
    plan: hash,
    scenario: hash.nullable().describe('The text of the scenario, where it was at hand'),
    scenarioName: z.string().nullable(),
    facts: planFacts,
    concerns: z.array(concern),
    checked: checked.nullable().describe('Null when it could not be checked'),
  }),
  z.object({
    kind: z.literal('noted'),
    text: words,
    version: version.nullable(),
    line: lineId.nullable(),
  }),
  z.object({ kind: z.literal('line-frozen'), version, order: frozenOrder, reason: words }),
  z.object({ kind: z.literal('line-released'), line: lineId, reason: words }),
  z.object({
    kind: z.literal('attached'),
    name: z.string(),
    content: hash,
    size: z.int().nonnegative().describe('Bytes'),
    version: version.nullable(),
  }),
  z.object({ kind: z.literal('proposed'), version, message: words }),
  z.object({
    kind: z.literal('signed-off'),
    version,
    concern: z.string(),
    name: z.string().describe('The person who answers for it'),
    until: day.describe('Last day on which the signature counts'),
    reason: words,
  }),
  z.object({ kind: z.literal('approved'), version, message: words }),
  z.object({ kind: z.literal('rejected'), version, reason: words }),
  z.object({ kind: z.literal('withdrawn'), version, reason: words }),
  z.object({
    kind: z.literal('superseded'),
    version,
    by: version.nullable().describe('The version that replaces it; null when none does'),
    reason: words,
  }),
  z.object({
    kind: z.literal('actuals-added'),
    actuals: z.enum(['deliveries', 'spend', 'load']),
    source: z.string().describe('Name of the file they were read from'),
    sourceHash: hash.describe('Of the file'),
    content: hash.describe('Of the entries, canonical JSON'),
    count: z.int().nonnegative(),
    from: z.string().describe('First quarter'),
    to: z.string().describe('Last quarter'),
  }),
  z.object({
    kind: z.literal('actuals-removed'),
    entry: z.int().positive().describe('The entry that added them'),
    reason: words,
  }),
  z.object({
    kind: z.literal('claim-overtaken'),
    path: z.string().describe('Where the claim enters the plan, as in its assumptions'),
    written: z.string().describe('The actual value, with its unit'),
    source: z.string().describe('Who says so'),
    date: day.describe('When it was so'),
  }),
]);
export type RecordEvent = z.infer<typeof recordEvent>;
export type EventOf<Kind extends RecordEvent['kind']> = Extract<RecordEvent, { readonly kind: Kind }>;

/** Hashes of the contents that an event speaks of. */
export function contentHashesOf(event: RecordEvent): readonly string[] {
  switch (event.kind) {
    case 'version-added':
      return event.scenario === null ? [event.plan] : [event.plan, event.scenario];
    case 'attached':
    case 'actuals-added':
      return [event.content];
    default:
      return [];
  }
}
